package decode

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/calibrate"
)

var bio = strings.Fields("O B-X I-X")

func TestOddLogitsAreAnErrorThatNamesThePiece(t *testing.T) {
	text, p := wordsOf(1, 2)
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for _, tt := range []struct {
		logits []float32
		want   string
	}{
		{[]float32{0, 0, 0, 0, 0, 0, 0, nan, 0}, "scores the label B-X with NaN at piece 2 (bytes 3 to 4)"},
		{[]float32{inf, 0, 0, 0, 0, 0, 0, 0, 0}, "scores the label O with +Inf at piece 0 (bytes 0 to 1)"},
		{[]float32{0, 0, 0, -inf, -inf, -inf, 0, 0, 0}, "forbids all labels at piece 1 (bytes 2 to 3)"},
		{[]float32{0, -inf, nan, 0, 0, 0, 0, 0, 0}, "scores the label I-X with NaN at piece 0"},
	} {
		for _, s := range Strategies() {
			d, err := New(Config{Labels: bio, Strategy: s})
			if err != nil {
				t.Fatal(err)
			}
			kept := []Entity{{Label: "earlier"}}
			got, err := d.Find(kept, text, p, tt.logits)
			var odd *LogitError
			if !errors.As(err, &odd) || !strings.Contains(err.Error(), tt.want) || len(got) != 1 {
				t.Errorf("%s: %v, want %s", s, err, tt.want)
			}
			if _, err = d.Alternatives(nil, p, tt.logits, 0); !errors.As(err, &odd) {
				t.Errorf("%s: alternatives of it: %v", s, err)
			}
		}
	}
}

func TestLogitsMustFitThePieces(t *testing.T) {
	text, p := wordsOf(2)
	d, err := New(Config{Labels: bio})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Find(nil, text, p, make([]float32, 5)); err == nil || !strings.Contains(err.Error(), "5 logits for 2 pieces and 3 labels") {
		t.Error(err)
	}
	for _, piece := range []int{-1, 2} {
		if _, err := d.Alternatives(nil, p, make([]float32, 6), piece); err == nil || !strings.Contains(err.Error(), "there is no piece") {
			t.Error(err)
		}
	}
}

func TestATextWithoutPiecesHasNoEntities(t *testing.T) {
	for _, s := range Strategies() {
		if got := find(t, Config{Labels: bio, Strategy: s}, " ", &Pieces{}, nil); len(got) != 0 {
			t.Errorf("%s: %v", s, got)
		}
	}
}

// Minus infinity forbids a label; where that forbids everything, it is said.
func TestMaskedLabels(t *testing.T) {
	text, p := wordsOf(1, 1)
	masked := float32(math.Inf(-1))
	logits := []float32{masked, 0, masked, masked, 0, 1}
	for _, s := range Strategies() {
		got := find(t, Config{Labels: bio, Strategy: s, Ignore: []string{}}, text, p, logits)
		for _, e := range got {
			if math.IsNaN(e.Score) || strings.HasSuffix(e.Label, "O") {
				t.Errorf("%s: %v", s, got)
			}
		}
	}
	if got := outline(t, Config{Labels: bio}, text, p, logits); got != "X 0-2" {
		t.Error(got)
	}
	d, err := New(Config{Labels: bio})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = d.Find(nil, text, p, []float32{masked, masked, 0, 0, 0, 0}); err == nil || !strings.Contains(err.Error(), "no way to label the text is left") {
		t.Errorf("a text that can only begin with I: %v", err)
	}
}

func TestTemperatureSoftens(t *testing.T) {
	text, p := wordsOf(1)
	logits := []float32{1, 3, 0}
	want := 1 / (math.Exp(-1) + 1 + math.Exp(-1.5))
	for _, s := range []Strategy{None, Simple, First, Average, Max, Each} {
		got := find(t, Config{Labels: bio, Strategy: s, Temperature: 2}, text, p, logits)
		if len(got) != 1 || math.Abs(got[0].Score-want) > 1e-6 {
			t.Errorf("%s: %v, want %v", s, got, want)
		}
	}
	want = 1 / (math.Exp(-1) + 1) // I cannot begin
	if got := find(t, Config{Labels: bio, Temperature: 2}, text, p, logits); math.Abs(got[0].Score-want) > 1e-6 {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestScoresAreCalibratedByLabel(t *testing.T) {
	text, p := wordsOf(1, 1)
	labels := strings.Fields("O B-X B-Y")
	logits := favour(labels, "B-X B-Y")
	half := calibrate.Map{From: []float64{0, 1}, To: []float64{0, 0.5}}
	rest := calibrate.Map{From: []float64{0, 1}, To: []float64{0.25, 0.25}}
	c := Config{Labels: labels, Calibration: map[string]calibrate.Map{"X": half}}
	got := find(t, c, text, p, logits)
	if !got[0].Calibrated || got[1].Calibrated || math.Abs(got[0].Score-got[0].Probability/2) > 1e-9 || got[1].Score != got[1].Probability {
		t.Errorf("one of two is calibrated: %v", got)
	}
	c.Calibration[""] = rest
	if got = find(t, c, text, p, logits); got[1].Score != 0.25 || !got[1].Calibrated {
		t.Errorf("and the rest: %v", got)
	}
	c.Least = map[string]float64{"X": 0.4, "": 0.3}
	if got := outline(t, c, text, p, logits); got != "X 0-1" {
		t.Errorf("least scores: %s", got)
	}
}

func TestSpaceIsNoPartOfEntities(t *testing.T) {
	text := "\u00a0ab \u2003 c\n"
	p := &Pieces{Starts: []int32{0, 4, 8}, Ends: []int32{4, 8, int32(len(text))}}
	logits := favour(bio, "B-X B-X B-X")
	got := find(t, Config{Labels: bio}, text, p, logits)
	want := []Entity{{Start: 2, End: 4, Label: "X", First: 0, Last: 1}, {Start: 9, End: 10, Label: "X", First: 2, Last: 3}}
	ignore := cmpopts.IgnoreFields(Entity{}, "Score", "Probability", "Calibrated")
	if diff := cmp.Diff(want, got, ignore); diff != "" {
		t.Error(diff)
	}
	raw := find(t, Config{Labels: bio, Strategy: Simple}, text, p, logits)
	if len(raw) != 3 || raw[0].Start != 0 {
		t.Errorf("Transformers keeps space: %v", raw)
	}
	if diff := cmp.Diff(want, Trim(text, raw), ignore); diff != "" {
		t.Error(diff)
	}
}

// A piece may end before it begins: tokenizers say so of what they put before a text.
func TestPiecesOfNothing(t *testing.T) {
	text := "ab"
	p := &Pieces{Starts: []int32{1, 0}, Ends: []int32{0, 2}, IDs: []int32{0, 0}}
	for _, s := range Strategies() {
		find(t, Config{Labels: bio, Strategy: s, Vocabulary: &Vocabulary{Lengths: []int32{2}}}, text, p, favour(bio, "B-X B-X"))
	}
}

// However texts and logits are, what is found is in order, within the text, and has a
// score that is a probability.
func TestFindHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, p := wordsOf(rapid.SliceOfN(rapid.IntRange(1, 4), 0, 8).Draw(t, "words")...)
		c := Config{Labels: nine, Ignore: []string{"O"}}
		c.Strategy = rapid.SampledFrom(Strategies()).Draw(t, "strategy")
		c.Unit = rapid.SampledFrom(Units()).Draw(t, "unit")
		c.Temperature = rapid.Float64Range(0.1, 10).Draw(t, "temperature")
		scale := rapid.SampledFrom([]float32{0.1, 1, 10, 1e4, 1e30}).Draw(t, "scale")
		logits := draw(t, p.Len()*len(nine), "logits")
		for i := range logits {
			logits[i] *= scale
		}
		d, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		found, err := d.Find(nil, text, p, logits)
		if err != nil {
			t.Fatal(err)
		}
		last := 0
		for _, e := range found {
			if e.First < last || e.Last <= e.First || e.Start >= e.End || e.End > len(text) || !(e.Score > 0 && e.Score <= 1) || e.Label == "O" {
				t.Fatalf("%v behind piece %d of %q", e, last, text)
			}
			last = e.Last
			if c.Strategy == Viterbi && c.Unit != Piece && (p.sameWord(e.First) || e.Last < p.Len() && p.sameWord(e.Last)) {
				t.Fatalf("%v cuts a word", e)
			}
		}
		again, err := d.Find(nil, text, p, logits)
		if diff := cmp.Diff(found, again); err != nil || diff != "" {
			t.Fatalf("the second time: %v, %s", err, diff)
		}
	})
}

func TestReusedMemoryIsNotAllocated(t *testing.T) {
	if testing.Short() {
		t.Skip("tests run short under the race detector, which allocates itself")
	}
	text, p, logits := typical(nine, 100)
	for _, s := range Strategies() {
		for _, u := range Units() {
			d, err := New(Config{Labels: nine, Strategy: s, Unit: u, Vocabulary: spelled()})
			if err != nil {
				t.Fatal(err)
			}
			found := make([]Entity, 0, 400)
			if n := testing.AllocsPerRun(20, func() { found, _ = d.Find(found[:0], text, p, logits) }); n != 0 {
				t.Errorf("%s by %s: %v allocations", s, u, n)
			}
			if len(found) == 0 {
				t.Errorf("%s by %s found nothing", s, u)
			}
		}
	}
}
