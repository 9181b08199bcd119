package chain

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/scheme"
)

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

// plainViterbi is the textbook's: it tries everything and keeps everything.
func plainViterbi(s sentence) []int32 {
	w, tokens := s.weights(), len(s.emissions)/s.N
	score, back := make([]float64, len(s.emissions)), make([]int32, len(s.emissions))
	for i := range tokens {
		for b := range s.N {
			best, e := math.Inf(-1), float64(s.emissions[i*s.N+b])
			if i == 0 {
				best = w.start[b]
			}
			for a := 0; a < s.N && i > 0; a++ {
				if v := score[(i-1)*s.N+a] + w.pair[a*s.N+b]; v > best {
					best, back[i*s.N+b] = v, int32(a)
				}
			}
			score[i*s.N+b] = best + e
		}
	}
	best, tags := math.Inf(-1), make([]int32, tokens)
	for b := range s.N {
		if v := score[(tokens-1)*s.N+b] + w.end[b]; v > best {
			best, tags[tokens-1] = v, int32(b)
		}
	}
	for i := tokens - 1; i > 0; i-- {
		tags[i-1] = back[i*s.N+int(tags[i])]
	}
	return tags
}

// drawChain draws a sentence over a scheme; weights that are rounded are often
// equal.
func drawChain(t *rapid.T, types, tokens int) (scheme.Set, sentence) {
	set := scheme.Set{Scheme: rapid.SampledFrom([]scheme.Scheme{scheme.BIO, scheme.BIOES}).Draw(t, "scheme")}
	for k := range rapid.IntRange(0, types).Draw(t, "types") {
		set.Types = append(set.Types, string(rune('A'+k)))
	}
	s := sentence{Transitions: Allowed(set)}
	unit := rapid.SampledFrom([]float64{1, 0.25, 1e-6}).Draw(t, "unit")
	size := rapid.SampledFrom([]float64{1, 10, 1000}).Draw(t, "size")
	seed := rapid.Uint64().Draw(t, "seed")
	number := func() float32 {
		seed = seed*6364136223846793005 + 1442695040888963407
		return float32(math.Round((float64(seed>>11)/(1<<53)-0.5)*size/unit) * unit)
	}
	seen := rapid.SampledFrom([]float64{1, 0.1}).Draw(t, "seen") // transitions
	for i := range s.Pair {
		if x := number(); float64(number())/size+0.5 < seen {
			s.Pair[i] += x
		}
	}
	for b := range s.N {
		s.Start[b] += number()
		s.End[b] += number()
	}
	for range s.N * rapid.IntRange(1, tokens).Draw(t, "tokens") {
		s.emissions = append(s.emissions, number())
	}
	return set, s
}

func (s sentence) decode(d *Decoder) []int32 {
	tags := make([]int32, len(s.emissions)/s.N)
	d.Viterbi(s.emissions, tags)
	return tags
}

func TestPruningAndForgettingChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, s := drawChain(t, 14, 40)
		d := NewDecoder(s.Transitions)
		d.past.patience = rapid.SampledFrom([]int{1, 2, 7, 4096}).Draw(t, "patience")
		for range 2 { // memory that was used before
			if got, want := s.decode(d), plainViterbi(s); !slices.Equal(got, want) {
				t.Fatalf("%v, want %v", got, want)
			}
		}
	})
}

func TestALongSentenceIsForgottenAsItIsSettled(t *testing.T) {
	s := typical(2, 100_000)
	d := NewDecoder(s.Transitions)
	if !slices.Equal(s.decode(d), plainViterbi(s)) {
		t.Error("other tags than without forgetting")
	}
	if most := 2 * d.past.patience * s.N; cap(d.past.back) > most {
		t.Errorf("%d steps kept", cap(d.past.back))
	}
}

// The last token decides which of two tags all tokens have.
func TestASentenceThatIsOpenToTheEnd(t *testing.T) {
	no := float32(math.Inf(-1))
	s := sentence{Transitions{N: 2, Pair: []float32{0, no, no, 0}, Start: []float32{0, 0}, End: []float32{0, 0}}, make([]float32, 2*20_000)}
	for _, last := range []int32{0, 1} {
		s.emissions[len(s.emissions)-1] = float32(last)
		for i, tag := range s.decode(NewDecoder(s.Transitions)) {
			if tag != last {
				t.Fatalf("token %d has tag %d, want %d", i, tag, last)
			}
		}
	}
}

// legal reports whether the tags keep to the scheme.
func legal(set scheme.Set, tags []int32) bool {
	for i, tag := range tags {
		if i == 0 && !set.Starts(int(tag)) || i > 0 && !set.Allowed(int(tags[i-1]), int(tag)) {
			return false
		}
	}
	return len(tags) == 0 || set.Ends(int(tags[len(tags)-1]))
}

// hostile are emissions that no model should have.
var hostile = rapid.SampledFrom([]float32{
	0, 1, -1, 450, -450, 3000, -3000, 1e30, -1e30, math.MaxFloat32, -math.MaxFloat32,
	float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.NaN()),
})

func TestNoEmissionBreaksTheScheme(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		set, s := drawChain(t, 3, 8)
		for i := range s.emissions {
			s.emissions[i] = hostile.Draw(t, "emission")
		}
		d := NewDecoder(s.Transitions)
		if tags := s.decode(d); !legal(set, tags) {
			t.Fatalf("%v breaks the scheme", tags)
		}
		for _, p := range d.Best(4, s.emissions) {
			if !legal(set, p.Tags) || math.IsNaN(p.Score) {
				t.Fatalf("%v, %v breaks the scheme", p.Tags, p.Score)
			}
		}
	})
}

func TestAnEmptySentenceHasNoTags(t *testing.T) {
	d := NewDecoder(Allowed(scheme.Set{Scheme: scheme.BIOES}))
	if score := d.Viterbi(nil, nil); score != 0 {
		t.Errorf("score %v", score)
	}
	if paths := d.Best(3, nil); len(paths) != 0 {
		t.Errorf("paths %v", paths)
	}
	if paths := d.Best(0, []float32{1}); len(paths) != 0 {
		t.Errorf("paths %v though none is wanted", paths)
	}
}

func TestThousandPathsComeInOrder(t *testing.T) {
	s := typical(3, 40)
	previous := math.Inf(1)
	seen := map[string]bool{}
	for _, p := range NewDecoder(s.Transitions).Best(1000, s.emissions) {
		if p.Score > previous+1e-9 {
			t.Fatalf("%v after %v", p.Score, previous)
		}
		if got := s.score(p.Tags); !near(got, p.Score) {
			t.Fatalf("the tags score %v, it says %v", got, p.Score)
		}
		previous = p.Score
		seen[string(runes(p.Tags))] = true
	}
	if len(seen) != 1000 {
		t.Errorf("%d different paths", len(seen))
	}
}

// score is the sum of the tags' weights.
func (s sentence) score(tags []int32) float64 {
	sum := float64(s.Start[tags[0]]) + float64(s.End[tags[len(tags)-1]])
	for i, b := range tags {
		sum += float64(s.emissions[i*s.N+int(b)])
		if i > 0 {
			sum += float64(s.Pair[int(tags[i-1])*s.N+int(b)])
		}
	}
	return sum
}

func runes(tags []int32) []rune { return tags }

func TestDecodingAllocatesNothing(t *testing.T) {
	s := typical(3, 40)
	d, tags := NewDecoder(s.Transitions), make([]int32, 40)
	d.Viterbi(s.emissions, tags)
	if n := testing.AllocsPerRun(20, func() { d.Viterbi(s.emissions, tags) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
