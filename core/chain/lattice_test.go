package chain

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/scheme"
)

// drawSmall draws a chain over a scheme of few enough tags to list all paths.
func drawSmall(t *rapid.T) (scheme.Set, sentence) {
	set := scheme.Set{Scheme: scheme.BIOES, Types: []string{"X"}}
	if rapid.Bool().Draw(t, "bio") {
		set = scheme.Set{Scheme: scheme.BIO, Types: []string{"X", "Y"}}
	}
	s := sentence{Transitions: Allowed(set)}
	number := rapid.Float32Range(-4, 4)
	for i := range s.Pair {
		s.Pair[i] += number.Draw(t, "pair")
	}
	tokens := rapid.IntRange(1, 6).Draw(t, "tokens")
	s.emissions = rapid.SliceOfN(number, tokens*s.N, tokens*s.N).Draw(t, "emissions")
	return set, s
}

func filled(s sentence) *Lattice {
	l := NewLattice(s.Transitions)
	l.Fill(s.emissions)
	return l
}

// everySpan calls yield with all entities that n tokens could hold.
func everySpan(set scheme.Set, n int, yield func(scheme.Span)) {
	for start := range n {
		for typ := range set.Types {
			for end := start + 1; end <= n; end++ {
				yield(scheme.Span{Start: start, End: end, Type: typ})
			}
		}
	}
}

func TestTheLatticeAgreesWithTheListOfAllPaths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		set, s := drawSmall(t)
		l, all := filled(s), s.everyPath()
		if !near(l.LogZ(), logZ(all)) {
			t.Fatalf("log Z %v, want %v", l.LogZ(), logZ(all))
		}
		shares := 0.0
		for _, p := range all {
			shares += l.Probability(p.Score)
		}
		if !near(shares, 1) {
			t.Fatalf("the paths have probability %v", shares)
		}
		for at, want := range s.counted().Marginals {
			if got := l.Marginal(at/s.N, at%s.N); !near(got, want) {
				t.Fatalf("token %d tag %d: %v, want %v", at/s.N, at%s.N, got, want)
			}
		}
		everySpan(set, len(s.emissions)/s.N, func(e scheme.Span) {
			want := probability(all, func(tags []int32) bool { return slices.Contains(set.Decode(nil, tags), e) })
			if got := l.Span(set, e); !near(got, want) {
				t.Fatalf("%+v: %v, want %v", e, got, want)
			}
		})
	})
}

func TestEntitiesAreTheSpansThatAreProbableEnough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		set, s := drawSmall(t)
		l, least := filled(s), rapid.Float64Range(0.001, 0.9).Draw(t, "least")
		var want []Entity
		everySpan(set, len(s.emissions)/s.N, func(e scheme.Span) {
			if p := l.Span(set, e); p >= least {
				want = append(want, Entity{e, p})
			}
		})
		if diff := cmp.Diff(want, l.Entities(nil, set, least), nearly(1e-12)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestTheLatticeIsAskedInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		set, s := drawChain(t, 2, 20)
		want, got := filled(s), NewLattice(s.Transitions)
		got.pass.block = rapid.IntRange(1, 7).Draw(t, "block")
		if rapid.Bool().Draw(t, "logarithms") {
			want.pass.fast, got.pass.fast = want.pass.slow, got.pass.slow
			want.Fill(s.emissions)
		}
		got.Fill(s.emissions)
		if got.LogZ() != want.LogZ() {
			t.Fatalf("log Z %v, want %v", got.LogZ(), want.LogZ())
		}
		var spans []scheme.Span
		everySpan(set, len(s.emissions)/s.N, func(e scheme.Span) { spans = append(spans, e) })
		for range min(20, len(spans)) {
			e := rapid.SampledFrom(spans).Draw(t, "span")
			if a, b := got.Span(set, e), want.Span(set, e); a != b {
				t.Fatalf("%+v: %v, want %v", e, a, b)
			}
			tag := rapid.IntRange(0, s.N-1).Draw(t, "tag")
			if a, b := got.Marginal(e.Start, tag), want.Marginal(e.Start, tag); a != b {
				t.Fatalf("token %d tag %d: %v, want %v", e.Start, tag, a, b)
			}
		}
	})
}

func TestProbabilitiesOfHostileNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		set, s := drawChain(t, 2, 6)
		for i := range s.emissions {
			s.emissions[i] = hostile.Draw(t, "emission")
		}
		l := filled(s)
		sure := func(p float64) bool { return p >= 0 && p <= 1 }
		everySpan(set, len(s.emissions)/s.N, func(e scheme.Span) {
			if p := l.Span(set, e); !sure(p) {
				t.Fatalf("%+v: %v", e, p)
			}
		})
		for i := range len(s.emissions) / s.N {
			if p := l.Marginal(i, 0); !sure(p) {
				t.Fatalf("token %d: %v", i, p)
			}
		}
		for _, e := range l.Entities(nil, set, 0.1) {
			if !sure(e.Probability) {
				t.Fatalf("%+v", e)
			}
		}
	})
}

func TestEntitiesThatAreMoreProbableThanNotShareNoToken(t *testing.T) {
	set, s := scheme.Set{Scheme: scheme.BIOES, Types: []string{"T00", "T01", "T02"}}, typical(3, 5000)
	l, end := filled(s), 0
	found := l.Entities(nil, set, 0.5000001)
	for _, e := range found {
		if e.Start < end {
			t.Fatalf("%+v begins before %d", e, end)
		}
		end = e.End
	}
	if len(found) < 100 {
		t.Errorf("only %d entities", len(found))
	}
}

func TestALatticeOfNothing(t *testing.T) {
	set := scheme.Set{Scheme: scheme.BIO, Types: []string{"X"}}
	l := filled(sentence{Transitions: Allowed(set)})
	if l.LogZ() != 0 || l.Probability(0) != 1 || len(l.Entities(nil, set, 0.1)) != 0 {
		t.Errorf("log Z %v, entities %v", l.LogZ(), l.Entities(nil, set, 0.1))
	}
	no := float32(math.Inf(-1))
	l.Fill([]float32{no, no, no})
	if l.Probability(0) != 0 || l.Marginal(0, 0) != 0 || l.Span(set, scheme.Span{End: 1}) != 0 || !math.IsInf(l.LogZ(), -1) {
		t.Error("a sentence without tags has probable ones")
	}
}

func TestAskingAllocatesNothing(t *testing.T) {
	set, s := scheme.Set{Scheme: scheme.BIOES, Types: []string{"T00", "T01", "T02"}}, typical(3, 40)
	l, found := filled(s), make([]Entity, 0, 100)
	if n := testing.AllocsPerRun(20, func() {
		l.Fill(s.emissions)
		found = l.Entities(found[:0], set, 0.2)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
