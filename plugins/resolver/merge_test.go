package resolver

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
)

// proposed is a candidate over the text "Ada" with a score of a kind.
type proposed struct {
	stage string
	score float32
	kind  document.ScoreKind
	attrs []document.Attr
	why   []document.Attr
}

func adaDocument(t *testing.T, all ...proposed) *document.Document {
	t.Helper()
	doc, err := document.New("test", "Ada")
	if err != nil {
		t.Fatal(err)
	}
	layers := map[string]*document.Layer{}
	for _, p := range all {
		if layers[p.stage] == nil {
			layers[p.stage] = document.NewLayer(p.stage)
			if err := doc.Add(layers[p.stage]); err != nil {
				t.Fatal(err)
			}
		}
		layers[p.stage].Add(document.Span{Start: 0, End: 3, Label: "PERSON", Score: p.score, Kind: p.kind, Attributes: p.attrs, Evidence: p.why})
	}
	return doc
}

func TestMergedScores(t *testing.T) {
	t.Parallel()
	const calibrated, raw, no = document.Calibrated, document.Raw, document.None
	tests := []struct {
		name, options string
		from          []proposed
		score         float64
		kind          document.ScoreKind
	}{
		{"stages err independently", `{}`, []proposed{{stage: "a", score: 0.5, kind: calibrated}, {stage: "b", score: 0.8, kind: calibrated}}, 0.9, calibrated},
		{"one stage is one witness", `{}`, []proposed{{stage: "a", score: 0.5, kind: calibrated}, {stage: "a", score: 0.75, kind: calibrated}}, 0.75, calibrated},
		{"max", `{"combine": "max"}`, []proposed{{stage: "a", score: 0.5, kind: calibrated}, {stage: "b", score: 0.75, kind: calibrated}}, 0.75, calibrated},
		{"raw scores do not add up", `{}`, []proposed{{stage: "a", score: 3, kind: raw}, {stage: "b", score: 5, kind: raw}}, 5, raw},
		{"calibrated goes before raw", `{}`, []proposed{{stage: "a", score: 0.25, kind: calibrated}, {stage: "b", score: 5, kind: raw}}, 0.25, calibrated},
		{"no score is no score", `{}`, []proposed{{stage: "a", kind: no}, {stage: "b", kind: no}}, 0, no},
		{"no score does not hide one", `{}`, []proposed{{stage: "a", kind: no}, {stage: "b", score: 0.25, kind: calibrated}}, 0.25, calibrated},
		{"together over the threshold", `{"threshold": 0.7}`, []proposed{{stage: "a", score: 0.5, kind: calibrated}, {stage: "b", score: 0.5, kind: calibrated}}, 0.75, calibrated},
		{"without a score no threshold", `{"threshold": 0.9}`, []proposed{{stage: "a", kind: no}, {stage: "b", score: 0.5, kind: calibrated}}, 0.5, calibrated},
		{"a stage's threshold comes before merging", `{"thresholds": {"a": 0.6}}`, []proposed{{stage: "a", score: 0.5, kind: calibrated}, {stage: "b", score: 0.5, kind: calibrated}}, 0.5, calibrated},
		{"the label's threshold of a stage", `{"thresholds": {"a": 0.1, "a/PERSON": 0.6, "b/ORG": 1}}`, []proposed{{stage: "a", score: 0.5, kind: calibrated}, {stage: "b", score: 0.5, kind: calibrated}}, 0.5, calibrated},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			doc := adaDocument(t, test.from...)
			process(t, newStage(t, test.options), doc)
			l := doc.Layer(document.Entities)
			if l.Len() != 1 {
				t.Fatalf("got %d entities, want 1: %q", l.Len(), fates(doc))
			}
			if score, kind := l.Score(0); math.Abs(float64(score)-test.score) > 1e-6 || kind != test.kind {
				t.Errorf("score %v (%v), want %v (%v)", score, kind, test.score, test.kind)
			}
		})
	}
}

func TestThresholds(t *testing.T) {
	t.Parallel()
	tests := map[string]string{ // options -> outcome of a candidate PERSON of stage a with 0.5
		`{"threshold": 0.5}`:                                   "kept",
		`{"threshold": 0.500001}`:                              "below_threshold",
		`{"threshold": 0.9, "thresholds": {"PERSON": 0.4}}`:    "kept",
		`{"thresholds": {"PERSON": 0.6}}`:                      "below_threshold",
		`{"thresholds": {"a": 0.6}}`:                           "below_threshold",
		`{"thresholds": {"a/PERSON": 0.6}}`:                    "below_threshold",
		`{"thresholds": {"a": 0.6, "a/PERSON": 0.5}}`:          "kept",
		`{"thresholds": {"b": 0.6, "ORG": 0.9, "b/ORG": 1}}`:   "kept",
		`{"thresholds": {"HUMAN": 0.6}}`:                       "kept",
		`{"thresholds": {"H": 0.6}, "relabel":{"PERSON":"H"}}`: "below_threshold",
	}
	for options, want := range tests {
		doc := adaDocument(t, proposed{stage: "a", score: 0.5, kind: document.Calibrated})
		process(t, newStage(t, options), doc)
		if got := value(doc.Layer(decisionsLayer).Span(0), "outcome"); got != want {
			t.Errorf("%s: %s, want %s", options, got, want)
		}
	}
}

// How scores that are not calibrated count against a calibrated one of 0.6.
func TestWeighing(t *testing.T) {
	t.Parallel()
	tests := []struct {
		options string
		score   float32
		kind    document.ScoreKind
		wins    bool
	}{
		{`{}`, 0, document.None, false},
		{`{"unscored": 0.7}`, 0, document.None, true},
		{`{"unscored_by_stage": {"z": 0.7}}`, 0, document.None, true},
		{`{"unscored_by_stage": {"y": 0.7}}`, 0, document.None, false},
		{`{}`, 0.5, document.Raw, false},
		{`{}`, 7, document.Raw, true},
		{`{"raw": "logistic"}`, 0.3, document.Raw, false},
		{`{"raw": "logistic"}`, 0.5, document.Raw, true},
		{`{"raw": "unscored"}`, 7, document.Raw, false},
		{`{"raw": "unscored", "unscored": 0.7}`, -7, document.Raw, true},
	}
	for _, test := range tests {
		doc := adaDocument(t, proposed{stage: "y", score: 0.6, kind: document.Calibrated})
		l := document.NewLayer("z")
		l.Add(document.Span{Start: 0, End: 3, Label: "SHIP", Score: test.score, Kind: test.kind})
		if err := doc.Add(l); err != nil {
			t.Fatal(err)
		}
		process(t, newStage(t, test.options), doc)
		if got := doc.Layer(document.Entities).Label(0) == "SHIP"; got != test.wins {
			t.Errorf("%s: score %v (%v) wins: %v, want %v", test.options, test.score, test.kind, got, test.wins)
		}
	}
}

// An entity says who proposed it and keeps what all of them say of it.
func TestEvidence(t *testing.T) {
	t.Parallel()
	attr := func(k, v string) document.Attr { return document.Attr{Key: k, Value: v} }
	doc := adaDocument(t,
		proposed{stage: "b", score: 0.5, kind: document.Calibrated, attrs: []document.Attr{attr("sex", "f"), attr("born", "1815")}, why: []document.Attr{attr("rule", "b:1")}},
		proposed{stage: "a", score: 0.5, kind: document.Calibrated, attrs: []document.Attr{attr("born", "1815"), attr("born", "1816")}, why: []document.Attr{attr("source", "forged"), attr("rule", "a:1")}},
		proposed{stage: "c", score: 0.9, kind: document.Calibrated, attrs: []document.Attr{attr("sex", "f")}, why: []document.Attr{attr("rule", "c:1")}},
		proposed{stage: "c", score: 0.4, kind: document.Calibrated},
	)
	process(t, newStage(t, `{"priority": ["a"]}`), doc)
	got := doc.Layer(document.Entities).Span(0)
	if diff := cmp.Diff([]document.Attr{attr("born", "1815"), attr("born", "1816"), attr("sex", "f")}, got.Attributes); diff != "" {
		t.Errorf("attributes: %s", diff)
	}
	want := []document.Attr{attr("source", "a"), attr("also", "c"), attr("also", "b"), attr("rule", "a:1")}
	if diff := cmp.Diff(want, got.Evidence); diff != "" {
		t.Errorf("evidence: %s", diff)
	}
	wantFates := "Ada PERSON a: kept / Ada PERSON b: merged to 0-3 PERSON a / Ada PERSON c: merged to 0-3 PERSON a / Ada PERSON c: merged to 0-3 PERSON a"
	if diff := cmp.Diff(wantFates, strings.Join(fates(doc), " / ")); diff != "" {
		t.Error(diff)
	}
}

// A joined entity names its parts and all stages behind them.
func TestJoinedEvidence(t *testing.T) {
	t.Parallel()
	doc := newDocument(t, "New York City",
		cand{stage: "b", text: "New York", label: "LOCATION", score: 0.9},
		cand{stage: "a", text: "City", label: "LOCATION", score: 0.6})
	process(t, newStage(t, `{"join": [{"labels": ["LOCATION"]}], "priority": ["b"]}`), doc)
	got := doc.Layer(document.Entities).Span(0)
	want := document.Span{
		Start: 0, End: 13, Label: "LOCATION", Score: 0.6, Kind: document.Calibrated,
		Evidence: []document.Attr{{Key: "source", Value: "b"}, {Key: "also", Value: "a"}, {Key: "joined", Value: "0-8 LOCATION"}, {Key: "joined", Value: "9-13 LOCATION"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// What is said twice is dropped, and nothing else, few or many.
func TestDropKnown(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.Custom(func(t *rapid.T) document.Attr {
			return document.Attr{Key: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "key"), Value: rapid.StringMatching(`[0-9]`).Draw(t, "value")}
		})
		n := rapid.IntRange(0, 3*fewAttributes).Draw(t, "n")
		attrs := rapid.SliceOfN(value, n, n).Draw(t, "attributes")
		first := rapid.IntRange(0, len(attrs)).Draw(t, "first")
		want := slices.Clone(attrs[:first])
		for _, a := range attrs[first:] {
			if !slices.Contains(want, a) {
				want = append(want, a)
			}
		}
		if diff := cmp.Diff(want, dropKnown(attrs, first), cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}
