package chain

import (
	"math"
	"slices"
)

// Expecter works out what training asks of a sentence: log Z and the expected
// counts under the present weights. It is for one goroutine at a time and
// reuses its memory.
type Expecter[F Float] struct {
	*weights
	alpha, beta []float64
}

// NewExpecter prepares for transitions pair[from*N+to] (minus infinity
// forbids) and for those at the start and the end of a sentence, which give N.
// It copies them.
func NewExpecter[F Float](pair, start, end []float64) *Expecter[F] {
	x := &Expecter[F]{}
	x.SetWeights(pair, start, end)
	return x
}

// SetWeights takes other transitions, as [NewExpecter] does.
func (x *Expecter[F]) SetWeights(pair, start, end []float64) {
	x.weights = newWeights(slices.Clone(pair), slices.Clone(start), slices.Clone(end))
}

// Expect returns log Z of the sentence whose emissions these are. It sets
// marginals, of the same length (or the same memory), to weight times the
// probability of each tag at each token, and adds weight times the expected
// number of each pair of neighbouring tags to pairs. The marginals of the first
// and last token are the expectations of the transitions at the edges.
//
// Where no tags have a finite score, log Z is minus infinity or NaN, all
// marginals are 0 and nothing is added.
func (x *Expecter[F]) Expect(emissions, marginals []F, weight float64, pairs []float64) float64 {
	if len(emissions) == 0 {
		return 0
	}
	x.alpha = slices.Grow(x.alpha[:0], len(emissions))[:len(emissions)]
	x.beta = slices.Grow(x.beta[:0], len(emissions))[:len(emissions)]
	logZ := forwardLog(x.weights, emissions, x.alpha)
	if math.IsInf(logZ, 0) || math.IsNaN(logZ) {
		clear(marginals)
		return logZ
	}
	backwardLog(x.weights, emissions, x.beta)
	n := x.n
	for i := n; i < len(x.beta); i += n {
		for b := range n {
			for _, a := range x.preds[b] {
				arc := int(a)*n + b
				pairs[arc] += weight * math.Exp(x.alpha[i-n+int(a)]+x.pair[arc]+float64(emissions[i+b])+x.beta[i+b]-logZ)
			}
		}
	}
	for i := range marginals {
		marginals[i] = F(weight * math.Exp(x.alpha[i]+x.beta[i]-logZ))
	}
	return logZ
}
