package calibrate_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	. "github.com/onomast/onomast/core/calibrate"
)

// drawn makes n observations whose scores lie: truth is what a score is worth.
func drawn(n int, truth func(score float64) float64) []Observation {
	random := rand.New(rand.NewPCG(7, 7))
	out := make([]Observation, n)
	for i := range out {
		score := math.Sqrt(random.Float64()) // most spans are sure
		out[i] = Observation{Score: score, Right: random.Float64() < truth(score)}
	}
	return out
}

func honest(score float64) float64 { return score }

func overconfident(score float64) float64 {
	x := math.Log(score / (1 - score))
	return 1 / (1 + math.Exp(-(0.4*x - 0.5)))
}

// stepped is what no logistic curve comes near.
func stepped(score float64) float64 {
	switch {
	case score < 0.6:
		return 0.05
	case score < 0.9:
		return 0.5
	}
	return 0.55
}

func TestFitChooses(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		obs    []Observation
		method string
		before float64 // the least ECE there is
		after  float64 // the most
	}{
		"honest":        {drawn(4000, honest), "", 0, 0.03},
		"overconfident": {drawn(1000, overconfident), "logistic", 0.15, 0.05},
		"few":           {drawn(40, overconfident), "logistic", 0.3, 0.25},
		"stepped":       {drawn(8000, stepped), "isotonic", 0.2, 0.04},
		"all right":     {drawn(100, func(float64) float64 { return 1 }), "logistic", 0.2, 0.1},
		"nothing":       {nil, "none", 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := Fit(tt.obs)
			if tt.method != "" && f.Method != tt.method || f.Before.ECE < tt.before || f.After.ECE > tt.after {
				t.Errorf("%s: ECE %.3f before, %.3f after; want %s, at least %.2f and at most %.2f", f.Method, f.Before.ECE, f.After.ECE, tt.method, tt.before, tt.after)
			}
			if f.Method != "none" && (f.After.LogLoss >= f.Before.LogLoss || f.After.Count != len(tt.obs)) {
				t.Errorf("it is worse: %+v, %+v", f.Before, f.After)
			}
		})
	}
}

// A quality worked out by hand: two bins hold 0.25 and 0.75, the others one each.
func TestMeasure(t *testing.T) {
	t.Parallel()
	got := Measure([]Observation{{0.75, true}, {0.25, false}, {0.25, true}, {0.75, true}})
	want := Quality{
		Count: 4, Score: 0.5, Right: 0.75, ECE: (0.5 + 0.5) / 4,
		Brier: (0.0625 + 0.0625 + 0.5625 + 0.0625) / 4, LogLoss: -(3*math.Log(0.75) + math.Log(0.25)) / 4,
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-12)); diff != "" {
		t.Error(diff)
	}
	if q := Measure([]Observation{{0, true}, {1, false}}); math.IsInf(q.LogLoss, 0) || q.ECE != 1 {
		t.Errorf("certain and wrong: %+v", q)
	}
}

// Whatever is observed, what a fit makes of scores rises, stays between 0 and 1, and
// does not depend on the order.
func TestFitHolds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		score := rapid.OneOf(rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{0, 0.5, 1}))
		obs := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Observation {
			return Observation{score.Draw(t, "score"), rapid.Bool().Draw(t, "right")}
		}), 0, 300).Draw(t, "observations")
		f := Fit(obs)
		last := 0.0
		for i := 0.0; i <= 1; i += 1.0 / 64 {
			p := f.Apply(i)
			if !(p >= 0 && p <= 1) || f.Method != "none" && p < last {
				t.Fatalf("%v becomes %v, after %v", i, p, last)
			}
			last = p
		}
		for i := range f.From {
			if i > 0 && (f.From[i] <= f.From[i-1] || f.To[i] < f.To[i-1]) {
				t.Fatalf("the points do not rise: %v, %v", f.From, f.To)
			}
		}
		if f.After.LogLoss > f.Before.LogLoss+1e-9 {
			t.Fatalf("the loss grew from %v to %v", f.Before.LogLoss, f.After.LogLoss)
		}
	})
}

func TestApply(t *testing.T) {
	t.Parallel()
	m := Map{From: []float64{0.2, 0.4, 0.8}, To: []float64{0.1, 0.5, 0.6}}
	for score, want := range map[float64]float64{0: 0.1, 0.2: 0.1, 0.3: 0.3, 0.4: 0.5, 0.6: 0.55, 0.8: 0.6, 1: 0.6} {
		if got := m.Apply(score); math.Abs(got-want) > 1e-12 {
			t.Errorf("%v becomes %v, want %v", score, got, want)
		}
	}
	if (Map{}).Apply(0.3) != 0.3 {
		t.Error("no points change nothing")
	}
}

func TestThreshold(t *testing.T) {
	t.Parallel()
	obs := []Observation{{0.9, true}, {0.8, false}, {0.7, true}, {0.6, true}, {0.6, true}, {0.4, false}, {0.2, false}}
	for _, tt := range []struct {
		precision float64
		want      Cut
		ok        bool
	}{
		{0.5, Cut{At: 0, Precision: 4. / 7, Kept: 1}, true},
		{0.66, Cut{At: 0.3, Precision: 4. / 6, Kept: 1}, true},
		{0.75, Cut{At: 0.5, Precision: 0.8, Kept: 1}, true},
		{0.9, Cut{At: 0.85, Precision: 1, Kept: 0.25}, true},
		{1.1, Cut{}, false},
	} {
		got, ok := Threshold(obs, tt.precision)
		if diff := cmp.Diff(tt.want, got, cmpopts.EquateApprox(0, 1e-12)); diff != "" || ok != tt.ok {
			t.Errorf("%v: %v %s", tt.precision, ok, diff)
		}
	}
	for _, none := range [][]Observation{nil, {{0.5, false}}} {
		if _, ok := Threshold(none, 0); ok {
			t.Errorf("%v has no right span to keep", none)
		}
	}
}

// The threshold is the smallest that will do: every smaller one leaves a precision
// that is too low.
func TestThresholdIsSmallest(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var obs []Observation
		for _, n := range rapid.SliceOfN(rapid.IntRange(0, 19), 1, 40).Draw(t, "observations") {
			obs = append(obs, Observation{float64(n/2) / 10, n%2 == 0})
		}
		want := rapid.Float64Range(0.05, 1).Draw(t, "precision")
		left := func(at float64) (precision, all float64) {
			right := 0.0
			for _, o := range obs {
				if o.Score >= at {
					all++
					if o.Right {
						right++
					}
				}
			}
			return right / math.Max(1, all), all
		}
		cut, ok := Threshold(obs, want)
		precision, most := left(cut.At)
		if ok && math.Abs(precision-cut.Precision) > 1e-12 || ok && precision < want {
			t.Fatalf("%v leaves a precision of %v", cut.At, precision)
		}
		for at := 0.0; at < 1.1; at += 0.05 {
			if precision, all := left(at); precision >= want && (!ok || all > most) {
				t.Fatalf("%v would do, and leaves more than %v", at, cut.At)
			}
		}
	})
}

// overrated are observations that are right in a part of the cases that scores say.
func overrated(n int, part float64) []Observation {
	return drawn(n, func(score float64) float64 { return score * part })
}

func TestLabelsHaveMapsOfTheirOwnWhenThereIsEnough(t *testing.T) {
	t.Parallel()
	byLabel := map[string][]Observation{"much": overrated(2000, 0.4), "little": overrated(150, 0.4), "right": overrated(2000, 1)}
	var all []Observation
	for _, label := range []string{"much", "little", "right"} {
		all = append(all, byLabel[label]...)
	}
	l := FitLabels(all, byLabel)
	if l.All == nil || len(l.Maps) != 2 || len(l.Own) != 1 || l.Own["much"].Method == "" {
		t.Fatalf("%+v", l)
	}
	if got := l.Of("much", 0.9); math.Abs(got-0.36) > 0.06 {
		t.Errorf("a score of 0.9 that is right in 36 of 100 cases becomes %v", got)
	}
	if got, want := l.Of("little", 0.9), l.All.Apply(0.9); got != want {
		t.Errorf("a label without a map of its own: %v, want %v", got, want)
	}
	if got := l.Of("nobody's", 0.9); got != l.All.Apply(0.9) {
		t.Errorf("an unknown label: %v", got)
	}
}

func TestScoresThatAreRightAreCalibrated(t *testing.T) {
	t.Parallel()
	l := FitLabels(overrated(1000, 1), nil)
	if l.All.Method != "none" || len(l.Maps[""].From) != 2 || l.Of("any", 0.625) != 0.625 {
		t.Errorf("%+v", l)
	}
	if l := FitLabels(overrated(29, 1), nil); l.All != nil || l.Maps != nil || l.Of("any", 0.5) != 0.5 {
		t.Errorf("too few, and yet %+v", l)
	}
}
