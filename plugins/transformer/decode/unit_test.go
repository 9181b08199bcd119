package decode

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/google/go-cmp/cmp"
)

// Words of one piece are the same by all units.
func TestUnitsAgreeOnWordsOfOnePiece(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 8).Draw(t, "words")
		lengths := make([]int, n)
		for i := range lengths {
			lengths[i] = 1
		}
		text, p := wordsOf(lengths...)
		logits := draw(t, n*len(nine), "logits")
		var want []Entity
		for i, u := range Units() {
			d, err := New(Config{Labels: nine, Unit: u})
			if err != nil {
				t.Fatal(err)
			}
			got, err := d.Find(nil, text, p, logits)
			if err != nil {
				t.Fatal(err)
			}
			if i == 0 {
				want = got
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s: %s", u, diff)
			}
		}
	})
}

// The first piece of a word says what it is, all pieces do, or each for itself.
func TestUnits(t *testing.T) {
	labels := strings.Fields("O B-X I-X B-Y I-Y")
	for _, tt := range []struct {
		words             []int
		best              string
		piece, first, all string
	}{
		{[]int{1, 3}, "O B-X I-X I-X", "X 1-4", "X 1-4", "X 1-4"},
		{[]int{1, 3}, "O B-X B-X B-X", "X 1-2, X 2-3, X 3-4", "X 1-4", "X 1-4"},
		{[]int{1, 3}, "O B-X O O", "X 1-2", "X 1-4", ""},
		{[]int{4}, "B-X B-Y I-Y I-Y", "X 0-1, Y 1-4", "X 0-4", "Y 0-4"},
		{[]int{2, 2}, "B-X B-X I-X B-X", "X 0-1, X 1-3, X 3-4", "X 0-4", "X 0-4"},
		{[]int{2, 2}, "B-X B-X B-X I-X", "X 0-1, X 1-2, X 2-4", "X 0-2, X 2-4", "X 0-2, X 2-4"},
	} {
		text, p := wordsOf(tt.words...)
		logits := favour(labels, tt.best)
		for u, want := range map[Unit]string{Piece: tt.piece, FirstPiece: tt.first, Word: tt.all} {
			if got := outline(t, Config{Labels: labels, Unit: u}, text, p, logits); got != want {
				t.Errorf("%s by %s: %s, want %s", tt.best, u, got, want)
			}
		}
	}
}

// A word's row is a distribution: types by the mean of the pieces, parts by the first.
func TestABlendIsADistribution(t *testing.T) {
	labels := strings.Fields("O B-X I-X B-Y I-Y")
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.IntRange(1, 4).Draw(t, "pieces")
		logits := draw(t, pieces*len(labels), "logits")
		d, err := New(Config{Labels: labels, Unit: Word})
		if err != nil {
			t.Fatal(err)
		}
		row := d.chain.blend.row(d, logits, 0, pieces)
		sum, mean := 0.0, [3]float64{}
		for i := range pieces {
			d.soften(d.soft, d.row(logits, i))
			for k, x := range d.soft {
				mean[(k+1)/2] += float64(x) / float64(pieces)
			}
		}
		d.soften(d.soft, d.row(logits, 0))
		for k, x := range row {
			typ := (k + 1) / 2
			of := float64(d.soft[0])
			if typ > 0 {
				of = float64(d.soft[2*typ-1] + d.soft[2*typ])
			}
			want := mean[typ] * float64(d.soft[k]) / of
			if got := math.Exp(float64(x)); math.Abs(got-want) > 1e-5 {
				t.Fatalf("label %d: %v, want %v", k, got, want)
			}
			sum += math.Exp(float64(x))
		}
		if math.Abs(sum-1) > 1e-5 {
			t.Fatalf("probabilities add up to %v", sum)
		}
	})
}

func TestEachLabelsWords(t *testing.T) {
	labels := strings.Fields("NOUN VERB DET")
	text, p := wordsOf(1, 2, 1)
	logits := favour(labels, "DET NOUN VERB NOUN")
	logits[2*3+1] = 20 // the second piece of the second word is very sure
	for u, want := range map[Unit]string{
		Piece:      "DET 0-1, NOUN 1-2, VERB 2-3, NOUN 3-4",
		FirstPiece: "DET 0-1, NOUN 1-3, NOUN 3-4",
		Word:       "DET 0-1, VERB 1-3, NOUN 3-4",
	} {
		if got := outline(t, Config{Labels: labels, Strategy: Each, Unit: u}, text, p, logits); got != want {
			t.Errorf("%s: %s, want %s", u, got, want)
		}
	}
}

func TestAlternativesOfAPiece(t *testing.T) {
	labels := strings.Fields("NOUN VERB DET")
	_, p := wordsOf(1, 2)
	logits := rowsOf([]float32{0, 0, 0}, []float32{0, float32(math.Log(3)), 0}, []float32{float32(math.Log(3)), 0, 0})
	for _, tt := range []struct {
		config Config
		piece  int
		want   []Alternative
	}{
		{Config{Strategy: Average}, 2, []Alternative{{"NOUN", 0.6}, {"VERB", 0.2}, {"DET", 0.2}}},
		{Config{Strategy: Each, Unit: Piece}, 2, []Alternative{{"NOUN", 0.6}, {"VERB", 0.2}, {"DET", 0.2}}},
		{Config{Strategy: Each}, 2, []Alternative{{"VERB", 0.6}, {"NOUN", 0.2}, {"DET", 0.2}}},
		{Config{Strategy: Each, Unit: Word}, 2, []Alternative{{"NOUN", 0.4}, {"VERB", 0.4}, {"DET", 0.2}}},
		{Config{Strategy: Viterbi}, 2, []Alternative{{"VERB", 0.6}, {"NOUN", 0.2}, {"DET", 0.2}}},
	} {
		tt.config.Labels = labels
		d, err := New(tt.config)
		if err != nil {
			t.Fatal(err)
		}
		got, err := d.Alternatives(nil, p, logits, tt.piece)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, got, cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-6 })); diff != "" {
			t.Errorf("%s by %s: %s", d.Strategy, d.Unit, diff)
		}
	}
}
