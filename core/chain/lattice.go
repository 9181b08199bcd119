package chain

import (
	"math"
	"slices"
)

// Lattice answers how probable tags and entities are in one sentence after
// another. It is for one goroutine at a time and reuses its memory.
//
// Of sentences longer than some thousand tokens it holds one block at a time
// and works out another one when asked about it: it is best asked in the order
// of the tokens, forth or back.
type Lattice struct {
	pass *pass[float32]
	// beta are the rows of the tokens held; p.psi are products and p.alpha
	// marginals there. See [space].
	beta []float64
	// ends are the beta rows of the last token of each block.
	ends []float64
	logZ float64
	ok   bool
}

// NewLattice prepares for these transitions.
func NewLattice(t Transitions) *Lattice {
	return &Lattice{pass: newPass[float32](t.weights())}
}

// Fill takes the next sentence. The emissions must stay as they are as long as
// the lattice is asked about them.
func (l *Lattice) Fill(emissions []float32) {
	p := l.pass
	if len(emissions) == 0 {
		l.logZ, l.ok, p.tokens = 0, true, 0
		return
	}
	if l.logZ, l.ok = p.forth(emissions); !l.ok {
		return
	}
	l.beta = slices.Grow(l.beta[:0], len(p.psi))[:len(p.psi)]
	l.ends = slices.Grow(l.ends[:0], len(p.marks))[:len(p.marks)]
	for k := p.blocks() - 1; k >= 0; k-- {
		copy(l.ends[k*p.n:], p.beta)
		if k < p.blocks()-1 {
			p.hold(k)
		}
		l.back()
	}
}

// back goes back through the block held, from p.beta of its last token to that
// of the last token before it.
func (l *Lattice) back() {
	p := l.pass
	for i := p.end() - 1; i >= p.first; i-- {
		copy(p.row(l.beta, i), p.beta)
		p.space.marginals(p.row(p.alpha, i), p.beta)
		p.space.back(p.row(p.psi, i), p.beta)
	}
}

// hold makes a token's block the one held.
func (l *Lattice) hold(token int) {
	p := l.pass
	if token >= p.first && token < p.end() {
		return
	}
	k := token / p.block
	p.hold(k)
	copy(p.beta, l.ends[k*p.n:])
	l.back()
}

// LogZ is the logarithm of the sum of exp(score) over all tags the sentence
// may have. It is minus infinity where all are forbidden, and NaN where it
// cannot be worked out for a weight that is NaN or plus infinity; all
// probabilities are 0 then.
func (l *Lattice) LogZ() float64 { return l.logZ }

// Probability is that of the tags with this score, of [Path.Score].
func (l *Lattice) Probability(score float64) float64 {
	if !l.ok {
		return 0
	}
	return min(1, math.Exp(score-l.logZ))
}

// Marginal is the probability of a tag at a token.
func (l *Lattice) Marginal(token, tag int) float64 {
	if !l.ok {
		return 0
	}
	l.hold(token)
	return min(1, l.pass.row(l.pass.alpha, token)[tag])
}
