package chain

import (
	"math"
	"slices"

	"github.com/onomast/onomast/plugins/crf/scheme"
)

// Lattice answers how probable tags and entities are in one sentence after
// another. It is for one goroutine at a time and reuses its memory.
type Lattice struct {
	*weights
	emissions   []float32
	alpha, beta []float64
	logZ        float64
}

// NewLattice prepares for these transitions.
func NewLattice(t Transitions) *Lattice { return &Lattice{weights: t.weights()} }

// Fill takes the next sentence. The emissions must stay as they are as long as
// the lattice is asked about them.
func (l *Lattice) Fill(emissions []float32) {
	l.emissions, l.logZ = emissions, 0
	if len(emissions) == 0 {
		return
	}
	l.alpha = slices.Grow(l.alpha[:0], len(emissions))[:len(emissions)]
	l.beta = slices.Grow(l.beta[:0], len(emissions))[:len(emissions)]
	l.logZ = forwardLog(l.weights, emissions, l.alpha)
	backwardLog(l.weights, emissions, l.beta)
}

// LogZ is the logarithm of the sum of exp(score) over all tags the sentence
// may have.
func (l *Lattice) LogZ() float64 { return l.logZ }

// Probability is that of the tags with this score, of [Path.Score].
func (l *Lattice) Probability(score float64) float64 { return chance(score - l.logZ) }

// Marginal is the probability of a tag at a token.
func (l *Lattice) Marginal(token, tag int) float64 {
	return chance(l.alpha[token*l.n+tag] + l.beta[token*l.n+tag] - l.logZ)
}

// Span is the probability that exactly these tokens are an entity of this
// type. It takes time linear in the entity's length.
func (l *Lattice) Span(s scheme.Set, e scheme.Span) float64 {
	first := s.Of(scheme.Begin, e.Type)
	if e.End == e.Start+1 {
		first = s.Of(scheme.Single, e.Type)
	}
	score, tag := l.alpha[e.Start*l.n+first], first
	for i := e.Start + 1; i < e.End; i++ {
		next := s.Of(scheme.Inside, e.Type)
		if i == e.End-1 {
			next = s.Of(scheme.End, e.Type)
		}
		score += l.pair[tag*l.n+next] + float64(l.emissions[i*l.n+next])
		tag = next
	}
	p := chance(score + l.beta[(e.End-1)*l.n+tag] - l.logZ)
	if s.Scheme == scheme.BIOES || e.End*l.n == len(l.emissions) {
		return p
	}
	inside := s.Of(scheme.Inside, e.Type)
	longer := score + l.pair[tag*l.n+inside] + float64(l.emissions[e.End*l.n+inside]) + l.beta[e.End*l.n+inside]
	return max(0, p-chance(longer-l.logZ))
}

// chance is exp of the logarithm of a probability: at most 1, and 0 when there
// is none.
func chance(log float64) float64 {
	if math.IsNaN(log) {
		return 0
	}
	return min(1, math.Exp(log))
}
