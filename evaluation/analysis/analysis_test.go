package analysis_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
	. "github.com/onomast/onomast/evaluation/analysis"
	"github.com/onomast/onomast/evaluation/match"
	"github.com/onomast/onomast/evaluation/score"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A scene makes entities of what is written as "0-4 PER": start, end, label.
type scene struct{ labels score.Labels }

func (s *scene) entities(written ...string) []Entity {
	var out []Entity
	for _, w := range written {
		var ranges []match.Range
		places, label, _ := strings.Cut(w, " ")
		for place := range strings.SplitSeq(places, "+") {
			var r match.Range
			if _, err := fmt.Sscanf(place, "%d-%d", &r.Start, &r.End); err != nil {
				panic(err)
			}
			ranges = append(ranges, r)
		}
		out = append(out, Entity{Span: match.New(s.labels.ID(label), ranges...)})
	}
	return out
}

// text is long enough for every test.
var text = strings.Repeat("abcd efgh ", 12)

func (s *scene) document(gold, pred []string) Document {
	return Document{ID: "d", Text: text, Gold: s.entities(gold...), Pred: s.entities(pred...)}
}

// brief renders findings: category/kind and how many spans of each side.
func brief(findings []Finding) []string {
	var out []string
	for _, f := range findings {
		out = append(out, strings.TrimSuffix(fmt.Sprintf("%s/%s", f.Category, f.Kind), "/")+fmt.Sprintf(" %d:%d", len(f.Gold), len(f.Pred)))
	}
	return out
}

func TestCategories(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		gold, pred []string
		right      int
		want       []string
	}{
		"hand-worked": {
			[]string{"0-3 PER", "9-19 ORG", "31-35 LOC", "40-44 DATE"}, []string{"0-3 PER", "9-13 ORG", "31-35 PER", "25-27 MONEY"},
			1, []string{"boundary_right/too_short 1:1", "spurious 0:1", "label 1:1", "missed 1:0"},
		},
		"boundaries": {
			[]string{"0-5 A", "10-15 A", "20-25 A", "30-35 A", "40-45 A"}, []string{"0-4 A", "9-15 A", "19-26 A", "31-34 A", "42-48 A"},
			0, []string{"boundary_right/too_short 1:1", "boundary_left/too_long 1:1", "boundary_both/too_long 1:1", "boundary_both/too_short 1:1", "boundary_both/shifted 1:1"},
		},
		"label and boundary":                  {[]string{"0-5 A"}, []string{"1-7 B"}, 0, []string{"label_boundary/shifted 1:1"}},
		"split":                               {[]string{"0-9 A"}, []string{"0-4 A", "5-9 A"}, 0, []string{"split 1:2"}},
		"split in three":                      {[]string{"0-9 A"}, []string{"0-2 A", "3-5 A", "6-9 A"}, 0, []string{"split 1:3"}},
		"a part of another label is no split": {[]string{"0-9 A"}, []string{"0-5 A", "6-9 B"}, 0, []string{"boundary_right/too_short 1:1", "spurious/overlapping 0:1"}},
		"merge":                               {[]string{"0-4 A", "5-9 A"}, []string{"0-9 A"}, 0, []string{"merge 2:1"}},
		"merge of other labels":               {[]string{"0-4 A", "5-9 B"}, []string{"0-9 C"}, 0, []string{"merge 2:1"}},
		"inner missed":                        {[]string{"0-9 A", "2-4 B"}, []string{"0-9 A"}, 1, []string{"nested_missed/inner 1:0"}},
		"outer missed":                        {[]string{"0-9 A", "2-4 B"}, []string{"2-4 B"}, 1, []string{"nested_missed/outer 1:0"}},
		"crossing missed":                     {[]string{"0-6 A", "4-9 B"}, []string{"4-9 B"}, 1, []string{"nested_missed/crossing 1:0"}},
		"nested, both missed":                 {[]string{"0-9 A", "2-4 B"}, nil, 0, []string{"missed 1:0", "missed 1:0"}},
		"a twin":                              {[]string{"0-4 A"}, []string{"0-4 A", "0-4 B"}, 1, []string{"spurious/duplicate 0:1"}},
		"beside what is right":                {[]string{"0-9 A"}, []string{"0-9 A", "2-4 B"}, 1, []string{"spurious/overlapping 0:1"}},
		"a gap filled":                        {[]string{"0-2+6-9 A"}, []string{"0-9 A"}, 0, []string{"boundary_both/too_long 1:1"}},
		"nothing":                             {nil, nil, 0, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var s scene
			doc := s.document(c.gold, c.pred)
			r := Run([]Document{doc}, &s.labels, Options{})
			if diff := cmp.Diff(c.want, brief(r.Findings)); diff != "" || r.Right != c.right {
				t.Errorf("%d right; (-want +got)\n%s", r.Right, diff)
			}
		})
	}
}

func drawDocument(t *rapid.T, s *scene) Document {
	side := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
		start := rapid.IntRange(0, 30).Draw(t, "start")
		return fmt.Sprintf("%d-%d %s", start, start+rapid.IntRange(1, 8).Draw(t, "length"), rapid.SampledFrom([]string{"A", "B"}).Draw(t, "label"))
	}), 0, 8)
	return s.document(side.Draw(t, "gold"), side.Draw(t, "pred"))
}

// TestEverySpanIsInOneFinding: or it is right.
func TestEverySpanIsInOneFinding(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var s scene
		doc := drawDocument(t, &s)
		r := Run([]Document{doc}, &s.labels, Options{})
		gold, pred := make([]int, len(doc.Gold)), make([]int, len(doc.Pred))
		counted := 0
		for _, f := range r.Findings {
			for _, i := range f.Gold {
				gold[i]++
			}
			for _, i := range f.Pred {
				pred[i]++
			}
			if !slices.Contains(Categories(), f.Category) || len(f.Gold)+len(f.Pred) == 0 {
				t.Fatalf("%+v", f)
			}
		}
		for _, n := range r.Errors {
			counted += n
		}
		if counted != len(r.Findings) {
			t.Fatalf("%d counted, %d findings", counted, len(r.Findings))
		}
		for side, counts := range [][]int{gold, pred} {
			free := 0
			for _, n := range counts {
				if n == 0 {
					free++
				}
				if n > 1 {
					t.Fatalf("a span is in %d findings", n)
				}
			}
			if free != r.Right {
				t.Fatalf("side %d: %d spans are in no finding, %d are right", side, free, r.Right)
			}
		}
		cells := 0
		for _, row := range r.Confusion.Cells {
			for _, n := range row {
				cells += n
			}
		}
		sum := r.Board.Sum()
		if want := len(doc.Gold) + int(sum.Pred[match.Alone]); cells != want {
			t.Fatalf("%d in the confusion matrix, want %d", cells, want)
		}
	})
}

func TestConfusion(t *testing.T) {
	t.Parallel()
	var s scene
	doc := s.document([]string{"0-3 A", "10-13 A", "20-23 B"}, []string{"0-3 A", "11-15 B", "30-33 A"})
	got := Run([]Document{doc}, &s.labels, Options{}).Confusion.Cells
	want := [][]int{{1, 1, 0}, {0, 0, 1}, {1, 0, 0}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestBoundaryHistogram(t *testing.T) {
	t.Parallel()
	var s scene
	doc := Document{Text: "Frau Dr. Zoë Öst aus Köln", Gold: s.entities("0-18 A"), Pred: s.entities("5-13 A")}
	if doc.Text[5:13] != "Dr. Zoë" {
		t.Fatal(doc.Text[5:13])
	}
	b := Run([]Document{doc}, &s.labels, Options{}).Boundaries
	if b.Start[Reach+5] != 1 || b.StartWords[Reach+1] != 1 || b.Pairs != 1 {
		t.Errorf("%+v", b)
	}
	if b.End[Reach-4] != 1 || b.EndWords[Reach-1] != 1 { // " Öst" is four code points
		t.Errorf("%+v", b)
	}
}

func TestSlices(t *testing.T) {
	t.Parallel()
	var s scene
	doc := Document{
		Text: "Ada Lovelace saw Bonn. Ada left.", Language: "en",
		Gold: s.entities("0-12 PER", "17-21 LOC", "23-26 PER"), Pred: s.entities("0-12 PER", "23-26 LOC"),
		Sections: []Section{{match.Range{Start: 0, End: 22}, "INTRO"}},
	}
	doc.Pred[0].Source, doc.Pred[1].Source = "crf", "rules"
	other := Document{Text: "Bonn", Language: "de", Gold: s.entities("0-4 LOC"), Pred: s.entities("0-4 LOC")}
	var seen Seen
	seen.Add("ADA  Lovelace", "PER")
	seen.Add("ada", "LOC")
	seen.Add("Bonn", "LOC")
	seen.Add("bonn", "ORG")
	if seen.Surfaces() != 3 {
		t.Errorf("%d surfaces", seen.Surfaces())
	}
	want := []Slice{
		{ByLength, "1 word", 3, 1, 2, 1}, {ByLength, "2 words", 1, 1, 1, 1},
		{ByLanguage, "en", 3, 1, 2, 1}, {ByLanguage, "de", 1, 1, 1, 1},
		{BySection, "INTRO", 2, 1, 1, 1}, {BySection, "none", 1, 0, 1, 0},
		{BySource, "crf", 0, 0, 1, 1}, {BySource, "rules", 0, 0, 1, 0},
		{BySurface, Confusable, 2, 1, 0, 0}, {BySurface, Misleading, 1, 0, 0, 0}, {BySurface, Known, 1, 1, 0, 0},
	}
	if diff := cmp.Diff(want, Run([]Document{doc, other}, &s.labels, Options{Seen: &seen}).Slices); diff != "" {
		t.Error(diff)
	}
}

func TestLengths(t *testing.T) {
	t.Parallel()
	for surface, want := range map[string]int{"": 0, "Bonn": 1, "Bonn, Köln": 2, "AB-1": 2, "東京": 2, "a b c d e f": 6, "?!": 0} {
		if got := WordsIn(surface); got != want {
			t.Errorf("%q has %d words, want %d", surface, got, want)
		}
	}
}

func TestBlame(t *testing.T) {
	t.Parallel()
	var s scene
	doc := s.document([]string{"0-4 A", "5-9 B", "10-14 A", "20-24 A", "30-34 A", "40-44 A"}, []string{"0-4 A", "5-9 A", "50-54 A"})
	decide := func(place, label, source, outcome, by string, to ...string) {
		e := s.entities(place + " " + label)[0]
		doc.Decisions = append(doc.Decisions, Decision{Range: e.Range, Label: e.Label, Source: source, Outcome: outcome, By: by, To: to})
	}
	decide("0-4", "A", "crf", "kept", "")
	decide("0-4", "A", "rules", "merged", "", "crf")
	decide("5-9", "A", "rules", "kept", "")
	decide("5-9", "B", "crf", "lost", "priority", "rules")
	decide("10-14", "A", "crf", "below_threshold", "")
	decide("20-23", "A", "crf", "below_threshold", "")
	decide("30-34", "A", "crf", "nesting_not_allowed", "nesting")
	decide("50-54", "A", "rules", "kept", "")
	r := Run([]Document{doc}, &s.labels, Options{})
	want := &Blame{
		Stages: []StageBlame{
			{Stage: "crf", Proposed: 5, Right: 4, Alone: 3, Kept: 1, Lost: 3},
			{Stage: "rules", Proposed: 3, Right: 1, Kept: 1, Wrong: 2},
		},
		Losses: []Loss{
			{Stage: "crf", Reason: UnderThreshold, Count: 1},
			{Stage: "crf", Reason: Filtered, By: "nesting", Count: 1},
			{Stage: "crf", To: "rules", Reason: LostConflict, By: "priority", Count: 1},
		},
		Gold: map[string]int{"right": 1, LostConflict: 1, UnderThreshold: 1, OtherCandidate: 1, Filtered: 1, NoCandidate: 1},
	}
	if diff := cmp.Diff(want.Stages, r.Blame.Stages); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want.Gold, r.Blame.Gold); diff != "" {
		t.Error(diff)
	}
	slices.SortFunc(r.Blame.Losses, func(a, b Loss) int { return strings.Compare(a.To, b.To) })
	if len(r.Blame.Losses) != 3 || r.Blame.Losses[2] != want.Losses[2] {
		t.Errorf("%+v", r.Blame.Losses)
	}
	if got := brief(r.Findings); !slices.Contains(got, "missed/under_threshold 1:0") || !slices.Contains(got, "missed/no_candidate 1:0") || !slices.Contains(got, "missed/other_candidate 1:0") {
		t.Errorf("%q", got)
	}
}

func TestNoDecisionsNoBlame(t *testing.T) {
	t.Parallel()
	var s scene
	if r := Run([]Document{s.document([]string{"0-4 A"}, nil)}, &s.labels, Options{}); r.Blame != nil || r.Findings[0].Kind != "" {
		t.Errorf("%+v", r.Blame)
	}
}

func TestCalibration(t *testing.T) {
	t.Parallel()
	var s scene
	var doc Document
	doc.Text = text
	for i := range 20 { // scores 0.25 and 0.75, of which a half and all are right
		place := fmt.Sprintf("%d-%d A", 4*i, 4*i+2)
		doc.Pred = append(doc.Pred, s.entities(place)...)
		e := &doc.Pred[i]
		e.Kind, e.Score, e.Source = document.Calibrated, 0.25, "crf"
		if i >= 10 {
			e.Score = 0.75
		}
		if i%2 == 0 || i >= 10 {
			doc.Gold = append(doc.Gold, s.entities(place)...)
		}
	}
	doc.Pred = append(doc.Pred, s.entities("100-103 B")...) // no score: says nothing
	all := Run([]Document{doc}, &s.labels, Options{}).Calibration
	if len(all) != 3 || all[0].Of != "all" || all[1].Of != "label A" || all[2].Of != "source crf" {
		t.Fatalf("%+v", all)
	}
	c := all[0]
	near := func(a, b float64) bool { return math.Abs(a-b) < 1e-12 }
	if c.Count != 20 || !near(c.Score, .5) || !near(c.Right, .75) || !near(c.ECE, .25) || !near(c.Brier, (5*.5625+5*.0625+10*.0625)/20) {
		t.Errorf("%+v", c)
	}
	if len(c.Bins) != 2 || c.Bins[0].Count != 10 || !near(c.Bins[0].Right, .5) || c.Bins[1].Low != .75 || !near(c.Bins[1].Right, 1) {
		t.Errorf("%+v", c.Bins)
	}
}

func TestRawScoresOutsideOfProbabilitiesAreLeftOut(t *testing.T) {
	t.Parallel()
	var s scene
	doc := s.document(nil, []string{"0-4 A", "5-9 A", "10-14 A"})
	doc.Pred[0].Kind, doc.Pred[0].Score = document.Raw, 7
	doc.Pred[1].Kind, doc.Pred[1].Score = document.Raw, 0.5
	all := Run([]Document{doc}, &s.labels, Options{}).Calibration
	if len(all) != 2 || all[0].Kind != "raw" || all[0].Count != 1 {
		t.Errorf("%+v", all)
	}
}

func TestDuplicatesAndIoU(t *testing.T) {
	t.Parallel()
	var s scene
	doc := s.document([]string{"0-20 A", "0-20 A", "30-34 B"}, []string{"0-19 A", "0-19 A", "0-19 A", "30-34 A"})
	r := Run([]Document{doc}, &s.labels, Options{})
	if r.Duplicates != [2]int{1, 2} || r.IoU90 != 2 {
		t.Errorf("%v, %d", r.Duplicates, r.IoU90)
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	var s scene
	doc := Document{Text: "Anna B. Smith, Köln", Gold: s.entities("0-13 PER", "15-20 LOC"), Pred: s.entities("8-13 PER", "8-13 ORG", "0-4 LOC", "15-18 LOC", "15-20 LOC")}
	want := Words{Gold: 4, Predicted: 4, Both: 2}
	if got := Run([]Document{doc}, &s.labels, Options{}).Words; got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// TestHostileDocuments: tens of thousands of entities in each other take seconds, not
// days, and are accounted for.
func TestHostileDocuments(t *testing.T) {
	t.Parallel()
	const n = 20_000
	var labels score.Labels
	doc := Document{Text: strings.Repeat("x", 2*n)}
	for i := range n {
		doc.Gold = append(doc.Gold, Entity{Span: match.New(labels.ID("A"), match.Range{Start: i, End: 2*n - i})})
		doc.Decisions = append(doc.Decisions, Decision{Range: match.Range{Start: i, End: 2*n - i}, Label: labels.ID("B"), Source: "crf", Outcome: "lost"})
	}
	doc.Pred = []Entity{doc.Gold[n-1]}
	doc.Gold = append(doc.Gold, doc.Gold[0], doc.Gold[1])
	r := Run([]Document{doc}, &labels, Options{})
	if len(r.Findings) != n+1 || r.Right != 1 || r.Duplicates[0] != 2 || r.Blame.Gold["right"] != 1 {
		t.Errorf("%d findings, %d right, %v twice, %v", len(r.Findings), r.Right, r.Duplicates, r.Blame.Gold)
	}
}
