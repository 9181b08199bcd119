package chain

import (
	"cmp"
	"math"
	"slices"

	"pgregory.net/rapid"
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
	alike := rapid.Bool().Draw(t, "alike") // most transitions
	orForbidden := rapid.Custom(func(t *rapid.T) float32 {
		switch kind := rapid.IntRange(0, 7).Draw(t, "kind"); {
		case kind == 0:
			return float32(math.Inf(-1))
		case kind == 1:
			return -40
		case alike && kind < 7:
			return 0
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
