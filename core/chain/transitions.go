package chain

import (
	"math"

	"github.com/onomast/onomast/core/scheme"
)

// Float is a number that emissions come as.
type Float interface{ ~float32 | ~float64 }

// Transitions are the weights between neighbouring tags and those at the
// edges of a sentence. Minus infinity forbids.
type Transitions struct {
	// N is the number of tags.
	N int
	// Pair[from*N+to] is the weight of tag to after tag from.
	Pair []float32
	// Start and End are the weights of a sentence's first and last tag.
	Start, End []float32
}

// Allowed are transitions of weight 0 that forbid what breaks the scheme.
func Allowed(s scheme.Set) Transitions {
	n := s.N()
	t := Transitions{N: n, Pair: make([]float32, n*n), Start: make([]float32, n), End: make([]float32, n)}
	for a := range n {
		t.Start[a] = weightIf(s.Starts(a))
		t.End[a] = weightIf(s.Ends(a))
		for b := range n {
			t.Pair[a*n+b] = weightIf(s.Allowed(a, b))
		}
	}
	return t
}

// weightIf is the weight of what is allowed, or not.
func weightIf(allowed bool) float32 {
	if allowed {
		return 0
	}
	return float32(math.Inf(-1))
}

// weights are transitions as all calculations here take them.
type weights struct {
	*shape
	pair, start, end []float64
}

func (t Transitions) weights() *weights {
	return newWeights(widen(t.Pair), widen(t.Start), widen(t.End), nil)
}

func widen(narrow []float32) []float64 {
	wide := make([]float64, len(narrow))
	for i, x := range narrow {
		wide[i] = float64(x)
	}
	return wide
}

// newWeights takes the shape of earlier weights if that is theirs as well.
func newWeights(pair, start, end []float64, earlier *shape) *weights {
	if earlier == nil || !earlier.is(len(start), pair) {
		earlier = newShape(len(start), pair)
	}
	return &weights{shape: earlier, pair: pair, start: start, end: end}
}
