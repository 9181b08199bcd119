package chain

import (
	"math"
	"slices"
)

const (
	// safeSum is a sum of exponentials beside which those that vanished do not
	// count.
	safeSum = 1e-250
	// safeTop is the greatest logarithm of a factor by which what vanished would
	// still be nothing.
	safeTop = 300
	// safeExtent is how far apart weights may lie so that their sums are good for
	// some six digits behind the point.
	safeExtent = 1e9
)

// logs calculates with logarithms. It sums exponentials by the
// factors as long as nothing that counts vanishes in that, which it sees at the
// sum, and else term by term.
//
// The greatest number of each row of psi, and then of alpha, is taken off and
// added up, so that long sentences lose no digits. Where single weights are so
// great that digits are lost all the same, the tags of a token and its pairs
// still have probabilities that add up to 1.
type logs struct {
	*weights
	factors *factors
	exp     *exponential
	sum     float64
	// before and after are exponentials of alpha of a token and the product of
	// the next one; top was taken off the latter.
	before, after []float64
	top           float64
	// coarse is set when weights are further apart than safeExtent.
	coarse bool
	terms  []float64
	count  []float64
}

func newLogs(f *factors, e *exponential) *logs {
	w := f.weights
	return &logs{
		weights: w, factors: f, exp: e, count: make([]float64, w.n*w.n),
		before: make([]float64, w.n), after: make([]float64, w.n), terms: make([]float64, 0, w.n),
	}
}

func (l *logs) begin() {
	l.sum, l.coarse = 0, max(extent(l.pair), extent(l.end)) > safeExtent
}

func (l *logs) next(prev, psi, alpha []float64) bool {
	top := slices.Max(psi)
	if !finite(top) {
		return false
	}
	subtract(psi, top)
	l.coarse = l.coarse || extent(psi) > safeExtent
	if prev == nil {
		copy(alpha, psi)
	} else {
		l.arrive(prev, alpha)
		for b, p := range psi {
			alpha[b] += p
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

// arrive sets alpha to the sums over the ways from the token before.
func (l *logs) arrive(prev, alpha []float64) {
	copy(l.before, prev)
	l.exp.row(l.before, 0, lowest, true)
	l.factors.forward(l.before, alpha)
	for b, sum := range alpha {
		if sum >= safeSum {
			alpha[b] = math.Log(sum) + l.factors.top
			continue
		}
		l.terms = l.terms[:0]
		for _, a := range l.preds[b] {
			l.terms = append(l.terms, prev[a]+l.pair[int(a)*l.n+b])
		}
		alpha[b] = logSumExp(l.terms)
	}
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
	l.top = greatest(psi)
	copy(l.after, psi)
	l.exp.row(l.after, l.top, lowest, true)
	l.factors.backward(l.after, beta)
	for a, sum := range beta {
		if sum >= safeSum {
			beta[a] = math.Log(sum) + l.factors.top + l.top
			continue
		}
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

func (l *logs) turning(a, b int, product, beta float64) float64 {
	return math.Exp(l.pair[a*l.n+b] + product - beta)
}

func (l *logs) add(prev, product []float64) {
	top := l.top + l.factors.top
	if l.coarse || !(math.Abs(top) < safeTop) {
		l.addTerms(prev, product)
		return
	}
	copy(l.before, prev)
	l.exp.row(l.before, 0, lowest, true)
	by := math.Exp(top)
	for b := range l.after {
		l.after[b] *= by
	}
	l.factors.add(l.before, l.after)
}

// addTerms is add for what does not fit exponentials.
func (l *logs) addTerms(prev, product []float64) {
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
	l.factors.collect(weight, pairs)
}
