package evaluation_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/onomast/onomast/core/document"
	. "github.com/onomast/onomast/evaluation"
	"github.com/onomast/onomast/evaluation/analysis"
	"github.com/onomast/onomast/evaluation/match"
	"github.com/onomast/onomast/evaluation/score"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A task makes documents of what is written as "0-4 PER".
type task struct {
	labels score.Labels
	docs   []analysis.Document
}

func (s *task) entities(written []string) []analysis.Entity {
	var out []analysis.Entity
	for _, w := range written {
		var r match.Range
		var label string
		if _, err := fmt.Sscanf(w, "%d-%d %s", &r.Start, &r.End, &label); err != nil {
			panic(err)
		}
		out = append(out, analysis.Entity{Span: match.New(s.labels.ID(label), r)})
	}
	return out
}

func (s *task) add(gold, pred string) {
	split := func(list string) []string {
		return strings.FieldsFunc(list, func(r rune) bool { return r == ',' })
	}
	s.docs = append(s.docs, analysis.Document{
		ID: fmt.Sprint("d", len(s.docs)), Text: strings.Repeat("abcd efgh ", 10),
		Gold: s.entities(split(gold)), Pred: s.entities(split(pred)),
	})
}

func (s *task) evaluate(o Options) *Report { return Evaluate(s.docs, &s.labels, o) }

func handWorked() *task {
	var s task
	s.add("0-3 PER,9-19 ORG,31-35 LOC,40-44 DATE", "0-3 PER,9-13 ORG,31-35 PER,25-27 MONEY")
	return &s
}

func TestReport(t *testing.T) {
	t.Parallel()
	r := handWorked().evaluate(Options{})
	if r.Documents != 1 || r.Gold != 4 || r.Predicted != 4 {
		t.Errorf("%d documents, %d gold, %d predicted", r.Documents, r.Gold, r.Predicted)
	}
	for name, want := range map[string]float64{"strict": .25, "exact": .5, "partial": .625, "type": .5, "conll": .25} {
		if got := r.Schemes[name].Micro.F1; got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	if diff := cmp.Diff(map[string]int{"ok": 1, "boundary_right": 1, "label": 1, "missed": 1, "spurious": 1}, r.Errors); diff != "" {
		t.Error(diff)
	}
	if r.Schemes["strict"].Micro.CI95 != nil {
		t.Error("one document has an interval")
	}
	loc := r.Schemes["exact"].Labels["LOC"]
	if loc.Support != 1 || loc.Predicted != 0 || loc.Recall != 1 || loc.Precision != 0 || loc.GoldView.Precision != 1 || !slices.Contains(loc.Undefined, "precision") {
		t.Errorf("%+v", loc)
	}
	if got := r.Confusion.Labels; got[len(got)-1] != Nothing || len(r.Confusion.Cells) != len(got) {
		t.Errorf("%q", got)
	}
}

func TestIntervals(t *testing.T) {
	t.Parallel()
	var s task
	for i := range 40 {
		pred := "0-3 PER"
		if i%4 == 0 {
			pred = "5-8 PER"
		}
		s.add("0-3 PER", pred)
	}
	r := s.evaluate(Options{Seed: 3})
	for _, name := range []string{"strict", "conll"} {
		ci := r.Schemes[name].Micro.CI95
		if ci == nil || !(ci[0] < .75 && .75 < ci[1]) || ci[1]-ci[0] > .3 {
			t.Errorf("%s: %v", name, ci)
		}
	}
	if ci := r.Schemes["strict"].Labels["PER"].CI95; ci == nil || *ci != *r.Schemes["strict"].Micro.CI95 {
		t.Errorf("of the one label: %v", ci)
	}
	if again := s.evaluate(Options{Seed: 3}); *again.Schemes["strict"].Micro.CI95 != *r.Schemes["strict"].Micro.CI95 {
		t.Error("the same seed gives another interval")
	}
	if none := s.evaluate(Options{Resamples: -1}); none.Schemes["strict"].Micro.CI95 != nil || none.Bootstrap.Resamples != 0 {
		t.Error("an interval that nobody wants")
	}
}

func TestWarnings(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		gold, pred string
		want       string
	}{
		"few documents":   {"0-3 PER", "0-3 PER", "1 document: intervals of fewer than 30 are too narrow"},
		"few entities":    {"0-3 PER", "0-3 PER", "PER: fewer than 20 gold entities, so the score says little"},
		"no gold":         {"", "0-3 PER", "the gold documents have no entities: recall is undefined"},
		"no prediction":   {"0-3 PER", "", "nothing was predicted: precision is undefined"},
		"twice":           {"0-3 PER,0-3 PER", "0-3 PER", "gold entities that are there twice, with the same place and label: 1; each counts"},
		"predicted twice": {"0-3 PER", "0-3 PER,0-3 PER", "predicted entities that are there twice, with the same place and label: 1; each counts"},
		"other labels":    {"0-3 PER", "0-3 PER,5-9 THING", "THING: predicted, and no gold entity has such a label (--map says which stand for which, or leaves them out)"},
	} {
		var s task
		s.add(c.gold, c.pred)
		if r := s.evaluate(Options{}); !slices.Contains(r.Warnings, c.want) {
			t.Errorf("%s: %q", name, r.Warnings)
		}
	}
}

// TestJSON holds the names that programs read.
func TestJSON(t *testing.T) {
	t.Parallel()
	s := handWorked()
	s.docs[0].Pred[0].Kind, s.docs[0].Pred[0].Score = document.Calibrated, 0.5
	s.add("0-3 PER", "0-3 PER")
	data, err := json.Marshal(s.evaluate(Options{Beta: 2, Tagging: Tagging{Scheme: "iob2", Repair: "conlleval", Invalid: 3}}))
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	at := func(path ...string) any {
		var v any = got
		for _, name := range path {
			m, _ := v.(map[string]any)
			v = m[name]
		}
		return v
	}
	for _, path := range []string{
		"documents", "gold", "predicted", "scheme", "repair", "n_invalid_sequences", "schemes/strict/micro/precision", "schemes/strict/micro/recall",
		"schemes/strict/micro/f1", "schemes/strict/micro/ci95", "schemes/strict/macro/f1", "schemes/exact/weighted/f1", "schemes/partial/documents/f1",
		"schemes/type/labels/PER/support", "schemes/strict/micro/f_beta", "schemes/conll/tagging/n_invalid_sequences", "errors/ok", "errors/missed",
		"schemes/strict/labels/PER/gold/correct", "schemes/strict/labels/PER/pred/alone", "schemes/strict/labels/PER/gold_view/precision",
		"confusion/labels", "boundary_offsets/start_characters", "calibration", "bootstrap/resamples", "iou90/f1", "warnings",
	} {
		if at(strings.Split(path, "/")...) == nil {
			t.Errorf("there is no %s", path)
		}
	}
	if at("n_invalid_sequences") != 3.0 || at("scheme") != "iob2" {
		t.Errorf("tagging: %v %v", at("scheme"), at("n_invalid_sequences"))
	}
}

func TestGates(t *testing.T) {
	t.Parallel()
	var s task
	for range 30 {
		s.add("0-3 PER,10-13 U.S.", "0-3 PER,10-12 U.S.")
	}
	r := s.evaluate(Options{})
	for text, want := range map[string]Verdict{
		"strict.micro.f1=0.5":          {Value: .5, Least: .5, Passed: true},
		"micro.f1=0.51":                {Value: .5, Least: .51},
		"PER.recall=1":                 {Value: 1, Least: 1, Passed: true},
		"U.S..recall=0.1":              {Value: 0, Least: .1},
		"type.U.S..recall=1":           {Value: 1, Least: 1, Passed: true},
		"conll.macro.f1=0.5":           {Value: .5, Least: .5, Passed: true},
		"weighted.precision=0":         {Value: .5, Passed: true},
		"exact.documents.f_beta=0.500": {Value: .5, Least: .5, Passed: true},
		"micro.low=0.5":                {Value: .5, Least: .5, Passed: true},
	} {
		g, err := ParseGate(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		want.Gate = text
		got, err := g.Check(r)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", text, err, diff)
		}
	}
}

func TestVerdictsAreKept(t *testing.T) {
	t.Parallel()
	r := handWorked().evaluate(Options{})
	var gates []Gate
	for _, text := range []string{"micro.f1=0.2", "PER.recall=1"} {
		g, err := ParseGate(text)
		if err != nil {
			t.Fatal(err)
		}
		gates = append(gates, g)
	}
	if err := r.Check(gates); err != nil || len(r.Gates) != 2 || !r.Passed() {
		t.Errorf("%v %+v", err, r.Gates)
	}
	gates[0].Least = .3
	if err := r.Check(gates); err != nil || r.Passed() {
		t.Errorf("%v %+v", err, r.Gates)
	}
	if err := r.Check([]Gate{{Scheme: "strict", Of: "NONE", Measure: "f1"}}); err == nil {
		t.Error("a label that is not there")
	}
}

func TestGateMistakes(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"micro.f1":            "has no value; write it as strict.micro.f1=0.85 or PERSON.recall=0.9",
		"micro.f1=high":       `"high" is not a number from 0 to 1`,
		"micro.f1=85":         `"85" is not a number from 0 to 1`,
		"micro.f1=NaN":        `"NaN" is not a number from 0 to 1`,
		"f1=0.5":              "names no average or label",
		"micro.precison=0.5":  `there is no measure "precison"; did you mean "precision"?`,
		"PERS.f1=0.5":         `there is no label or average "PERS"; did you mean "PER"?`,
		"strikt.micro.f1=0.5": `there is no label or average "strikt.micro"`,
		"PER.low=0.5":         "there is no interval: raise the number of documents or --resamples",
	} {
		g, err := ParseGate(text)
		if err == nil {
			_, err = g.Check(handWorked().evaluate(Options{}))
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// TestUndefinedNeverPasses: 0/0 is no good figure, even where 0 is enough.
func TestUndefinedNeverPasses(t *testing.T) {
	t.Parallel()
	g, err := ParseGate("LOC.precision=0")
	if err != nil {
		t.Fatal(err)
	}
	if v, err := g.Check(handWorked().evaluate(Options{})); err != nil || v.Passed || !v.Undefined {
		t.Errorf("%+v %v", v, err)
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	var s task
	for range 40 {
		s.add("0-3 PER,10-13 ORG", "0-3 PER,10-12 ORG,20-23 ORG")
	}
	a := slices.Clone(s.docs)
	b := slices.Clone(s.docs)
	for i := range b {
		b[i].Pred = s.entities([]string{"0-2 PER", "10-13 ORG", "20-23 ORG"})
	}
	b[0].Pred = s.entities([]string{"0-3 PER", "10-13 ORG"})
	c := Compare(a, b, &s.labels, Options{Seed: 1, Resamples: 500})
	if len(c.Gained) != 40 || len(c.Lost) != 39 || len(c.Fixed) != 41 || len(c.Introduced) != 39 {
		t.Errorf("%d gained, %d lost, %d fixed, %d introduced", len(c.Gained), len(c.Lost), len(c.Fixed), len(c.Introduced))
	}
	if diff := cmp.Diff(Change{Document: "d0", Start: 10, End: 13, Label: "ORG", Text: "abc"}, c.Gained[0]); diff != "" {
		t.Error(diff)
	}
	if m := c.Micro["strict"]; m.Delta <= 0 || m.PRandom < .05 {
		t.Errorf("micro: %+v", m)
	}
	byLabel := map[string]LabelDifference{}
	for _, l := range c.Labels {
		byLabel[l.Label] = l
	}
	if diff := cmp.Diff([]string{"ORG", "PER"}, slices.Sorted(maps.Keys(byLabel))); diff != "" {
		t.Error(diff)
	}
	if p := byLabel["PER"]; p.Delta >= 0 || p.PHolm > .01 || p.CI95[1] >= 0 || p.PHolm < p.PRandom {
		t.Errorf("PER: %+v", p)
	}
	if _, err := json.Marshal(c); err != nil {
		t.Error(err)
	}
}

// TestCompareKnowsNoNaN: a label without gold entities that only one predicts.
func TestCompareKnowsNoNaN(t *testing.T) {
	t.Parallel()
	var s task
	s.add("0-3 PER", "0-3 PER")
	s.labels.ID("NEVER")
	b := slices.Clone(s.docs)
	b[0].Pred = s.entities([]string{"0-3 THING"})
	if _, err := json.Marshal(Compare(s.docs, b, &s.labels, Options{Resamples: 50})); err != nil {
		t.Error(err)
	}
}

func FuzzGate(f *testing.F) {
	f.Add("strict.micro.f1=0.85")
	f.Add("U.S..recall=1e-3")
	f.Add("=..=.=")
	r := handWorked().evaluate(Options{Resamples: -1})
	f.Fuzz(func(t *testing.T, text string) {
		g, err := ParseGate(text)
		if err != nil {
			return
		}
		if !(g.Least >= 0 && g.Least <= 1) || g.Of == "" {
			t.Fatalf("%q: %+v", text, g)
		}
		if v, err := g.Check(r); err == nil && v.Passed && v.Value < g.Least {
			t.Fatalf("%q: %+v", text, v)
		}
	})
}

// TestBlameReachesTheReport goes from decisions to the JSON.
func TestBlameReachesTheReport(t *testing.T) {
	t.Parallel()
	s := handWorked()
	s.docs[0].Decisions = []analysis.Decision{{
		Range: match.Range{Start: 40, End: 44}, Label: s.labels.ID("DATE"), Source: "crf", Outcome: "below_threshold",
	}}
	r := s.evaluate(Options{})
	if r.Blame == nil || len(r.Blame.Stages) != 1 || r.Blame.Stages[0].Lost != 1 || r.Kinds["missed/under_threshold"] != 1 {
		t.Errorf("%+v %v", r.Blame, r.Kinds)
	}
	data, err := json.Marshal(r)
	if err != nil || !strings.Contains(string(data), `"reason":"under_threshold"`) {
		t.Errorf("%v\n%s", err, data)
	}
}
