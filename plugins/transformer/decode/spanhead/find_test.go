package spanhead

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/calibrate"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/transformer/decode"
)

// units are words of a letter.
func units(n int) (string, *Units) {
	u := &Units{}
	for i := range n {
		u.Starts, u.Ends = append(u.Starts, int32(2*i)), append(u.Ends, int32(2*i+1))
	}
	return strings.TrimSuffix(strings.Repeat("x ", n), " "), u
}

func outline(found []decode.Entity) string {
	var out []string
	for _, e := range found {
		out = append(out, fmt.Sprintf("%s %d-%d %.2f", e.Label, e.First, e.Last, e.Score))
	}
	return strings.Join(out, ", ")
}

func find(t *testing.T, c Config, n int, s Scores) string {
	t.Helper()
	d, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	text, u := units(n)
	found, err := d.Find(nil, text, u, s)
	if err != nil {
		t.Fatal(err)
	}
	return outline(found)
}

// logit is the score of a probability.
func logit(p float64) float32 { return float32(math.Log(p / (1 - p))) }

// A said is the probability of a span and label; all others have .01.
type said struct {
	first, last, label int
	p                  float64
}

func grid(n, labels int, all ...said) Grid {
	g := make(Grid, n*n*labels)
	for i := range g {
		g[i] = logit(.01)
	}
	for _, s := range all {
		g[(s.first*n+s.last-1)*labels+s.label] = logit(s.p)
	}
	return g
}

func widths(n, most, labels int, all ...said) Widths {
	w := Widths{most, make([]float32, n*most*labels)}
	for i := range w.Scores {
		w.Scores[i] = logit(.01)
	}
	for _, s := range all {
		w.Scores[(s.first*most+s.last-s.first-1)*labels+s.label] = logit(s.p)
	}
	return w
}

func list(labels int, all ...said) List {
	l := List{}
	for _, s := range all {
		l.Spans = append(l.Spans, [2]int32{int32(s.first), int32(s.last)})
		row := make([]float32, labels)
		for k := range row {
			row[k] = logit(.01)
		}
		row[s.label] = logit(s.p)
		l.Scores = append(l.Scores, row...)
	}
	return l
}

func TestWhatIsKeptOfSpansThatOverlap(t *testing.T) {
	all := []said{{0, 2, 0, .9}, {1, 3, 1, .95}, {0, 3, 1, .6}, {2, 3, 0, .7}, {1, 3, 0, .8}, {4, 5, 1, .5}, {3, 4, 0, .4}}
	for overlap, want := range map[Overlap]string{
		Flat:   "Y 1-3 0.95, Y 4-5 0.50",
		Nested: "Y 0-3 0.60, Y 1-3 0.95, X 2-3 0.70, Y 4-5 0.50",
		All:    "Y 0-3 0.60, X 0-2 0.90, X 1-3 0.80, Y 1-3 0.95, X 2-3 0.70, Y 4-5 0.50",
	} {
		c := Config{Labels: []string{"X", "Y"}, Overlap: overlap, Threshold: 0.4999}
		for name, s := range map[string]Scores{"grid": grid(5, 2, all...), "widths": widths(5, 3, 2, all...), "list": list(2, all...)} {
			if got := find(t, c, 5, s); got != want {
				t.Errorf("%s, %s: %s, want %s", overlap, name, got, want)
			}
		}
	}
}

// Widths of the last words reach beyond the text, and lists are filled up; neither counts.
func TestSpansBeyondTheTextDoNotCount(t *testing.T) {
	w := Widths{4, make([]float32, 2*4)}
	for i := range w.Scores {
		w.Scores[i] = 5
	}
	c := Config{Labels: []string{"X"}, Overlap: All}
	if got := find(t, c, 2, w); got != "X 0-2 0.99, X 0-1 0.99, X 1-2 0.99" {
		t.Error(got)
	}
	l := List{Spans: [][2]int32{{0, 0}, {1, 3}, {-1, 1}, {2, 1}, {1, 2}}, Scores: []float32{5, 5, 5, 5, 5}}
	if got := find(t, c, 2, l); got != "X 1-2 0.99" {
		t.Error(got)
	}
}

func TestLabelsThatExcludeOneAnother(t *testing.T) {
	c := Config{Labels: []string{"none", "X", "Y"}, Outside: "none"}
	l := List{Spans: [][2]int32{{0, 1}, {1, 2}, {2, 3}, {3, 4}}, Scores: []float32{
		0, logit(.75), -99, // 3 to 1
		9, 8, 8,
		0, 1, 1, // neither has a half
		float32(math.Inf(-1)), float32(math.Inf(-1)), float32(math.Inf(-1)), // masked
	}}
	if got := find(t, c, 4, l); got != "X 0-1 0.75" {
		t.Error(got)
	}
}

func TestStartsAndEnds(t *testing.T) {
	hi, lo := logit(.8), logit(.1)
	row := func(at ...int) []float32 {
		out := make([]float32, 8)
		for i := range out {
			out[i] = lo
		}
		for _, i := range at {
			out[i] = hi
		}
		return out
	}
	for _, tt := range []struct {
		start, end []int
		want       string
	}{
		{[]int{1}, []int{1}, "X 1-2 0.64"},
		{[]int{1}, []int{3, 5}, "X 1-4 0.64"},
		{[]int{1, 2}, []int{4}, "X 2-5 0.64"},
		{[]int{1, 5}, []int{0, 2}, "X 1-3 0.64"},
		{[]int{0, 3}, []int{2, 7}, "X 0-3 0.64, X 3-8 0.64"},
		{nil, []int{2}, ""},
		{[]int{2}, nil, ""},
	} {
		if got := find(t, Config{Labels: []string{"X"}}, 8, Ends{row(tt.start...), row(tt.end...)}); got != tt.want {
			t.Errorf("%v %v: %s, want %s", tt.start, tt.end, got, tt.want)
		}
	}
	two := Ends{Start: []float32{hi, lo, lo, hi}, End: []float32{lo, lo, hi, hi}}
	if got := find(t, Config{Labels: []string{"X", "Y"}, Overlap: Nested}, 2, two); got != "X 0-2 0.64, Y 1-2 0.64" {
		t.Error(got)
	}
	outside := Ends{Start: []float32{9, 0, 0, 9}, End: []float32{9, 0, 0, 9}}
	if got := find(t, Config{Labels: []string{"O", "X"}, Outside: "O"}, 2, outside); got != "X 1-2 1.00" {
		t.Error(got)
	}
}

func TestTemperature(t *testing.T) {
	got := find(t, Config{Labels: []string{"X"}, Temperature: 2}, 1, Grid{2})
	if want := fmt.Sprintf("X 0-1 %.2f", 1/(1+math.Exp(-1))); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestScoresAreCalibratedByLabel(t *testing.T) {
	half := calibrate.Map{From: []float64{0, 1}, To: []float64{0, 0.5}}
	c := Config{Labels: []string{"X", "Y"}, Calibration: map[string]calibrate.Map{"X": half}}
	s := list(2, said{0, 1, 0, .8}, said{1, 2, 1, .8})
	if got := find(t, c, 2, s); got != "X 0-1 0.40, Y 1-2 0.80" {
		t.Error(got)
	}
	c.Calibration[""] = half
	if got := find(t, c, 2, s); got != "X 0-1 0.40, Y 1-2 0.40" {
		t.Error(got)
	}
}

func TestAlternativesOfAUnit(t *testing.T) {
	d, err := New(Config{Labels: []string{"O", "X", "Y"}, Outside: "O"})
	if err != nil {
		t.Fatal(err)
	}
	_, u := units(2)
	ends := Ends{Start: []float32{0, 0, 0, 0, logit(.75), -99}, End: []float32{0, 0, 0, -99, -99, 5}}
	got, err := d.Alternatives(nil, u, ends, 1)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, a := range got {
		out = append(out, fmt.Sprintf("%s %.2f", a.Label, a.Probability))
	}
	if got := strings.Join(out, " "); got != "Y 1.00 X 0.75 O 0.25" {
		t.Error(got)
	}
	if diff := cmp.Diff([]string{"X", "Y"}, d.Found()); diff != "" {
		t.Error(diff)
	}
	if _, err := d.Alternatives(nil, u, ends, 2); err == nil || !strings.Contains(err.Error(), "there is no unit 2: there are 2") {
		t.Error(err)
	}
	ends.End[0] = float32(math.NaN())
	if _, err := d.Alternatives(nil, u, ends, 0); err == nil {
		t.Error("what is no number was taken")
	}
}

func TestWhatIsWrongIsSaid(t *testing.T) {
	for name, tt := range map[string]struct {
		config Config
		want   string
	}{
		"no labels":   {Config{}, "there are no labels to look for"},
		"twice":       {Config{Labels: []string{"X", "X"}}, `label 1, "X", is empty or there twice`},
		"empty":       {Config{Labels: []string{""}}, `label 0, "", is empty`},
		"outside":     {Config{Labels: []string{"X"}, Outside: "O"}, `"O", which stands for no entity, is not among the labels; labels are X`},
		"threshold":   {Config{Labels: []string{"X"}, Threshold: 1.5}, "no threshold is 1.5"},
		"temperature": {Config{Labels: []string{"X"}, Temperature: math.Inf(1)}, "no temperature is +Inf"},
		"least":       {Config{Labels: []string{"X"}, Least: []float64{.5, .5}}, "there are 2 least scores for 1 labels"},
		"overlap":     {Config{Labels: []string{"X"}, Overlap: "some"}, `there is no overlap "some"; use flat, nested or all`},
	} {
		_, err := New(tt.config)
		var d diag.Diagnostic
		if !errors.As(err, &d) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", name, err, tt.want)
		}
	}
}

func TestScoresMustFitAndBeNumbers(t *testing.T) {
	d, err := New(Config{Labels: []string{"X"}})
	if err != nil {
		t.Fatal(err)
	}
	text, u := units(2)
	nan := float32(math.NaN())
	for name, s := range map[string]Scores{
		"grid": make(Grid, 3), "widths": Widths{2, make([]float32, 3)}, "no width": Widths{-1, make([]float32, 3)},
		"list": List{[][2]int32{{0, 1}}, nil}, "start": Ends{make([]float32, 1), make([]float32, 2)}, "end": Ends{make([]float32, 2), make([]float32, 1)},
	} {
		if _, err := d.Find(nil, text, u, s); err == nil || !strings.Contains(err.Error(), "the model gave ") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, s := range map[string]Scores{
		"grid": Grid{0, nan, 0, 0}, "widths": Widths{2, []float32{0, nan, 0, 0}}, "list": List{[][2]int32{{0, 2}}, []float32{nan}},
		"start": Ends{[]float32{nan, 0}, []float32{0, 0}}, "end": Ends{[]float32{0, 0}, []float32{float32(math.Inf(1)), 0}},
	} {
		var odd *decode.LogitError
		if _, err := d.Find(nil, text, u, s); !errors.As(err, &odd) || odd.Piece != 0 || odd.Label != "X" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Labels have thresholds of their own, of their calibrated scores; what is not sure enough
// is no rival to others.
func TestLeastScoresByLabel(t *testing.T) {
	half := calibrate.Map{From: []float64{0, 1}, To: []float64{0, 0.5}}
	s := list(2, said{0, 2, 0, .9}, said{1, 3, 1, .6}, said{3, 4, 1, .3})
	for want, c := range map[string]Config{
		"X 0-2 0.90":                         {Least: []float64{.5, .5}},
		"Y 1-3 0.60":                         {Least: []float64{.95, .5}},
		"X 0-2 0.90, Y 3-4 0.30":             {Least: []float64{.5, .2}},
		"Y 1-3 0.60, Y 3-4 0.30":             {Least: []float64{.5, .2}, Calibration: map[string]calibrate.Map{"X": half}},
		"X 0-2 0.90, Y 2-3 0.01, Y 3-4 0.30": {Least: []float64{.5, 0}},
		"":                                   {Least: []float64{.5, .5}, Calibration: map[string]calibrate.Map{"": half}},
	} {
		c.Labels = []string{"X", "Y"}
		all := List{Spans: append(s.Spans[:3:3], [2]int32{2, 3}), Scores: append(s.Scores[:6:6], float32(math.Inf(-1)), logit(.01))}
		if got := find(t, c, 5, all); got != want {
			t.Errorf("%v: %s, want %s", c, got, want)
		}
	}
}

// What may be kept has all that is found, and leaves out what is far from it.
func TestKeep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Config{
			Labels: []string{"X", "Y", "O"}, Overlap: All, Temperature: rapid.Float64Range(0.2, 4).Draw(t, "temperature"),
			Least: rapid.SliceOfN(rapid.Float64Range(0, 1), 3, 3).Draw(t, "least"),
		}
		if rapid.Bool().Draw(t, "exclusive") {
			c.Outside = "O"
		}
		if rapid.Bool().Draw(t, "calibrated") {
			c.Calibration = map[string]calibrate.Map{"X": {From: []float64{.2, .4, .9}, To: []float64{.1, .1, .7}}}
		}
		d, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		row := rapid.SliceOfN(rapid.Float32Range(-8, 8), 3, 3).Draw(t, "row")
		text, u := units(1)
		found, err := d.Find(nil, text, u, List{Spans: [][2]int32{{0, 1}}, Scores: row})
		if err != nil {
			t.Fatal(err)
		}
		if len(found) > 0 && !d.Keep()(0, row) {
			t.Fatalf("%v is found and not kept", row)
		}
		if c.Outside == "" && len(found) == 0 && d.Keep()(0, []float32{row[0] - 1, row[1] - 1, row[2] - 1}) {
			t.Fatalf("what is less than %v is kept", row)
		}
	})
	for _, outside := range []string{"", "X"} {
		d, err := New(Config{Labels: []string{"X", "Y"}, Outside: outside})
		if err != nil {
			t.Fatal(err)
		}
		keep, no := d.Keep(), float32(math.Inf(-1))
		if !keep(0, []float32{float32(math.NaN()), 0}) || !keep(0, []float32{0, float32(math.Inf(1))}) || keep(0, []float32{no, no}) {
			t.Errorf("outside %q: what is no number is not kept, or what is out of the question is", outside)
		}
	}
}

func TestLabelsOfASpan(t *testing.T) {
	d, err := New(Config{Labels: []string{"X", "Y"}})
	if err != nil {
		t.Fatal(err)
	}
	_, u := units(3)
	got, err := d.Of(nil, u, List{Spans: [][2]int32{{0, 1}, {1, 3}}, Scores: []float32{0, 0, logit(.2), logit(.7)}}, 1)
	if err != nil || len(got) != 2 || got[0].Label != "Y" || math.Abs(got[0].Probability-.7) > 1e-6 {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := d.Of(nil, u, List{Spans: [][2]int32{{0, 1}}, Scores: []float32{0, float32(math.NaN())}}, 0); err == nil {
		t.Error("what is no number was taken")
	}
}

// Whatever is scored: what is left goes together, and whatever was left out clashes with
// something that is at least as sure.
func TestChoosingHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "units")
		scores := Grid(rapid.SliceOfN(rapid.Float32Range(-3, 3), n*n*2, n*n*2).Draw(t, "scores"))
		text, u := units(n)
		by := func(o Overlap) []decode.Entity {
			d, err := New(Config{Labels: []string{"X", "Y"}, Overlap: o})
			if err != nil {
				t.Fatal(err)
			}
			found, err := d.Find(nil, text, u, scores)
			if err != nil {
				t.Fatal(err)
			}
			return found
		}
		all := by(All)
		for _, overlap := range []Overlap{Flat, Nested} {
			clash := func(a, b decode.Entity) bool {
				shared := a.First < b.Last && b.First < a.Last
				in := a.First >= b.First && a.Last <= b.Last || b.First >= a.First && b.Last <= a.Last
				same := a.First == b.First && a.Last == b.Last
				return shared && (overlap == Flat || same || !in)
			}
			kept := by(overlap)
			for i, a := range kept {
				for _, b := range kept[:i] {
					if clash(a, b) {
						t.Fatalf("%s: %v and %v", overlap, a, b)
					}
				}
			}
			for _, a := range all {
				reason := false
				for _, b := range kept {
					reason = reason || a == b || clash(a, b) && b.Score >= a.Score
				}
				if !reason {
					t.Fatalf("%s: %v was left out for nothing", overlap, a)
				}
			}
		}
	})
}
