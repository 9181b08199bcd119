package score_test

import (
	"math/rand/v2"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/evaluation/match"
	. "github.com/onomast/onomast/evaluation/score"
)

// docOf makes a document of spans written as start, end, label.
func docOf(labels *Labels, gold, pred []peerSpan) Document {
	return Document{Gold: spansOf(labels, gold), Pred: spansOf(labels, pred)}
}

func boardFor(labels *Labels, docs ...Document) *Board { return Documents(docs, labels.Len(), nil) }

type figure struct{ p, r, f float64 }

func check(t *testing.T, name string, f Figures, want figure) {
	t.Helper()
	if !near(f.Precision, want.p) || !near(f.Recall, want.r) || !near(f.F1, want.f) {
		t.Errorf("%s: %.4f %.4f %.4f, want %v", name, f.Precision, f.Recall, f.F1, want)
	}
}

// TestHandWorked was worked out by hand.
func TestHandWorked(t *testing.T) {
	t.Parallel()
	var labels Labels
	b := boardFor(&labels, docOf(&labels,
		[]peerSpan{{0, 3, "PER"}, {9, 19, "ORG"}, {31, 35, "LOC"}, {40, 44, "DATE"}},
		[]peerSpan{{0, 3, "PER"}, {9, 13, "ORG"}, {31, 35, "PER"}, {25, 27, "MONEY"}}))
	sum := b.Sum()
	for scheme, want := range map[Scheme]struct {
		gold, pred Counts
		figure
	}{
		Strict:  {Counts{1, 2, 0, 1}, Counts{1, 2, 0, 1}, figure{.25, .25, .25}},
		Exact:   {Counts{2, 1, 0, 1}, Counts{2, 1, 0, 1}, figure{.5, .5, .5}},
		Partial: {Counts{2, 0, 1, 1}, Counts{2, 0, 1, 1}, figure{.625, .625, .625}},
		Type:    {Counts{2, 1, 0, 1}, Counts{2, 1, 0, 1}, figure{.5, .5, .5}},
	} {
		gold, pred := sum.Count(scheme)
		if diff := cmp.Diff([]Counts{want.gold, want.pred}, []Counts{gold, pred}); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", scheme, diff)
		}
		check(t, scheme.String(), sum.Figures(scheme, 1), want.figure)
	}
	byLabel := b.ByLabel()
	of := func(label string) *Tally {
		id, _ := labels.Find(label)
		return &byLabel[id]
	}
	check(t, "PER", of("PER").Figures(Strict, 1), figure{.5, 1, 2. / 3})
	check(t, "PER, gold view", of("PER").GoldView(Strict, 1), figure{1, 1, 1})
	check(t, "LOC", of("LOC").Figures(Strict, 1), figure{0, 0, 0})
	check(t, "LOC exact", of("LOC").Figures(Exact, 1), figure{0, 1, 0}) // nothing was predicted as LOC
	check(t, "LOC exact, gold view", of("LOC").GoldView(Exact, 1), figure{1, 1, 1})
	a := b.Averages(Strict, 1)
	check(t, "macro", a.Macro, figure{.1, .2, 2. / 15})
	check(t, "weighted", a.Weighted, figure{.125, .25, 1. / 6})
	if a.Labels != 5 || a.NonEmpty != 1 {
		t.Errorf("%d labels, %d documents", a.Labels, a.NonEmpty)
	}
}

// TestTraps has cases that nervaluate, in one version or another, gets wrong by its own
// definitions, since it takes the first overlap it meets or forgets a formula.
func TestTraps(t *testing.T) {
	t.Parallel()
	var labels Labels
	nested := boardFor(&labels, docOf(&labels,
		[]peerSpan{{0, 4, "ORG"}, {2, 4, "LOC"}}, []peerSpan{{2, 4, "LOC"}, {0, 4, "ORG"}})).Sum()
	check(t, "a perfect nested prediction", nested.Figures(Strict, 1), figure{1, 1, 1})
	second := boardFor(&labels, docOf(&labels,
		[]peerSpan{{5, 6, "PER"}}, []peerSpan{{4, 6, "PER"}, {5, 6, "PER"}})).Sum()
	check(t, "the exact hit comes second", second.Figures(Strict, 1), figure{.5, 1, 2. / 3})
	overlaps := []peerSpan{{0, 3, "PER"}, {5, 9, "PER"}}
	found := []peerSpan{{0, 3, "PER"}, {5, 8, "PER"}}
	two := boardFor(&labels, docOf(&labels, overlaps, found), docOf(&labels, overlaps, found)).Sum()
	check(t, "partial over two documents", two.Figures(Partial, 1), figure{.75, .75, .75})
}

func TestUndefined(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		gold, pred []peerSpan
		want       []string
	}{
		"nothing at all":    {nil, nil, []string{"precision", "recall", "f1"}},
		"nothing predicted": {[]peerSpan{{0, 1, "A"}}, nil, []string{"precision"}},
		"nothing to find":   {nil, []peerSpan{{0, 1, "A"}}, []string{"recall"}},
		"both":              {[]peerSpan{{0, 1, "A"}}, []peerSpan{{3, 4, "A"}}, nil},
	} {
		var labels Labels
		b := boardFor(&labels, docOf(&labels, c.gold, c.pred))
		sum := b.Sum()
		for _, s := range Schemes() {
			f := sum.Figures(s, 1)
			if diff := cmp.Diff(c.want, f.Undefined()); diff != "" {
				t.Errorf("%s, %s: %s", name, s, diff)
			}
			check(t, name, f, figure{0, 0, 0})
			if a := b.Averages(s, 1); len(c.gold)+len(c.pred) == 0 && (a.Labels != 0 || a.NonEmpty != 0 || !a.Macro.NoRecall) {
				t.Errorf("%s: %+v", name, a)
			}
		}
	}
}

func TestFBeta(t *testing.T) {
	t.Parallel()
	var labels Labels
	sum := boardFor(&labels, docOf(&labels, // P 1/2, R 1/4
		[]peerSpan{{0, 1, "A"}, {2, 3, "A"}, {4, 5, "A"}, {6, 7, "A"}}, []peerSpan{{0, 1, "A"}, {9, 10, "A"}})).Sum()
	for beta, want := range map[float64]float64{1: 1. / 3, 2: 5 * .125 / (4*.5 + .25), 0.5: 1.25 * .125 / (.25*.5 + .25)} {
		if f := sum.Figures(Strict, beta); !near(f.FBeta, want) || !near(f.F1, 1./3) {
			t.Errorf("beta %v: %v, want %v", beta, f.FBeta, want)
		}
	}
}

// TestMacroIsTheMeanOfF1 has labels of unlike precision and recall, where the F1 of
// the means is another number.
func TestMacroIsTheMeanOfF1(t *testing.T) {
	t.Parallel()
	var labels Labels
	labels.ID("NEVER") // is in no average
	b := boardFor(&labels, docOf(&labels,
		[]peerSpan{{0, 1, "A"}, {2, 3, "A"}, {4, 5, "A"}, {10, 11, "B"}},
		[]peerSpan{{0, 1, "A"}, {10, 11, "B"}, {12, 13, "B"}, {14, 15, "B"}}))
	a := b.Averages(Strict, 1)
	check(t, "macro", a.Macro, figure{2. / 3, 2. / 3, .5}) // A: 1, 1/3, 1/2; B: 1/3, 1, 1/2
	if a.Labels != 2 {
		t.Errorf("%d labels", a.Labels)
	}
}

func TestDocumentAverage(t *testing.T) {
	t.Parallel()
	var labels Labels
	one := []peerSpan{{0, 1, "A"}}
	a := boardFor(&labels, docOf(&labels, one, one), docOf(&labels, nil, one), docOf(&labels, nil, nil)).Averages(Strict, 1)
	check(t, "documents", a.Documents, figure{.5, .5, .5})
	if a.NonEmpty != 2 {
		t.Errorf("%d documents", a.NonEmpty)
	}
}

func TestLabels(t *testing.T) {
	t.Parallel()
	var l Labels
	if _, known := l.Find("A"); known || l.ID("A") != 0 || l.ID("B") != 1 || l.ID("A") != 0 || l.Name(1) != "B" || l.Len() != 2 {
		t.Errorf("%+v", l)
	}
}

func drawDocs(t *rapid.T, labels *Labels) []Document {
	labels.ID("A")
	labels.ID("B")
	side := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) match.Span {
		start := rapid.IntRange(0, 30).Draw(t, "start")
		return match.New(rapid.Int32Range(0, 1).Draw(t, "label"), match.Range{Start: start, End: start + rapid.IntRange(1, 5).Draw(t, "length")})
	}), 0, 9)
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Document {
		return Document{Gold: side.Draw(t, "gold"), Pred: side.Draw(t, "pred")}
	}), 0, 5).Draw(t, "documents")
}

// TestNothingIsCountedTwice holds what must be true of any tally.
func TestNothingIsCountedTwice(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var labels Labels
		docs := drawDocs(t, &labels)
		var pairs atomic.Int64
		b := Documents(docs, labels.Len(), func(_ int, p []match.Pair) { pairs.Add(int64(len(p))) })
		gold, pred := 0, 0
		for _, d := range docs {
			gold, pred = gold+len(d.Gold), pred+len(d.Pred)
		}
		sum := b.Sum()
		if sum.Support() != gold || sum.Predicted() != pred {
			t.Fatalf("%d gold and %d predicted, there are %d and %d", sum.Support(), sum.Predicted(), gold, pred)
		}
		if n := gold - int(sum.Gold[match.Alone]); n != int(pairs.Load()) {
			t.Fatalf("%d in pairs, %d pairs", n, pairs.Load())
		}
		for c := match.Right; c < match.Alone; c++ {
			if sum.Gold[c] != sum.Pred[c] {
				t.Fatalf("%s: %d gold, %d predicted", c, sum.Gold[c], sum.Pred[c])
			}
		}
		var labelled Tally
		for _, l := range b.ByLabel() {
			labelled.Add(&l, 1)
		}
		if labelled != sum {
			t.Fatal("the labels are not the whole")
		}
		strict, exact, partial, kind := sum.Figures(Strict, 1), sum.Figures(Exact, 1), sum.Figures(Partial, 1), sum.Figures(Type, 1)
		if strict.F1 > exact.F1 || exact.F1 > partial.F1 || strict.F1 > kind.F1 {
			t.Fatalf("%v %v %v %v", strict.F1, exact.F1, partial.F1, kind.F1)
		}
	})
}

// TestManyDocumentsAreEachCounted has more documents than processors.
func TestManyDocumentsAreEachCounted(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	docs := make([]Document, 5000)
	right := 0
	for i := range docs {
		s := match.New(int32(i%3), match.Range{Start: i, End: i + 1})
		docs[i].Gold = []match.Span{s}
		if r.IntN(2) == 0 {
			docs[i].Pred = []match.Span{s}
			right++
		}
	}
	sum := Documents(docs, 3, nil).Sum()
	if int(sum.Gold[match.Right]) != right || sum.Support() != len(docs) {
		t.Errorf("%+v, want %d of %d", sum, right, len(docs))
	}
}
