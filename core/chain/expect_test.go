package chain

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// expecter is one for the sentence's transitions.
func expecter[F Float](s sentence) *Expecter[F] {
	w := s.weights()
	return NewExpecter[F](w.pair, w.start, w.end)
}

// counts is all that an expecter says.
type counts struct {
	LogZ             float64
	Marginals, Pairs []float64
}

func (s sentence) counts(x *Expecter[float64]) counts {
	c := counts{Marginals: widen(s.emissions), Pairs: make([]float64, s.N*s.N)}
	c.LogZ = x.Expect(c.Marginals, c.Marginals, 1, c.Pairs)
	return c
}

// counted is what an expecter should say, from the list of all paths.
func (s sentence) counted() counts {
	all := s.everyPath()
	c := counts{logZ(all), make([]float64, len(s.emissions)), make([]float64, s.N*s.N)}
	for _, p := range all {
		share := math.Exp(p.Score - c.LogZ)
		for i, b := range p.Tags {
			c.Marginals[i*s.N+int(b)] += share
			if i > 0 {
				c.Pairs[int(p.Tags[i-1])*s.N+int(b)] += share
			}
		}
	}
	return c
}

// nearly lets numbers differ by rounding.
func nearly(most float64) cmp.Option {
	return cmp.Comparer(func(a, b float64) bool {
		return a == b || math.Abs(a-b) <= most*(1+math.Abs(a)+math.Abs(b))
	})
}

func TestExpectAgreesWithTheListOfAllPaths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSentence(t)
		if diff := cmp.Diff(s.counted(), s.counts(expecter[float64](s)), nearly(1e-12)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// The numbers are too far apart for exponentials, in ways that show only later
// as well: what vanishes at one token may be all that is left at the next.
func TestExpectAgreesOnHostileNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSentence(t)
		steep := rapid.SampledFrom([]float32{0, 1, 150, -150, 250, -250, 450, -450, 720, 3000, -1e5, float32(math.Inf(-1))})
		for i := range s.emissions {
			s.emissions[i] = steep.Draw(t, "emission")
		}
		if rapid.Bool().Draw(t, "steep pairs") {
			for i := range s.Pair {
				s.Pair[i] += steep.Draw(t, "pair")
			}
		}
		if diff := cmp.Diff(s.counted(), s.counts(expecter[float64](s)), nearly(1e-11)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestLogarithmsAndExponentialsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, s := drawChain(t, 6, 30)
		x := expecter[float64](s)
		want := s.counts(x)
		x.pass.fast = x.pass.slow
		if diff := cmp.Diff(want, s.counts(x), nearly(1e-9)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestTheUsualIsCalculatedByExponentials(t *testing.T) {
	for _, types := range []int{0, 1, 6, 20} {
		s := typical(types, 30)
		x := expecter[float64](s)
		if s.counts(x); x.pass.space != x.pass.fast {
			t.Errorf("%d tags took logarithms", s.N)
		}
	}
}

func TestBlocksChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, s := drawChain(t, 3, 20)
		x := expecter[float64](s)
		want := s.counts(x)
		x.pass.block = rapid.IntRange(1, 21).Draw(t, "block")
		if diff := cmp.Diff(want, s.counts(x)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// The derivative of log Z by a weight is the expected count of what it weighs.
func TestCountsAreTheGradientOfLogZ(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSentence(t)
		w, e := s.weights(), widen(s.emissions)
		want := s.counts(expecter[float64](s))
		if math.IsInf(want.LogZ, -1) {
			t.Skip("no tags are allowed")
		}
		logZ := func() float64 {
			return NewExpecter[float64](w.pair, w.start, w.end).Expect(e, make([]float64, len(e)), 1, make([]float64, len(w.pair)))
		}
		const h = 1e-4
		slope := func(at *float64) float64 {
			old := *at
			*at = old + h
			above := logZ()
			*at = old - h
			below := logZ()
			*at = old
			return (above - below) / (2 * h)
		}
		got := counts{want.LogZ, make([]float64, len(e)), make([]float64, len(w.pair))}
		for i := range e {
			got.Marginals[i] = slope(&e[i])
		}
		for i := range w.pair {
			got.Pairs[i] = slope(&w.pair[i])
		}
		if diff := cmp.Diff(want, got, nearly(1e-6)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestWeightMultipliesAndPairsAdd(t *testing.T) {
	s := typical(2, 12)
	once := s.counts(expecter[float64](s))
	marginals, pairs := make([]float32, len(s.emissions)), make([]float64, s.N*s.N)
	x := expecter[float32](s)
	for range 2 {
		if got := x.Expect(s.emissions, marginals, 3, pairs); !near(got, once.LogZ) {
			t.Errorf("log Z %v, want %v", got, once.LogZ)
		}
	}
	for i := range once.Marginals {
		once.Marginals[i] *= 3
	}
	for i := range once.Pairs {
		once.Pairs[i] *= 6
	}
	if diff := cmp.Diff(once, counts{once.LogZ, widen(marginals), pairs}, nearly(1e-7)); diff != "" {
		t.Error(diff)
	}
}

func TestOnlyWhatIsWantedNeedBeCounted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, s := drawChain(t, 6, 10)
		x := expecter[float64](s)
		all := s.counts(x)
		want, every := make([]bool, s.N*s.N), rapid.IntRange(1, 9).Draw(t, "every")
		for i := 0; i < len(want); i += every {
			want[i] = true
		}
		x.Only(want)
		w := s.weights()
		x.SetWeights(w.pair, w.start, w.end)
		some := s.counts(x)
		for i, ok := range want {
			if !ok {
				some.Pairs[i] = all.Pairs[i]
			}
		}
		if diff := cmp.Diff(all, some, nearly(1e-12)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// What no training saw has one weight, and is summed at once.
func TestWhatIsAlikeIsSummedAtOnce(t *testing.T) {
	s := typical(6, 30)
	for i, x := range s.Pair {
		if i%5 > 0 && !math.IsInf(float64(x), -1) {
			s.Pair[i] = 0
		}
	}
	x := expecter[float64](s)
	want := s.counts(x)
	if len(x.pass.factors.flats) != 1 || len(x.pass.factors.denses) != 0 {
		t.Fatalf("%d flat groups, %d others", len(x.pass.factors.flats), len(x.pass.factors.denses))
	}
	for i := range s.Pair {
		s.Pair[i] += float32(i%7) * 1e-6
	}
	x = expecter[float64](s)
	got := s.counts(x)
	if len(x.pass.factors.flats) != 0 {
		t.Fatalf("%d flat groups though all differ", len(x.pass.factors.flats))
	}
	if diff := cmp.Diff(want, got, nearly(1e-4)); diff != "" {
		t.Error(diff)
	}
}

func TestWeightsCanBeReplaced(t *testing.T) {
	s, other := typical(2, 12), typical(3, 5)
	x := expecter[float64](other)
	other.counts(x)
	w := s.weights()
	x.SetWeights(w.pair, w.start, w.end)
	clear(w.pair) // it was copied
	if diff := cmp.Diff(s.counts(expecter[float64](s)), s.counts(x)); diff != "" {
		t.Error(diff)
	}
	s.Pair[1] = float32(math.Inf(-1)) // other ones are forbidden
	w = s.weights()
	x.SetWeights(w.pair, w.start, w.end)
	if diff := cmp.Diff(s.counts(expecter[float64](s)), s.counts(x)); diff != "" {
		t.Error(diff)
	}
}

func TestNothingIsExpectedOfWhatIsNoNumber(t *testing.T) {
	for bad, logZ := range map[float64]float64{math.NaN(): math.NaN(), math.Inf(1): math.NaN(), math.Inf(-1): math.Inf(-1)} {
		for _, token := range []int{0, 1, 4} {
			s := typical(2, 5)
			for b := range s.N {
				s.emissions[token*s.N+b] = float32(bad)
			}
			got := s.counts(expecter[float64](s))
			want := counts{logZ, make([]float64, len(s.emissions)), make([]float64, s.N*s.N)}
			if diff := cmp.Diff(want, got, cmpopts.EquateNaNs()); diff != "" {
				t.Errorf("%v at token %d: %s", bad, token, diff)
			}
			s = typical(2, 5)
			if diff := cmp.Diff(s.counts(expecter[float64](s)), s.counts(expecter[float64](s))); diff != "" {
				t.Errorf("the next sentence suffers: %s", diff)
			}
		}
	}
}

func TestOneBadNumberHarmsNothingElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, s := drawChain(t, 3, 8)
		x := expecter[float64](s)
		want := s.counts(x)
		bad := sentence{s.Transitions, slices.Clone(s.emissions)}
		for i := range bad.emissions {
			bad.emissions[i] = hostile.Draw(t, "emission")
		}
		c := bad.counts(x)
		for _, v := range append(c.Marginals, c.Pairs...) {
			if math.IsNaN(v) || v < 0 || v > float64(len(bad.emissions)) {
				t.Fatalf("count %v", v)
			}
		}
		if diff := cmp.Diff(want, s.counts(x)); diff != "" {
			t.Fatalf("the next sentence: %s", diff)
		}
	})
}

func TestAMillionTokens(t *testing.T) {
	const tokens = 1_000_000
	s := typical(1, tokens)
	marginals, pairs := make([]float32, len(s.emissions)), make([]float64, s.N*s.N)
	x := expecter[float32](s)
	logZ := x.Expect(s.emissions, marginals, 1, pairs)
	total := 0.0
	for _, p := range pairs {
		total += p
	}
	if math.Abs(total-(tokens-1)) > 1e-3 {
		t.Errorf("%v pairs", total)
	}
	for i := 0; i < len(marginals); i += s.N {
		sum := 0.0
		for _, m := range marginals[i : i+s.N] {
			sum += float64(m)
		}
		if math.Abs(sum-1) > 1e-5 {
			t.Fatalf("token %d has tags of probability %v", i/s.N, sum)
		}
	}
	if best := s.score(s.decode(NewDecoder(s.Transitions))); !(best < logZ) || logZ > best+tokens*math.Log(float64(s.N)) {
		t.Errorf("log Z %v, the best tags score %v", logZ, best)
	}
	if kept := cap(x.pass.psi); kept > 2*blockTokens*s.N {
		t.Errorf("%d numbers are kept", kept)
	}
}

func TestExpectingAllocatesNothing(t *testing.T) {
	s := typical(3, 40)
	marginals, pairs := make([]float32, len(s.emissions)), make([]float64, s.N*s.N)
	x := expecter[float32](s)
	if n := testing.AllocsPerRun(20, func() { x.Expect(s.emissions, marginals, 1, pairs) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
