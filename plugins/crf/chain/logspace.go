package chain

import "math"

// logSumExp is log Σ exp of the numbers, exact at any magnitude.
func logSumExp(x []float64) float64 {
	top := math.Inf(-1)
	for _, v := range x {
		top = max(top, v)
	}
	if math.IsInf(top, 0) || math.IsNaN(top) {
		return top
	}
	sum := 0.0
	for _, v := range x {
		sum += math.Exp(v - top)
	}
	return top + math.Log(sum)
}

// forwardLog fills alpha, rows of log sums over all ways to arrive at a tag,
// and returns log Z.
func forwardLog[F Float](w *weights, emissions []F, alpha []float64) float64 {
	n, terms := w.n, make([]float64, 0, w.n)
	for b := range n {
		alpha[b] = w.start[b] + float64(emissions[b])
	}
	for i := n; i < len(alpha); i += n {
		for b := range n {
			terms = terms[:0]
			for _, a := range w.preds[b] {
				terms = append(terms, alpha[i-n+int(a)]+w.pair[int(a)*n+b])
			}
			alpha[i+b] = logSumExp(terms) + float64(emissions[i+b])
		}
	}
	terms = terms[:0]
	for b := range n {
		terms = append(terms, alpha[len(alpha)-n+b]+w.end[b])
	}
	return logSumExp(terms)
}

// backwardLog fills beta, rows of log sums over all ways to go on from a tag.
func backwardLog[F Float](w *weights, emissions []F, beta []float64) {
	n, terms := w.n, make([]float64, 0, w.n)
	copy(beta[len(beta)-n:], w.end)
	for i := len(beta) - 2*n; i >= 0; i -= n {
		for a := range n {
			terms = terms[:0]
			for _, b := range w.succs[a] {
				terms = append(terms, w.pair[a*n+int(b)]+float64(emissions[i+n+int(b)])+beta[i+n+int(b)])
			}
			beta[i+a] = logSumExp(terms)
		}
	}
}
