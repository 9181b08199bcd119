package chain

import (
	"math"
	"slices"
)

// logs calculates with logarithms. The greatest number of each row of psi, and
// then of alpha, is taken off and summed up, so that long sentences lose no
// digits. Where single weights are so great that digits are lost all the same,
// the tags of a token and its pairs still have probabilities that add up to 1.
type logs struct {
	*weights
	sum   float64
	terms []float64
	count []float64
}

func newLogs(w *weights) *logs {
	return &logs{weights: w, terms: make([]float64, 0, w.n), count: make([]float64, w.n*w.n)}
}

func (l *logs) begin() {
	l.sum = 0
	clear(l.count)
}

func (l *logs) next(prev, psi, alpha []float64) bool {
	top := slices.Max(psi)
	if !finite(top) {
		return false
	}
	subtract(psi, top)
	for b := range alpha {
		alpha[b] = psi[b]
		if prev != nil {
			l.terms = l.terms[:0]
			for _, a := range l.preds[b] {
				l.terms = append(l.terms, prev[a]+l.pair[int(a)*l.n+b])
			}
			alpha[b] += logSumExp(l.terms)
		}
	}
	highest := slices.Max(alpha)
	if !finite(highest) {
		return false
	}
	l.sum += top + highest
	subtract(psi, highest)
	subtract(alpha, highest)
	return true
}

func (l *logs) last(alpha, beta []float64) (float64, bool) {
	l.terms = l.terms[:0]
	for b, end := range l.end {
		l.terms = append(l.terms, alpha[b]+end)
	}
	rest := logSumExp(l.terms)
	for b, end := range l.end {
		beta[b] = end - rest
	}
	return l.sum + rest, finite(rest)
}

func (l *logs) back(psi, beta []float64) {
	for b := range psi {
		psi[b] += beta[b]
	}
	for a := range beta {
		l.terms = l.terms[:0]
		for _, b := range l.succs[a] {
			l.terms = append(l.terms, l.pair[a*l.n+int(b)]+psi[b])
		}
		beta[a] = logSumExp(l.terms)
	}
}

func (l *logs) marginals(alpha, beta []float64) {
	for b := range alpha {
		alpha[b] += beta[b]
	}
	share(alpha)
}

func (l *logs) turn(a, b int, product, beta float64) float64 {
	return math.Exp(l.pair[a*l.n+b] + product - beta)
}

func (l *logs) add(prev, product []float64) {
	l.terms = l.terms[:0]
	for b, preds := range l.preds {
		for _, a := range preds {
			l.terms = append(l.terms, prev[a]+l.pair[int(a)*l.n+b]+product[b])
		}
	}
	share(l.terms)
	rest := l.terms
	for b, preds := range l.preds {
		for k, a := range preds {
			l.count[int(a)*l.n+b] += rest[k]
		}
		rest = rest[len(preds):]
	}
}

func (l *logs) collect(weight float64, pairs []float64) {
	for arc, c := range l.count {
		pairs[arc] += weight * c
	}
	clear(l.count)
}

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
