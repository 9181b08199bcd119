package resolver

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
)

func TestJoin(t *testing.T) {
	t.Parallel()
	at := func(text, label string) cand { return cand{stage: "a", text: text, label: label, score: 0.9} }
	tests := []struct {
		name, options, text string
		cands               []cand
		want                []string
	}{
		{"same label, one blank", `{"join": [{"labels": ["A"]}]}`, "one two",
			[]cand{at("one", "A"), at("two", "A")}, []string{"one two A"}},
		{"touching", `{"join": [{"labels": ["A"]}]}`, "onetwo",
			[]cand{at("one", "A"), at("two", "A")}, []string{"onetwo A"}},
		{"no-break space", `{"join": [{"labels": ["A"]}]}`, "one\u00a0two",
			[]cand{at("one", "A"), at("two", "A")}, []string{"one\u00a0two A"}},
		{"the gap must match as a whole", `{"join": [{"labels": ["A"], "gap": "x|, "}]}`, "one, two x three",
			[]cand{at("one", "A"), at("two", "A"), at("three", "A")}, []string{"one, two A", "three A"}},
		{"other labels stay apart", `{"join": [{"labels": ["A", "B"]}]}`, "one two three",
			[]cand{at("one", "A"), at("two", "B"), at("three", "B")}, []string{"one A", "two three B"}},
		{"unless there is a common one", `{"join": [{"labels": ["A", "B"], "into": "C"}]}`, "one two three",
			[]cand{at("one", "A"), at("two", "B"), at("three", "B")}, []string{"one two three C"}},
		{"another label between does no harm", `{"join": [{"labels": ["A"], "gap": " and "}]}`, "one and two",
			[]cand{at("one", "A"), at("and", "X"), at("two", "A")}, []string{"one and two A", ".and X"}},
		{"the nearest neighbour", `{"join": [{"labels": ["A"], "gap": ".*"}]}`, "one two three",
			[]cand{at("one", "A"), at("two", "A"), at("three", "A")}, []string{"one two three A"}},
		{"the longest of several", `{"mode": "flat", "prefer": "longest", "join": [{"labels": ["A"]}]}`, "new york city hall",
			[]cand{at("york", "A"), at("new york", "A"), at("city", "A"), at("city hall", "A")}, []string{"new york city hall A"}},
		{"rules in their order", `{"join": [{"labels": ["A", "B"], "into": "C"}, {"labels": ["C", "D"], "into": "E"}]}`, "one two three",
			[]cand{at("one", "A"), at("two", "B"), at("three", "D")}, []string{"one two three E"}},
		{"not backwards", `{"join": [{"labels": ["C", "D"], "into": "E"}, {"labels": ["A", "B"], "into": "C"}]}`, "one two three",
			[]cand{at("one", "A"), at("two", "B"), at("three", "D")}, []string{"one two C", "three D"}},
		{"what is below its threshold is not joined", `{"thresholds": {"B": 1}, "join": [{"labels": ["A", "B"], "into": "C"}]}`, "one two",
			[]cand{at("one", "A"), at("two", "B")}, []string{"one A"}},
		{"a joined candidate has a threshold too", `{"thresholds": {"C": 1}, "join": [{"labels": ["A"], "into": "C"}]}`, "one two",
			[]cand{at("one", "A"), at("two", "A")}, []string{}},
		{"it merges with what is there", `{"join": [{"labels": ["A"]}]}`, "one two",
			[]cand{at("one", "A"), at("two", "A"), {stage: "b", text: "one two", label: "A", score: 0.5}}, []string{"one two A"}},
		{"it can lose", `{"join": [{"labels": ["A"]}]}`, "one two three",
			[]cand{at("one", "A"), at("two", "A"), {stage: "b", text: "two three", label: "B", score: 1}}, []string{"two three B"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			doc := newDocument(t, test.text, test.cands...)
			process(t, newStage(t, test.options), doc)
			if diff := cmp.Diff(test.want, outline(doc)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A gap longer than the limit is not looked at, whatever its expression.
func TestLongestGap(t *testing.T) {
	t.Parallel()
	for gap, want := range map[int]int{maxGap: 1, maxGap + 1: 2} {
		doc := newDocument(t, "one"+strings.Repeat(".", gap)+"two",
			cand{stage: "a", text: "one", label: "A"}, cand{stage: "a", text: "two", label: "A"})
		process(t, newStage(t, `{"join": [{"labels": ["A"], "gap": ".*"}]}`), doc)
		if got := doc.Layer(document.Entities).Len(); got != want {
			t.Errorf("gap of %d bytes: %d entities, want %d", gap, got, want)
		}
	}
}

// The joined candidate is as sure as its least sure part, and of the weakest kind.
func TestJoinedScore(t *testing.T) {
	t.Parallel()
	tests := []struct {
		first, second document.ScoreKind
		score         float32
		kind          document.ScoreKind
	}{
		{document.Calibrated, document.Calibrated, 0.5, document.Calibrated},
		{document.Calibrated, document.Raw, 0.5, document.Raw},
		{document.Calibrated, document.None, 0, document.None},
	}
	for _, test := range tests {
		doc := newDocument(t, "one two")
		l := document.NewLayer("a")
		l.Add(document.Span{Start: 0, End: 3, Label: "A", Score: 0.75, Kind: test.first})
		l.Add(document.Span{Start: 4, End: 7, Label: "A", Score: 0.5, Kind: test.second})
		if err := doc.Add(l); err != nil {
			t.Fatal(err)
		}
		process(t, newStage(t, `{"join": [{"labels": ["A"]}]}`), doc)
		if score, kind := doc.Layer(document.Entities).Score(0); score != test.score || kind != test.kind {
			t.Errorf("%v + %v: %v (%v), want %v (%v)", test.first, test.second, score, kind, test.score, test.kind)
		}
	}
}

// The children of the parts become children of the whole.
func TestJoinedUnits(t *testing.T) {
	t.Parallel()
	doc := newDocument(t, "Dr. Ada Pepper", cand{stage: "names", text: "Pepper", label: "PERSON", score: 0.9})
	addUnit(t, doc, "rules", cand{text: "Dr. Ada", label: "PERSON", score: 0.9}, cand{text: "Dr.", label: "TITLE"})
	process(t, newStage(t, `{"join": [{"labels": ["PERSON"]}]}`), doc)
	if diff := cmp.Diff([]string{"Dr. Ada Pepper PERSON", ".Dr. TITLE"}, outline(doc)); diff != "" {
		t.Error(diff)
	}
}
