package chain

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/onomast/onomast/core/scheme"
)

// typical draws a chain as trained models have it: O leads most of the time,
// now and then another tag, and the rest trails.
func typical(types, tokens int) sentence {
	r := rand.New(rand.NewPCG(1, 2))
	names := make([]string, types)
	for i := range names {
		names[i] = fmt.Sprintf("T%02d", i)
	}
	s := sentence{Transitions: Allowed(scheme.Set{Scheme: scheme.BIOES, Types: names})}
	for i := range s.Pair {
		s.Pair[i] += float32(r.NormFloat64())
	}
	for range tokens {
		at := len(s.emissions)
		for range s.N {
			s.emissions = append(s.emissions, float32(r.NormFloat64()*2))
		}
		s.emissions[at] += 6
		if r.IntN(5) == 0 {
			s.emissions[at+r.IntN(s.N)] += 6
		}
	}
	return s
}

// perToken reports what one token costs.
func perToken(b *testing.B, do func(s sentence)) {
	for _, types := range []int{1, 2, 3, 6, 14} {
		s := typical(types, 25)
		b.Run(fmt.Sprintf("tags=%d", s.N), func(b *testing.B) {
			for b.Loop() {
				do(s)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/25, "ns/token")
		})
	}
}

func BenchmarkViterbi(b *testing.B) {
	tags := make([]int32, 25)
	decoders := map[int]*Decoder{}
	perToken(b, func(s sentence) {
		if decoders[s.N] == nil {
			decoders[s.N] = NewDecoder(s.Transitions)
		}
		decoders[s.N].Viterbi(s.emissions, tags)
	})
}

func BenchmarkExpect(b *testing.B) {
	expecters := map[int]*Expecter[float32]{}
	marginals, pairs := make([]float32, 25*57), make([]float64, 57*57)
	perToken(b, func(s sentence) {
		if expecters[s.N] == nil {
			w := s.weights()
			expecters[s.N] = NewExpecter[float32](w.pair, w.start, w.end)
		}
		expecters[s.N].Expect(s.emissions, marginals[:len(s.emissions)], 1, pairs)
	})
}

func BenchmarkExpectByLogarithms(b *testing.B) {
	expecters := map[int]*Expecter[float32]{}
	marginals, pairs := make([]float32, 25*57), make([]float64, 57*57)
	perToken(b, func(s sentence) {
		if expecters[s.N] == nil {
			x := expecter[float32](s)
			x.pass.fast = x.pass.slow
			expecters[s.N] = x
		}
		expecters[s.N].Expect(s.emissions, marginals[:len(s.emissions)], 1, pairs)
	})
}

func BenchmarkLattice(b *testing.B) {
	lattices := map[int]*Lattice{}
	perToken(b, func(s sentence) {
		if lattices[s.N] == nil {
			lattices[s.N] = NewLattice(s.Transitions)
		}
		lattices[s.N].Fill(s.emissions)
	})
}

func BenchmarkSetWeights(b *testing.B) {
	s := typical(14, 1)
	w, x := s.weights(), expecter[float64](s)
	for b.Loop() {
		x.SetWeights(w.pair, w.start, w.end)
	}
}

func BenchmarkBest(b *testing.B) {
	s := typical(3, 25)
	d := NewDecoder(s.Transitions)
	for b.Loop() {
		d.Best(10, s.emissions)
	}
}
