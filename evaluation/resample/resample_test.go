package resample_test

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/evaluation/match"
	. "github.com/onomast/onomast/evaluation/resample"
	"github.com/onomast/onomast/evaluation/score"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// entry is a label of a document with so many right, missed and spurious.
func entry(label int32, right, missed, spurious int) score.Entry {
	e := score.Entry{Label: label}
	e.Tally.Gold[match.Right], e.Tally.Pred[match.Right] = int32(right), int32(right)
	e.Tally.Gold[match.Alone], e.Tally.Pred[match.Alone] = int32(missed), int32(spurious)
	return e
}

// simulate makes documents that are hard or easy as a whole.
func simulate(r *rand.Rand, documents int, easy float64) *score.Board {
	b := &score.Board{Labels: 1, Documents: make([][]score.Entry, documents)}
	for i := range b.Documents {
		gold := 1 + r.IntN(8)
		luck := 0.4 + 0.5*r.Float64() + easy
		right, spurious := 0, 0
		for range gold {
			if r.Float64() < luck {
				right++
			}
			if r.Float64() < 0.2 {
				spurious++
			}
		}
		b.Documents[i] = []score.Entry{entry(0, right, gold-right, spurious)}
	}
	return b
}

// trueF is the F1 of documents without end that [simulate] makes: 2TP/(gold+found).
func trueF(easy float64) float64 { return 2 * (0.65 + easy) / (1 + 0.65 + easy + 0.2) }

var microF = Layout{Labels: 1, Beta: 1}.Figure(score.Strict, MicroF)

// TestCoverage holds that 95 % intervals hold the truth in 95 % of all cases.
func TestCoverage(t *testing.T) {
	t.Parallel()
	const runs = 1500
	l := Layout{Labels: 1, Beta: 1}
	covered := 0
	for i := range runs {
		b := simulate(rand.New(rand.NewPCG(11, uint64(i))), 60, 0)
		s := Bootstrap(b, l.Width(), l.Statistic, Options{Seed: uint64(i), Resamples: 250})
		if low, high, ok := s.Interval(microF, 0.95); ok && low <= trueF(0) && trueF(0) <= high {
			covered++
		}
	}
	share := float64(covered) / runs
	t.Logf("coverage %.2f %%", 100*share)
	if share < 0.93 || share > 0.97 {
		t.Errorf("intervals hold the truth in %.2f %% of %d simulations", 100*share, runs)
	}
}

func TestResultsDoNotDependOnProcessors(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	a, b := simulate(r, 40, 0), simulate(r, 40, 0.05)
	l := Layout{Labels: 1, Beta: 2}
	run := func(processors int) ([]float64, []Difference) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
		s := Bootstrap(a, l.Width(), l.Statistic, Options{Seed: 7, Resamples: 200})
		var bounds []float64
		for k := range l.Width() {
			low, high, _ := s.Interval(k, 0.95)
			bounds = append(bounds, low, high)
		}
		return bounds, Compare(a, b, l.Width(), l.Statistic, Options{Seed: 7, Resamples: 200})
	}
	oneBounds, one := run(1)
	manyBounds, many := run(8)
	if diff := cmp.Diff(oneBounds, manyBounds); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(one, many); diff != "" {
		t.Error(diff)
	}
	other := Bootstrap(a, l.Width(), l.Statistic, Options{Seed: 8, Resamples: 200})
	if low, high, _ := other.Interval(microF, 0.95); low == oneBounds[2*microF] && high == oneBounds[2*microF+1] {
		t.Error("the seed does not matter")
	}
}

func TestOneDocumentHasNoSpread(t *testing.T) {
	t.Parallel()
	b := &score.Board{Labels: 2, Documents: [][]score.Entry{{entry(0, 3, 1, 1)}}}
	l := Layout{Labels: 2, Beta: 1}
	s := Bootstrap(b, l.Width(), l.Statistic, Options{Resamples: 50})
	low, high, ok := s.Interval(l.LabelF(score.Strict, 0), 0.95)
	if !ok || math.Abs(low-.75) > 1e-12 || low != high {
		t.Errorf("%v %v %v", low, high, ok)
	}
	if _, _, ok := s.Interval(l.LabelF(score.Strict, 1), 0.95); ok {
		t.Error("a label that never occurs has an interval")
	}
}

// TestStatistic holds that the figures are those of package score.
func TestStatistic(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		b := &score.Board{Labels: 3}
		n := rapid.IntRange(0, 4)
		for range rapid.IntRange(1, 5).Draw(t, "documents") {
			var doc []score.Entry
			for label := range int32(3) {
				if e := entry(label, n.Draw(t, "right"), n.Draw(t, "missed"), n.Draw(t, "spurious")); e.Tally != (score.Tally{}) {
					doc = append(doc, e)
				}
			}
			b.Documents = append(b.Documents, doc)
		}
		l := Layout{Labels: 3, Beta: 2}
		got := make([]float64, l.Width())
		l.Statistic(b.ByLabel(), got)
		for _, s := range score.Schemes() {
			a := b.Averages(s, 2)
			for place, want := range map[int]float64{MicroPrecision: a.Micro.Precision, MicroRecall: a.Micro.Recall, MicroF: a.Micro.FBeta, MacroF: a.Macro.FBeta, WeightedF: a.Weighted.FBeta} {
				if have := got[l.Figure(s, place)]; math.Abs(have-want) > 1e-12 && !(math.IsNaN(have) && want == 0) {
					t.Fatalf("%s %d: %v, want %v", s, place, have, want)
				}
			}
		}
	})
}

func TestCompare(t *testing.T) {
	t.Parallel()
	l := Layout{Labels: 1, Beta: 1}
	o := Options{Seed: 1, Resamples: 999}
	r := rand.New(rand.NewPCG(9, 9))
	a := simulate(r, 80, 0)
	same := Compare(a, a, l.Width(), l.Statistic, o)[microF]
	if same.Delta != 0 || same.Low != 0 || same.High != 0 || same.Better != 1 || same.Chance != 1 {
		t.Errorf("the same: %+v", same)
	}
	better := Compare(a, simulate(r, 80, 0.3), l.Width(), l.Statistic, o)[microF]
	if better.Delta <= 0 || better.Low <= 0 || better.Better > 0.002 || better.Chance > 0.002 {
		t.Errorf("better: %+v", better)
	}
	back := Compare(simulate(rand.New(rand.NewPCG(9, 9)), 80, 0.3), a, l.Width(), l.Statistic, o)[microF]
	if back.Delta >= 0 || back.High >= 0 || back.Better > 0.002 {
		t.Errorf("worse: %+v", back)
	}
}

// TestChanceIsUniform: systems that differ by chance alone are called different at
// 5 % in 5 % of all cases, and no more.
func TestChanceIsUniform(t *testing.T) {
	t.Parallel()
	l := Layout{Labels: 1, Beta: 1}
	const runs = 500
	random := 0
	for i := range runs {
		r := rand.New(rand.NewPCG(21, uint64(i)))
		d := Compare(simulate(r, 40, 0), simulate(r, 40, 0), l.Width(), l.Statistic, Options{Seed: uint64(i), Resamples: 99})[microF]
		if d.Chance <= 0.05 {
			random++
		}
	}
	if share := float64(random) / runs; share < 0.025 || share > 0.075 {
		t.Errorf("%.1f %% are called different", 100*share)
	}
}

func TestHolm(t *testing.T) {
	t.Parallel()
	got := Holm([]float64{0.01, 0.04, 0.03, 0.005})
	want := []float64{0.03, 0.06, 0.06, 0.02}
	for i := range want {
		if math.Abs(got[i]-want[i]) > 1e-12 {
			t.Errorf("%v, want %v", got, want)
			break
		}
	}
	if len(Holm(nil)) != 0 || Holm([]float64{0.9, 0.8})[0] != 1 {
		t.Error("bounds")
	}
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 9).Draw(t, "p")
		q := Holm(p)
		for i := range p {
			if q[i] < p[i] || q[i] > min(1, float64(len(p))*p[i])+1e-12 || q[i] > 1 {
				t.Fatalf("%v becomes %v", p, q)
			}
		}
		if slices.Min(q) != min(1, float64(len(p))*slices.Min(p)) {
			t.Fatalf("the least of %v", q)
		}
	})
}

func TestWilson(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		hits, n   int
		low, high float64 // by the formula, to four places
	}{{0, 0, 0, 1}, {0, 10, 0, .2775}, {10, 10, .7225, 1}, {8, 10, .4902, .9433}, {50, 100, .4038, .5962}} {
		low, high := Wilson(c.hits, c.n)
		if math.Abs(low-c.low) > 5e-5 || math.Abs(high-c.high) > 5e-5 {
			t.Errorf("%d of %d: %.4f to %.4f, want %v to %v", c.hits, c.n, low, high, c.low, c.high)
		}
	}
}

// TestIntervalsAreQuantiles draws the resamples anew, the plain way.
func TestIntervalsAreQuantiles(t *testing.T) {
	t.Parallel()
	b := simulate(rand.New(rand.NewPCG(2, 3)), 25, 0)
	l := Layout{Labels: 1, Beta: 1}
	const seed, n = 42, 201
	var all []float64
	for i := range uint64(n) {
		r := rand.New(rand.NewPCG(seed, i))
		var sum score.Tally
		for range b.Documents {
			sum.Add(&b.Documents[r.IntN(len(b.Documents))][0].Tally, 1)
		}
		f := sum.Figures(score.Strict, 1)
		all = append(all, f.F1)
	}
	slices.Sort(all)
	low, high, ok := Bootstrap(b, l.Width(), l.Statistic, Options{Seed: seed, Resamples: n}).Interval(microF, 0.95)
	if !ok || math.Abs(low-all[5]) > 1e-12 || math.Abs(high-all[195]) > 1e-12 { // 0.025 * 200 = 5
		t.Errorf("%v to %v, want %v to %v", low, high, all[5], all[195])
	}
}
