package resolver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

func TestExplain(t *testing.T) {
	t.Parallel()
	text := "York City Council met"
	doc := newDocument(t, text,
		cand{stage: "a", text: "York City", label: "LOCATION", score: 0.7},
		cand{stage: "b", text: "City Council", label: "ORG", score: 0.9},
		cand{stage: "b", text: "met", label: "ORG", score: 0.9})
	l := document.NewLayer("rules")
	l.Add(document.Span{Start: 5, End: 17, Label: "ORG", Evidence: []document.Attr{{Key: "rule", Value: "x.yaml:9"}}})
	if err := doc.Add(l); err != nil {
		t.Fatal(err)
	}
	s := newStage(t, `{}`)
	got, err := s.Explain(context.Background(), doc, 4, 9)
	if err != nil {
		t.Fatal(err)
	}
	want := []plugin.Reason{
		{Code: "resolver.lost", Message: "0-9 LOCATION of a (calibrated score 0.7): lost to 5-17 ORG b by score"},
		{Code: "resolver.kept", Message: "5-17 ORG of b (calibrated score 0.9): kept"},
		{Code: "resolver.merged", Message: "5-17 ORG of rules (no score, weighed as 0.5): agrees with 5-17 ORG b", Origin: "x.yaml:9"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if doc.Layer(document.Entities) != nil {
		t.Error("explaining wrote entities")
	}
	got, err = s.Explain(context.Background(), doc, 17, 18)
	if err != nil || len(got) != 1 || got[0].Code != "resolver.no_candidate" {
		t.Errorf("where nothing is: %v, %v", got, err)
	}
}

// Every outcome has words of its own and gives away no text.
func TestReasons(t *testing.T) {
	t.Parallel()
	doc := newDocument(t, "Bank of New England tower in New York City",
		cand{stage: "a", text: "Bank of New England tower", label: "FACILITY", score: 0.9},
		cand{stage: "a", text: "Bank of New England", label: "ORG", score: 0.8},
		cand{stage: "a", text: "New England", label: "LOCATION", score: 0.7},
		cand{stage: "a", text: "Bank", label: "FACILITY", score: 0.7},
		cand{stage: "b", text: "tower", label: "NOISE", score: 0.7},
		cand{stage: "b", text: "in", label: "WORD", score: 0.1},
		cand{stage: "b", text: "New York", label: "CITY", score: 0.7},
		cand{stage: "b", text: "City", label: "CITY", score: 0.7},
	)
	s := newStage(t, `{"max_depth": 2, "drop": ["NOISE"], "thresholds": {"b/WORD": 0.2}, "join": [{"labels": ["CITY"]}],
		"nesting": {"FACILITY": ["ORG"], "ORG": ["LOCATION"]}}`)
	reasons, err := s.Explain(context.Background(), doc, 0, len(doc.Text()))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range reasons {
		got = append(got, r.Message)
	}
	want := []string{
		"0-25 FACILITY of a (calibrated score 0.9): kept",
		"0-19 ORG of a (calibrated score 0.8): kept",
		"0-4 FACILITY of a (calibrated score 0.7): nesting does not allow it together with 0-19 ORG a, which wins by score",
		"8-19 LOCATION of a (calibrated score 0.7): max_depth is 2 and 0-19 ORG a is there",
		"20-25 NOISE of b (calibrated score 0.7): its label is dropped by the options",
		"26-28 WORD of b (calibrated score 0.1): below the threshold of 0.2",
		"29-42 CITY of judge (calibrated score 0.7): kept",
		"29-37 CITY of b (calibrated score 0.7): joined into 29-42 CITY judge",
		"38-42 CITY of b (calibrated score 0.7): joined into 29-42 CITY judge",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOnlyWhatIsAskedFor(t *testing.T) {
	t.Parallel()
	doc := newDocument(t, "Paris",
		cand{stage: "a", text: "Paris", label: "LOCATION"}, cand{stage: "b", text: "Paris", label: "PERSON", score: 0.9})
	cfg := plugin.Config{Stage: "judge", Layers: []plugin.LayerSpec{{Name: "a", Role: plugin.CandidatesRole, Stage: "a"}, {Name: "b", Role: plugin.TokensRole, Stage: "b"}}}
	s, err := Kind().Open(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	process(t, s, doc)
	if diff := cmp.Diff([]string{"Paris LOCATION"}, outline(doc)); diff != "" {
		t.Errorf("only layers of candidates are read: %s", diff)
	}
	if doc.Layer(decisionsLayer) != nil {
		t.Error("decisions were written though nobody reads them")
	}
}

func TestEmpty(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "nothing proposed"} {
		doc := newDocument(t, text)
		process(t, newStage(t, `{}`), doc)
		if l := doc.Layer(document.Entities); l == nil || l.Len() != 0 {
			t.Errorf("%q: want an empty layer of entities", text)
		}
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	s := newStage(t, `{"mode": "flat"}`)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	doc := newDocument(t, "Paris", cand{stage: "a", text: "Paris", label: "LOCATION"})
	if err := s.Process(ctx, doc); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := s.Explain(ctx, doc, 0, 5); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	for _, bad := range [][2]int{{-1, 2}, {2, 2}, {3, 2}, {0, 6}} {
		doc := newDocument(t, "Paris")
		l := document.NewLayer("a")
		l.AddRange(bad[0], bad[1], "LOCATION")
		if err := doc.Add(l); err != nil {
			t.Fatal(err)
		}
		if err := s.Process(context.Background(), doc); err == nil {
			t.Errorf("span %v of a text of 5 bytes was taken", bad)
		}
	}
	if _, err := Kind().Open(context.Background(), plugin.Config{With: json.RawMessage(`{"mode": "none"}`)}); err == nil {
		t.Error("an unknown mode was taken")
	}
}

// crowd is n candidates over the middle of a text, of two sources.
func crowd(t *testing.T, n int) *document.Document {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	doc := newDocument(t, strings.Repeat("x", 2*n))
	for _, name := range []string{"a", "b"} {
		l := document.NewLayer(name)
		for range n / 2 {
			l.Add(document.Span{Start: r.IntN(n), End: n + 1 + r.IntN(n-1), Label: labelNames[r.IntN(3)], Score: r.Float32(), Kind: document.Calibrated})
		}
		if err := doc.Add(l); err != nil {
			t.Fatal(err)
		}
	}
	return doc
}

// A group too large to be solved at once is solved in batches, says so, and
// keeps its shape.
func TestApproximation(t *testing.T) {
	t.Parallel()
	for options, leavesOut := range map[string]bool{
		`{"max_pairs": 2000}`: true, `{"max_pairs": 2000, "priority": ["b"], "max_depth": 3}`: false,
	} {
		doc := crowd(t, 1000)
		process(t, newStage(t, options), doc)
		if err := checkShape(doc, "nested"); err != nil {
			t.Error(err)
		}
		if notes := doc.Notes(); len(notes) != 1 || notes[0].Code != "resolver.approximate" || notes[0].Stage != "judge" {
			t.Errorf("notes: %v", notes)
		}
		counts := map[string]int{}
		for _, s := range doc.Layer(decisionsLayer).All() {
			counts[value(s, "by")]++
		}
		if got := counts[byApproximate] > 0; got != leavesOut {
			t.Errorf("%s: candidates left out: %v, want %v: %v", options, got, leavesOut, counts)
		}
	}
}

// The batches start with the weightiest candidates: they come near the optimum.
func TestApproximationIsNear(t *testing.T) {
	t.Parallel()
	sum := func(options string) float64 {
		doc := crowd(t, 300)
		process(t, newStage(t, options), doc)
		total := 0.0
		for _, s := range doc.Layer(document.Entities).All() {
			total += max(0, float64(s.Score)-0.4)
		}
		return total
	}
	exact, near := sum(`{}`), sum(`{"max_pairs": 20000}`)
	if near > exact+1e-6 || near < 0.7*exact {
		t.Errorf("worth %v by batches, %v exactly", near, exact)
	}
}

// Flat groups are solved exactly whatever their size; deep chains and many
// labels do not hang anything.
func TestLargeGroups(t *testing.T) {
	t.Parallel()
	const n = 20_000
	chain, labels := document.NewLayer("chain"), document.NewLayer("labels")
	for i := range n {
		chain.AddRange(i, 2*n-i, labelNames[i%2])
		labels.AddRange(n, n+1, fmt.Sprint("L", i))
	}
	for _, options := range []string{`{"mode": "flat"}`, `{"mode": "all"}`, `{"max_pairs": 100000}`} {
		doc := newDocument(t, strings.Repeat("x", 2*n))
		if err := errors.Join(doc.Add(chain), doc.Add(labels)); err != nil {
			t.Fatal(err)
		}
		process(t, newStage(t, options), doc)
		kept := doc.Layer(document.Entities).Len()
		want := map[string]int{`{"mode": "flat"}`: 1, `{"mode": "all"}`: 2 * n}[options]
		if want > 0 && kept != want || kept == 0 {
			t.Errorf("%s: kept %d, want %d", options, kept, want)
		}
	}
}

// One stage serves many goroutines.
func TestConcurrent(t *testing.T) {
	t.Parallel()
	s := newStage(t, `{}`)
	for i := range 8 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			for range 20 {
				doc := newDocument(t, "the University of Vienna opened",
					cand{stage: "a", text: "University of Vienna", label: "ORG", score: 0.8},
					cand{stage: "b", text: "Vienna", label: "LOCATION", score: 0.95})
				process(t, s, doc)
				if diff := cmp.Diff([]string{"University of Vienna ORG", ".Vienna LOCATION"}, outline(doc)); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
}

// What decides has a wording that says more than its name.
func TestWordings(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for _, by := range []string{byPriority, byScore, byLength, byTieBreak, byNesting, bySum, byParent, byApproximate} {
		words := wording(by)
		if words == "" {
			t.Errorf("%s: worded %q", by, words)
		}
		if other, ok := seen[words]; ok {
			t.Errorf("%s and %s are both worded %q", by, other, words)
		}
		seen[words] = by
	}
}

// The note on an approximation states the bound and what was left out.
func TestApproximationStatesItsBound(t *testing.T) {
	t.Parallel()
	doc := crowd(t, 1000)
	process(t, newStage(t, `{"max_pairs": 2000}`), doc)
	left := 0
	for _, s := range doc.Layer(decisionsLayer).All() {
		if value(s, "by") == byApproximate {
			left++
		}
	}
	note := doc.Notes()[0].Message
	for _, want := range []string{"max_pairs (2000)", "left out: ", "the largest with "} {
		if !strings.Contains(note, want) {
			t.Errorf("the note %q does not say %q", note, want)
		}
	}
	if left == 0 || !strings.Contains(note, "raise max_pairs") {
		t.Errorf("%d decisions are approximate; the note is %q", left, note)
	}
}
