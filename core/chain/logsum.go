package chain

import "math"

// logSumExp is log Σ exp of the numbers, whatever their size.
func logSumExp(x []float64) float64 {
	top := math.Inf(-1)
	for _, v := range x {
		top = max(top, v)
	}
	if !finite(top) {
		return top
	}
	sum := 0.0
	for _, v := range x {
		sum += math.Exp(v - top)
	}
	return top + math.Log(sum)
}

// share replaces logarithms by the shares of what they stand for in their sum;
// all are 0 if there is none.
func share(x []float64) {
	sum := logSumExp(x)
	if !finite(sum) {
		clear(x)
		return
	}
	for i, v := range x {
		x[i] = math.Exp(v - sum)
	}
}

func subtract(x []float64, by float64) {
	for i := range x {
		x[i] -= by
	}
}

func finite(x float64) bool { return !math.IsInf(x, 0) && !math.IsNaN(x) }
