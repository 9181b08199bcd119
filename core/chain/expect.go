package chain

import "slices"

// Expecter works out what training asks of a sentence: log Z and the expected
// counts under the present weights. It is for one goroutine at a time and
// reuses its memory, which does not grow with the length of a sentence beyond
// some thousand tokens.
//
// It calculates with scaled exponentials. For a sentence whose weights are too
// far apart for that, it takes logarithms, some two to four times slower.
type Expecter[F Float] struct {
	pass *pass[F]
	want []bool // nil: all pairs
}

// NewExpecter prepares for transitions pair[from*N+to] (minus infinity
// forbids) and for those at the start and the end of a sentence, which give N.
// It copies them.
func NewExpecter[F Float](pair, start, end []float64) *Expecter[F] {
	return &Expecter[F]{pass: newPass[F](copied(pair, start, end, nil))}
}

func copied(pair, start, end []float64, earlier *shape) *weights {
	return newWeights(slices.Clone(pair), slices.Clone(start), slices.Clone(end), earlier)
}

// SetWeights takes other transitions, as [NewExpecter] does.
func (x *Expecter[F]) SetWeights(pair, start, end []float64) {
	x.pass.set(copied(pair, start, end, x.pass.shape))
	if x.want != nil {
		x.pass.factors.only(x.want)
	}
}

// Only says of which pairs, want[from*N+to], counts are asked for: all others
// need not be counted, which saves time.
func (x *Expecter[F]) Only(want []bool) {
	x.want = slices.Clone(want)
	x.pass.factors.only(x.want)
}

// Expect returns log Z of the sentence whose emissions these are. It sets
// marginals, of the same length (or the same memory), to weight times the
// probability of each tag at each token, and adds weight times the expected
// number of each pair of neighbouring tags to pairs. The marginals of the first
// and last token are the expectations of the transitions at the edges.
//
// Log Z is minus infinity where all tags are forbidden, and NaN where it cannot
// be worked out for a weight that is NaN or plus infinity. All marginals are 0
// then, and nothing is added.
func (x *Expecter[F]) Expect(emissions, marginals []F, weight float64, pairs []float64) float64 {
	if len(emissions) == 0 {
		return 0
	}
	p := x.pass
	logZ, ok := p.forth(emissions)
	if !ok {
		clear(marginals)
		return logZ
	}
	for k := p.blocks() - 1; k >= 0; k-- {
		if k < p.blocks()-1 {
			p.hold(k)
		}
		x.back(marginals, weight)
	}
	p.space.collect(weight, pairs)
	return logZ
}

// back goes back through the block held.
func (x *Expecter[F]) back(marginals []F, weight float64) {
	p := x.pass
	for i := p.end() - 1; i >= p.first; i-- {
		before, psi, alpha := p.before(i), p.row(p.psi, i), p.row(p.alpha, i)
		p.space.marginals(alpha, p.beta)
		store(marginals[i*p.n:], alpha, weight)
		if before == nil {
			return
		}
		p.space.back(psi, p.beta)
		p.space.add(before, psi)
	}
}

func store[F Float](dst []F, src []float64, weight float64) {
	dst = dst[:len(src)]
	for i, v := range src {
		dst[i] = F(v * weight)
	}
}
