package inputs_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/evaluation/analysis"
	. "github.com/onomast/onomast/evaluation/inputs"
	"github.com/onomast/onomast/evaluation/match"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// file writes a file of lines and returns its path.
func file(t *testing.T, name string, lines ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t *testing.T, o Options, paths ...string) *Set {
	t.Helper()
	s, err := Read(paths, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const (
	anna  = `{"id":"1","text":"Anna in Köln","entities":[{"start":0,"end":4,"label":"PER"},{"start":8,"end":12,"label":"LOC"}],"lang":"de","split":"test"}`
	bonn  = `{"id":"2","text":"🙂 Bonn","entities":[{"start":2,"end":6,"label":"LOC"}],"split":"dev"}`
	found = `{"id":"1","text":"Anna in Köln","entities":[{"start":0,"end":4,"label":"PERSON","score":0.75,"score_kind":"calibrated","source":"crf"}]}`
	none  = `{"id":"2","text":"🙂 Bonn","entities":[]}`
)

// brief is what a task says of one side.
func brief(t *Task, entities func(*analysis.Document) []analysis.Entity) []string {
	var out []string
	for i := range t.Documents {
		d := &t.Documents[i]
		for _, e := range entities(d) {
			out = append(out, d.ID+" "+d.Text[e.Start:e.End]+" "+t.Labels.Name(e.Label))
		}
	}
	return out
}

func goldOf(d *analysis.Document) []analysis.Entity { return d.Gold }
func predOf(d *analysis.Document) []analysis.Entity { return d.Pred }

func labels(t *testing.T, text string) *Map {
	t.Helper()
	m, err := ParseMap("labels.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestJoin(t *testing.T) {
	t.Parallel()
	gold := read(t, Options{}, file(t, "gold.jsonl", anna, bonn))
	predicted := read(t, Options{}, file(t, "pred.jsonl", none, found)) // in another order
	task, err := Join(gold, predicted, labels(t, "predicted: {PERSON: PER}"), false)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"1 Anna PER", "1 Köln LOC", "2 Bonn LOC"}, brief(task, goldOf)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"1 Anna PER"}, brief(task, predOf)); diff != "" {
		t.Error(diff)
	}
	e := task.Documents[0].Pred[0]
	if e.Score != .75 || e.Kind != document.Calibrated || e.Source != "crf" || task.Documents[0].Language != "de" || task.Documents[0].Split != "test" {
		t.Errorf("%+v", task.Documents[0])
	}
	if len(task.Warnings) != 0 {
		t.Error(task.Warnings)
	}
}

// TestJoinWithoutIDs: then the place in the file says what belongs together.
func TestJoinWithoutIDs(t *testing.T) {
	t.Parallel()
	strip := func(lines ...string) []string {
		for i := range lines {
			lines[i] = strings.Replace(strings.Replace(lines[i], `"id":"1",`, "", 1), `"id":"2",`, "", 1)
		}
		return lines
	}
	gold := read(t, Options{}, file(t, "gold.jsonl", strip(anna, bonn)...))
	task, err := Join(gold, read(t, Options{}, file(t, "pred.jsonl", strip(found, none)...)), labels(t, "predicted: {PERSON: PER}"), false)
	if err != nil || len(brief(task, predOf)) != 1 {
		t.Errorf("%v", err)
	}
	_, err = Join(gold, read(t, Options{}, file(t, "pred.jsonl", strip(none, found)...)), nil, false)
	if err == nil || !strings.Contains(err.Error(), "the 1. document") {
		t.Errorf("in another order: %v", err)
	}
}

func TestAnnotator(t *testing.T) {
	t.Parallel()
	path := file(t, "gold.jsonl", strings.Replace(anna, "{", `{"annotator":"a",`, 1), strings.Replace(anna, "{", `{"annotator":"b",`, 1))
	gold := read(t, Options{Annotator: "b"}, path)
	if len(gold.Documents) != 1 || gold.Documents[0].Annotator != "b" || gold.Other != 1 {
		t.Errorf("%+v", gold)
	}
}

func TestSplit(t *testing.T) {
	t.Parallel()
	gold := read(t, Options{Split: "dev"}, file(t, "gold.jsonl", anna, bonn))
	if len(gold.Documents) != 1 || gold.Other != 1 {
		t.Fatalf("%d documents, %d others", len(gold.Documents), gold.Other)
	}
	predicted := read(t, Options{}, file(t, "pred.jsonl", found, none)) // predictions of what was left out are no mistake
	if task, err := Join(gold, predicted, nil, false); err != nil || len(task.Documents) != 1 {
		t.Error(err)
	}
}

func TestMap(t *testing.T) {
	t.Parallel()
	gold := read(t, Options{}, file(t, "gold.jsonl", anna, bonn))
	predicted := read(t, Options{}, file(t, "pred.jsonl", found, none))
	for text, want := range map[string][]string{
		"gold: {PER: PERSON, LOC: null}":                       {"1 Anna PERSON"},
		"gold: {PER: PERSON, LOC: ''}":                         {"1 Anna PERSON"},
		"gold: {PER: PERSON}\nothers: keep":                    {"1 Anna PERSON", "1 Köln LOC", "2 Bonn LOC"},
		"gold: {PER: A, LOC: A}\npredicted: {PERSON: A}":       {"1 Anna A", "1 Köln A", "2 Bonn A"},
		"gold: {PER: P}\npredicted: {PERSON: P}\nothers: drop": {"1 Anna P"},
	} {
		task, err := Join(gold, predicted, labels(t, text), false)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if diff := cmp.Diff(want, brief(task, goldOf)); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
	task, err := Join(gold, predicted, labels(t, "predicted:\n  PERSONN: X\n  PERSON: PER\ngold: {LOCC: LOC}"), false)
	if err != nil {
		t.Fatal(err)
	}
	want := "labels.yaml:2:3: no predicted entity has the label \"PERSONN\"; did you mean \"PERSON\"?\n" +
		"labels.yaml:4:8: no gold entity has the label \"LOCC\"; did you mean \"LOC\"?"
	if got := task.Warnings.Error(); got != want {
		t.Errorf("%s", got)
	}
}

func TestMapMistakes(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"[a]":                        "labels.yaml:1:1: a file of labels is a mapping; write gold: {PER: PERSON} and predicted: {...}",
		"":                           "a file of labels is a mapping",
		"golld: {}":                  `labels.yaml:1:1: unknown key "golld"; did you mean "gold"?`,
		"gold: [PER]":                "labels.yaml:1:7: this is no mapping of labels; write {PER: PERSON}",
		"gold: {PER: [A]}":           `labels.yaml:1:13: what "PER" becomes is no label; write a label, or null to leave the entities out`,
		"others: maybe":              `labels.yaml:1:9: others is "maybe"; use keep or drop`,
		"gold: {PER: A, PER: B}":     `the label "PER" is named twice`,
		"gold: {PER: A":              "write it as YAML",
		"gold: {\"a\": b}\n\tx: y\n": "write it as YAML",
	} {
		if _, err := ParseMap("labels.yaml", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzMap(f *testing.F) {
	f.Add([]byte("gold: {PER: PERSON, MISC: null}\nothers: drop"))
	f.Add([]byte("gold: &a {b: *a}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := ParseMap("x", data); (m == nil) && err == nil {
			t.Error("neither a map nor an error")
		}
	})
}

func TestMismatches(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		gold, pred []string
		want       string
		common     string // what is left to judge with common, "" for an error
	}{
		"no prediction":  {[]string{anna, bonn}, []string{strings.ReplaceAll(found, "PERSON", "PER")}, "1 document has no counterpart: in gold and not in pred: 2; --common judges the documents that both have", "1 Anna PER"},
		"no gold":        {[]string{anna}, []string{strings.ReplaceAll(found, "PERSON", "PER"), none}, "1 document has no counterpart: in pred and not in gold: 2", "1 Anna PER"},
		"another text":   {[]string{anna}, []string{strings.ReplaceAll(found, "Anna", "Anne")}, "1 document has another text in pred than in gold: 1 (from byte 3 on); offsets into different texts cannot be compared", ""},
		"CRLF":           {[]string{strings.ReplaceAll(anna, "in K", `\r\nin K`)}, []string{strings.ReplaceAll(found, "in K", `\nin K`)}, "1 (one has CRLF for line breaks)", ""},
		"trimmed":        {[]string{strings.ReplaceAll(anna, "Köln\"", "Köln \"")}, []string{found}, "1 (they differ in white space at an end)", ""},
		"twice":          {[]string{anna, anna}, []string{found}, "ids that several documents of gold have: 1; give each document an id of its own", ""},
		"two annotators": {[]string{anna, strings.Replace(anna, "{", `{"annotator":"b",`, 1)}, []string{found}, "they have several annotators: choose one by --annotator", ""},
		"no entities":    {[]string{none}, []string{none}, "there is not a single gold entity in gold; there is nothing to judge by", ""},
		"labels": {[]string{anna}, []string{found}, "no label occurs on both sides: gold entities have LOC, PER, predicted ones PERSON; " +
			"say which stand for which in a file for --map, such as predicted: {PERSON: PER}", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g, p := file(t, "gold.jsonl", c.gold...), file(t, "pred.jsonl", c.pred...)
			named := strings.NewReplacer(g, "gold", p, "pred")
			gold, predicted := read(t, Options{}, g), read(t, Options{}, p)
			_, err := Join(gold, predicted, nil, false)
			if err == nil || !strings.Contains(named.Replace(err.Error()), c.want) {
				t.Errorf("%v", err)
			}
			task, err := Join(gold, predicted, nil, true)
			if (err == nil) != (c.common != "") {
				t.Fatalf("with common: %v", err)
			}
			if err == nil && (strings.Join(brief(task, predOf), ",") != c.common || len(task.Warnings) != 1) {
				t.Errorf("with common: %q, %v", brief(task, predOf), task.Warnings)
			}
		})
	}
}

func TestRead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, line := range map[string]string{"b.jsonl": bonn, "a.jsonl": anna, ".hidden": "x", "sub/c.jsonl": `{"id":"3","text":"nobody looked"}`} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(line+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := read(t, Options{}, dir)
	if len(s.Documents) != 2 || s.Documents[0].ID != "1" || s.Unlabelled != 1 || s.Format != "jsonl" {
		t.Errorf("%+v", s)
	}
	task, err := Join(s, s, nil, false)
	if err != nil || !strings.Contains(task.Warnings.Error(), "1 document has no annotations: left out") {
		t.Errorf("%v %v", err, task.Warnings)
	}
	beside := t.TempDir()
	for name, text := range map[string]string{"a.txt": "Anna in Bonn", "a.ann": "T1\tPER 0 4\tAnna\n", "README.md": "# Not\nannotated\n"} {
		if err := os.WriteFile(filepath.Join(beside, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{beside, filepath.Join(beside, "a.txt")} {
		s := read(t, Options{}, path)
		if len(s.Documents) != 1 || s.Format != "brat" || len(s.Documents[0].Entities) != 1 || len(s.Skipped) != 1 && path == beside {
			t.Errorf("brat: %+v", s)
		}
	}
	if _, err := Read([]string{filepath.Join(beside, "README.md")}, Options{}); err == nil {
		t.Error("a file of no format that is named is passed over")
	}
	if _, err := Read([]string{t.TempDir()}, Options{}); err == nil || !strings.Contains(err.Error(), "there are no files in") {
		t.Error(err)
	}
	if _, err := Read([]string{filepath.Join(dir, "none.jsonl")}, Options{}); err == nil {
		t.Error("a file that is not there is read")
	}
	if s := read(t, Options{Stdin: strings.NewReader(anna)}, "-"); len(s.Documents) != 1 {
		t.Errorf("%d documents of standard input", len(s.Documents))
	}
}

func TestSeen(t *testing.T) {
	t.Parallel()
	s := read(t, Options{}, file(t, "train.jsonl", anna, bonn))
	if seen := Seen(s, labels(t, "gold: {PER: null}")); seen.Surfaces() != 2 {
		t.Errorf("%d surfaces", seen.Surfaces())
	}
}

// A pretended pipeline finds every "Anna" and fails on documents with "Bonn".
type pretended struct{ broken error }

func (p pretended) Run(ctx context.Context, next func(context.Context) (pipeline.Job, error), put func(pipeline.Done) error) error {
	for {
		job, err := next(ctx)
		if errors.Is(err, io.EOF) {
			return p.broken
		}
		if err != nil {
			return err
		}
		done := pipeline.Done{Job: job}
		if d := job.Document; strings.Contains(d.Text(), "Bonn") {
			done.Failure = &document.Failure{Stage: "crf", Code: "panic", Message: "it fell over"}
		} else {
			done.Result.Document = annotated(d)
		}
		if err := put(done); err != nil {
			return err
		}
	}
}

func annotated(d *document.Document) *document.Document {
	entities := document.NewLayer(document.Entities)
	entities.Add(document.Span{Start: 0, End: 4, Label: "PERSON", Score: .5, Kind: document.Raw, Evidence: []document.Attr{
		{Key: "source", Value: "rules"}, {Key: "rule_id", Value: "people"}, {Key: "list", Value: "x.yaml:3"}}})
	sections := document.NewLayer(document.Sections)
	sections.AddRange(0, 6, "INTRO")
	decisions := document.NewLayer("decisions")
	decisions.Add(document.Span{Start: 8, End: 13, Label: "LOC", Attributes: []document.Attr{
		{Key: "source", Value: "crf"}, {Key: "outcome", Value: "lost"}, {Key: "by", Value: "score"}, {Key: "lost_to", Value: "0-4 A B rules"}, {Key: "lost_to", Value: "4-8 C rules"}}})
	for _, l := range []*document.Layer{entities, sections, decisions} {
		if err := d.Add(l); err != nil {
			panic(err)
		}
	}
	return d
}

func TestAnnotate(t *testing.T) {
	t.Parallel()
	gold := read(t, Options{}, file(t, "gold.jsonl", anna, bonn))
	var counted []int
	task, failed, err := Annotate(t.Context(), pretended{}, gold, labels(t, "predicted: {PERSON: PER}"), func(n int) { counted = append(counted, n) })
	if err != nil || failed != 1 {
		t.Fatalf("%d failed, %v", failed, err)
	}
	if diff := cmp.Diff([]int{1, 2}, counted); diff != "" {
		t.Error(diff)
	}
	d := task.Documents[0]
	want := analysis.Entity{Span: match.New(0, match.Range{Start: 0, End: 4}), Score: .5, Kind: document.Raw, Source: "rules", How: "gazetteer", Rule: "people"}
	if diff := cmp.Diff([]analysis.Entity{want}, d.Pred); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]analysis.Section{{Range: match.Range{Start: 0, End: 6}, Label: "INTRO"}}, d.Sections); diff != "" {
		t.Error(diff)
	}
	decision := analysis.Decision{Range: match.Range{Start: 8, End: 13}, Label: 1, Source: "crf", Outcome: "lost", By: "score", To: []string{"rules"}}
	if diff := cmp.Diff([]analysis.Decision{decision}, d.Decisions); diff != "" {
		t.Error(diff)
	}
	if w := task.Warnings.Error(); !strings.Contains(w, `document 2: stage "crf" failed: it fell over; it counts as one without predictions`) {
		t.Error(w)
	}
}

func TestAnnotateFails(t *testing.T) {
	t.Parallel()
	gold := read(t, Options{}, file(t, "gold.jsonl", anna))
	broken := errors.New("the plugin is gone")
	if _, _, err := Annotate(t.Context(), pretended{broken}, gold, nil, nil); !errors.Is(err, broken) {
		t.Error(err)
	}
	twice := read(t, Options{}, file(t, "twice.jsonl", anna, anna))
	if _, _, err := Annotate(t.Context(), pretended{}, twice, nil, nil); err == nil || !strings.Contains(err.Error(), "ids that several documents") {
		t.Error(err)
	}
}

func TestAlign(t *testing.T) {
	t.Parallel()
	gold := read(t, Options{}, file(t, "gold.jsonl", anna, bonn))
	one := read(t, Options{}, file(t, "a.jsonl", strings.ReplaceAll(found, "PERSON", "PER"), strings.Replace(none, "[]", `[{"start":2,"end":6,"label":"ORG"}]`, 1)))
	other := read(t, Options{}, file(t, "b.jsonl", strings.ReplaceAll(found, "PERSON", "PER")))
	a, err := Join(gold, one, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Join(gold, other, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	warnings := Align(a, b)
	if len(warnings) != 1 || len(a.Documents) != 1 || len(b.Documents) != 1 {
		t.Fatalf("%v, %d and %d documents", warnings, len(a.Documents), len(b.Documents))
	}
	if diff := cmp.Diff(a.Documents[0].Gold, b.Documents[0].Gold); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(brief(a, predOf), brief(b, predOf)); diff != "" {
		t.Error(diff)
	}
}

func TestUnreadable(t *testing.T) {
	t.Parallel()
	broken := `{"id":"2","text":"x"`
	outside := strings.Replace(anna, `"start":8,"end":12`, `"start":8,"end":99`, 1)
	gold := read(t, Options{}, file(t, "gold.jsonl", anna))
	if _, err := Join(gold, read(t, Options{}, file(t, "pred.jsonl", found, broken)), nil, false); err == nil || !strings.Contains(err.Error(), "pred.jsonl:2: ") {
		t.Errorf("a broken prediction: %v", err)
	}
	task, err := Join(read(t, Options{}, file(t, "gold.jsonl", outside, broken)), gold, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	if w := task.Warnings.Error(); len(task.Warnings) != 2 || !strings.Contains(w, "gold.jsonl:1: LOC 8-99") || !strings.Contains(w, "gold.jsonl:2: ") {
		t.Errorf("broken gold: %s", w)
	}
	lines := []string{anna}
	for range 30 {
		lines = append(lines, broken)
	}
	task, err = Join(read(t, Options{}, file(t, "gold.jsonl", lines...)), gold, nil, false)
	if err != nil || len(task.Warnings) != 11 || !strings.Contains(task.Warnings.Error(), "20 more records or spans like these") {
		t.Errorf("%v: %v", err, task.Warnings)
	}
}
