package chain

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/onomast/onomast/plugins/crf/scheme"
)

// sentence is a chain to ask about, small enough to list all tags of it.
type sentence struct {
	Transitions
	emissions []float32
}

// everyPath lists all allowed paths, best first, ties by their last tags.
func (s sentence) everyPath() []Path {
	var all []Path
	tags := make([]int32, len(s.emissions)/s.N)
	var walk func(i int, score float64)
	walk = func(i int, score float64) {
		if math.IsInf(score, -1) {
			return
		}
		if i == len(tags) {
			if score += float64(s.End[tags[i-1]]); !math.IsInf(score, -1) {
				all = append(all, Path{slices.Clone(tags), score})
			}
			return
		}
		for b := range s.N {
			step := float64(s.emissions[i*s.N+b])
			if i == 0 {
				step += float64(s.Start[b])
			} else {
				step += float64(s.Pair[int(tags[i-1])*s.N+b])
			}
			tags[i] = int32(b)
			walk(i+1, score+step)
		}
	}
	walk(0, 0)
	slices.SortStableFunc(all, func(a, b Path) int {
		if c := cmp.Compare(b.Score, a.Score); c != 0 {
			return c
		}
		for i := len(tags) - 1; i >= 0; i-- {
			if c := cmp.Compare(a.Tags[i], b.Tags[i]); c != 0 {
				return c
			}
		}
		return 0
	})
	return all
}

// logZ is the partition function by its definition.
func logZ(paths []Path) float64 {
	var scores []float64
	for _, p := range paths {
		scores = append(scores, p.Score)
	}
	return logSumExp(scores)
}

// probability is the share of the paths that hold.
func probability(paths []Path, holds func(tags []int32) bool) float64 {
	sum, z := 0.0, logZ(paths)
	for _, p := range paths {
		if holds(p.Tags) {
			sum += math.Exp(p.Score - z)
		}
	}
	return sum
}

// drawSentence draws quarters, which add up exactly, so that ties are ties.
func drawSentence(t *rapid.T) sentence {
	n := rapid.IntRange(1, 5).Draw(t, "tags")
	quarter := rapid.Custom(func(t *rapid.T) float32 {
		return float32(rapid.IntRange(-12, 12).Draw(t, "quarters")) / 4
	})
	orForbidden := rapid.Custom(func(t *rapid.T) float32 {
		if rapid.IntRange(0, 3).Draw(t, "forbidden") == 0 {
			return float32(math.Inf(-1))
		}
		return quarter.Draw(t, "weight")
	})
	many := func(g *rapid.Generator[float32], k int, name string) []float32 {
		return rapid.SliceOfN(g, k, k).Draw(t, name)
	}
	return sentence{
		Transitions{N: n, Pair: many(orForbidden, n*n, "pair"), Start: many(orForbidden, n, "start"), End: many(orForbidden, n, "end")},
		many(quarter, n*rapid.IntRange(1, 6).Draw(t, "tokens"), "emissions"),
	}
}

func near(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-9*(1+math.Abs(a)+math.Abs(b)) || math.IsNaN(a) && math.IsNaN(b)
}

func TestViterbiAgreesWithTheListOfAllPaths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSentence(t)
		tags := make([]int32, len(s.emissions)/s.N)
		score := NewDecoder(s.Transitions).Viterbi(s.emissions, tags)
		all := s.everyPath()
		if len(all) == 0 {
			if !math.IsInf(float64(score), -1) {
				t.Fatalf("score %v of a sentence without paths", score)
			}
			return
		}
		if !slices.Equal(tags, all[0].Tags) || float64(score) != all[0].Score {
			t.Fatalf("%v %v, want %v %v", tags, score, all[0].Tags, all[0].Score)
		}
	})
}

func TestBestAgreesWithTheListOfAllPaths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, n := drawSentence(t), rapid.IntRange(1, 9).Draw(t, "n")
		got, all := NewDecoder(s.Transitions).Best(n, s.emissions), s.everyPath()
		if len(got) != min(n, len(all)) {
			t.Fatalf("%d paths of %d", len(got), len(all))
		}
		for k, p := range got {
			if p.Score != all[k].Score {
				t.Fatalf("path %d scores %v, want %v", k, p.Score, all[k].Score)
			}
			if !slices.ContainsFunc(all, func(q Path) bool { return slices.Equal(p.Tags, q.Tags) && p.Score == q.Score }) {
				t.Fatalf("path %d, %v, does not score %v", k, p.Tags, p.Score)
			}
			if slices.ContainsFunc(got[:k], func(q Path) bool { return slices.Equal(p.Tags, q.Tags) }) {
				t.Fatalf("path %v came twice", p.Tags)
			}
		}
		if len(got) > 0 && !slices.Equal(got[0].Tags, all[0].Tags) {
			t.Fatalf("the first is %v, want %v", got[0].Tags, all[0].Tags)
		}
	})
}

func TestExpectAgreesWithTheListOfAllPaths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSentence(t)
		w, all := s.weights(), s.everyPath()
		marginals, pairs := make([]float32, len(s.emissions)), make([]float64, s.N*s.N)
		got := NewExpecter[float32](w.pair, w.start, w.end).Expect(s.emissions, marginals, 2, pairs)
		if want := logZ(all); !near(got, want) {
			t.Fatalf("log Z %v, want %v", got, want)
		}
		wantPairs := make([]float64, len(pairs))
		for i := range len(marginals) / s.N {
			for b := range s.N {
				want := 2 * probability(all, func(tags []int32) bool { return int(tags[i]) == b })
				if math.Abs(want-float64(marginals[i*s.N+b])) > 1e-6 {
					t.Fatalf("token %d tag %d: %v, want %v", i, b, marginals[i*s.N+b], want)
				}
				for a := range s.N {
					wantPairs[a*s.N+b] += 2 * probability(all, func(tags []int32) bool {
						return i > 0 && int(tags[i-1]) == a && int(tags[i]) == b
					})
				}
			}
		}
		for k := range pairs {
			if !near(pairs[k], wantPairs[k]) {
				t.Fatalf("pair %d: %v, want %v", k, pairs[k], wantPairs[k])
			}
		}
	})
}

func TestTheLatticeAgreesWithTheListOfAllPaths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		set := scheme.Set{Scheme: rapid.SampledFrom([]scheme.Scheme{scheme.BIO, scheme.BIOES}).Draw(t, "scheme"), Types: []string{"X"}}
		if set.Scheme == scheme.BIO {
			set.Types = []string{"X", "Y"}
		}
		s := sentence{Transitions: Allowed(set)}
		number := rapid.Float32Range(-4, 4)
		for i, x := range s.Pair {
			s.Pair[i] = x + number.Draw(t, "pair")
		}
		tokens := rapid.IntRange(1, 6).Draw(t, "tokens")
		s.emissions = rapid.SliceOfN(number, tokens*s.N, tokens*s.N).Draw(t, "emissions")
		all := s.everyPath()
		l := NewLattice(s.Transitions)
		l.Fill(s.emissions)
		if !near(l.LogZ(), logZ(all)) {
			t.Fatalf("log Z %v, want %v", l.LogZ(), logZ(all))
		}
		if want := probability(all[:1], func([]int32) bool { return true }) * math.Exp(all[0].Score-l.LogZ()); !near(l.Probability(all[0].Score), want) {
			t.Fatalf("the best path: %v, want %v", l.Probability(all[0].Score), want)
		}
		for i := range tokens {
			for b := range s.N {
				if got, want := l.Marginal(i, b), probability(all, func(tags []int32) bool { return int(tags[i]) == b }); !near(got, want) {
					t.Fatalf("token %d tag %d: %v, want %v", i, b, got, want)
				}
			}
			for end := i + 1; end <= tokens; end++ {
				for typ := range set.Types {
					e := scheme.Span{Start: i, End: end, Type: typ}
					want := probability(all, func(tags []int32) bool { return slices.Contains(set.Decode(nil, tags), e) })
					if got := l.Span(set, e); !near(got, want) {
						t.Fatalf("%+v: %v, want %v", e, got, want)
					}
				}
			}
		}
	})
}
