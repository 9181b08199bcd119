package plugin

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
)

// local opens stages in this process.
func local(t *testing.T, stages ...StageConfig) *Local {
	t.Helper()
	l, err := NewLocal(t.Context(), Segment{ID: "test", Stages: stages}, testKinds()...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return l
}

func annotate(t *testing.T, l *Local, docs []*document.Document) []document.Failure {
	t.Helper()
	failures, err := l.Annotate(t.Context(), docs)
	if err != nil {
		t.Fatal(err)
	}
	return failures
}

func layerNames(d *document.Document) []string {
	names := []string{}
	for _, l := range d.Layers() {
		names = append(names, l.Name())
	}
	return names
}

func TestStagesRunInOrder(t *testing.T) {
	t.Parallel()
	docs := docsOf(t, "two XG-4500, one XG-4500", "")
	l := local(t, stageOf("a", "word"), stageOf("b", "batch"), stageOf("c", "word"))
	if f := annotate(t, l, docs); len(f) > 0 {
		t.Fatal(f)
	}
	if diff := cmp.Diff([]string{"a", "b", "c"}, layerNames(docs[0])); diff != "" {
		t.Error(diff)
	}
	if n := docs[0].Layer("a").Len(); n != 2 {
		t.Errorf("found %d words, want 2", n)
	}
	if got := docs[0].Layer("b").Label(0); got != "2" {
		t.Errorf("the batch had %s documents, want both", got)
	}
}

func TestFailuresOfOneDocument(t *testing.T) {
	t.Parallel()
	const text = "panic XG-4500"
	skip := func(s StageConfig) StageConfig { s.SkipOnError = true; return s }
	brief := func(s StageConfig) StageConfig { s.Timeout = time.Millisecond; return s }
	tests := []struct {
		name   string
		stages []StageConfig
		text   string
		want   []document.Failure
		layers []string
	}{
		{
			"an error ends the document", []StageConfig{stageOf("a", "word"), stageOf("b", "fail"), stageOf("c", "word")}, text,
			[]document.Failure{{Stage: "b", Code: "error", Message: "cannot"}}, []string{},
		},
		{
			"an error skips the stage", []StageConfig{skip(stageOf("b", "fail")), stageOf("c", "word")}, text,
			[]document.Failure{{Stage: "b", Code: "error", Message: "cannot", Skipped: true}}, []string{"c"},
		},
		{
			"what a failed stage left is dropped", []StageConfig{stageOf("a", "word"), skip(stageOf("b", "untidy"))}, text,
			[]document.Failure{{Stage: "b", Code: "error", Message: "gave up", Skipped: true}}, []string{"a"},
		},
		{
			"a panic", []StageConfig{stageOf("b", "panic"), stageOf("c", "word")}, text,
			[]document.Failure{{Stage: "b", Code: "panic", Message: "panic: oh no: this is a bug of the stage; the plugin's log has the stack"}}, []string{},
		},
		{
			"a timeout", []StageConfig{brief(stageOf("b", "wait"))}, "wait",
			[]document.Failure{{Stage: "b", Code: "timeout", Message: "not finished after 1ms: raise the stage's timeout or split the document"}}, []string{},
		},
		{
			"time enough", []StageConfig{brief(stageOf("b", "wait"))}, "go", nil, []string{},
		},
		{
			"one of a batch", []StageConfig{skip(stageOf("b", "batch"))}, "bad",
			[]document.Failure{{Stage: "b", Code: "error", Message: "bad document", Skipped: true}}, []string{},
		},
		{
			"a batch that panics", []StageConfig{stageOf("b", "batch")}, "panic",
			[]document.Failure{{Stage: "b", Code: "panic", Message: "panic: in a batch: this is a bug of the stage; the plugin's log has the stack"}}, []string{},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			docs := docsOf(t, tt.text)
			failures := annotate(t, local(t, tt.stages...), docs)
			if diff := cmp.Diff(tt.want, failures, cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tt.layers, layerNames(docs[0])); diff != "" {
				t.Error(diff)
			}
			if len(docs[0].Notes()) > 0 {
				t.Errorf("notes of a failed stage stayed: %v", docs[0].Notes())
			}
		})
	}
}

func TestOthersOfTheFrameGoOn(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"panic", "batch"} {
		docs := docsOf(t, "first", "panic", "third")
		failures := annotate(t, local(t, stageOf("s", kind), stageOf("w", "word")), docs)
		if len(failures) != 1 || failures[0].Document != 1 {
			t.Errorf("%s: failures %v, want one of document 1", kind, failures)
		}
		for _, i := range []int{0, 2} {
			if docs[i].Layer("w") == nil {
				t.Errorf("%s: document %d did not reach the next stage", kind, i)
			}
		}
	}
}

func TestBatchOfWrongLength(t *testing.T) {
	t.Parallel()
	docs := docsOf(t, "fine", "fine too")
	if f := annotate(t, local(t, stageOf("s", "batch")), docs); len(f) > 0 {
		t.Errorf("failures %v", f)
	}
	docs = docsOf(t, "fine", "short")
	failures := annotate(t, local(t, stageOf("s", "batch")), docs)
	if len(failures) != 1 || failures[0].Document != 1 {
		t.Errorf("failures %v, want one of document 1", failures)
	}
}

// A stage may name the kind of its failure.
func TestFailureCode(t *testing.T) {
	t.Parallel()
	kind := simple("coded", func(context.Context, *document.Document) error {
		return diag.Diagnostic{Severity: diag.Error, Code: "coded.budget", Summary: "the pattern took too long"}
	})
	l, err := NewLocal(t.Context(), Segment{ID: "s", Stages: []StageConfig{stageOf("a", "coded")}}, kind)
	if err != nil {
		t.Fatal(err)
	}
	want := []document.Failure{{Stage: "a", Code: "coded.budget", Message: "the pattern took too long"}}
	if diff := cmp.Diff(want, annotate(t, l, docsOf(t, "x"))); diff != "" {
		t.Error(diff)
	}
}

func TestLanguages(t *testing.T) {
	t.Parallel()
	tests := []struct {
		ranges []string
		tag    string
		want   bool
	}{
		{nil, "", true},
		{nil, "fr", true},
		{[]string{"de"}, "de", true},
		{[]string{"de"}, "de-AT", true},
		{[]string{"DE"}, "de-at", true},
		{[]string{"de"}, "den", false},
		{[]string{"de-AT"}, "de", false},
		{[]string{"fr", "de"}, "de", true},
		{[]string{"de"}, "", false},
		{[]string{"*"}, "", false},
		{[]string{"*"}, "sw", true},
	}
	for _, tt := range tests {
		d := docOf(t, "XG-4500")
		if tt.tag != "" {
			l := document.NewLayer(document.Language)
			l.AddRange(0, len(d.Text()), tt.tag)
			if err := d.Add(l); err != nil {
				t.Fatal(err)
			}
		}
		for _, kind := range []string{"word", "batch"} {
			docs := []*document.Document{d.With(document.Language)}
			cfg := stageOf("s", kind)
			cfg.Languages = tt.ranges
			annotate(t, local(t, cfg), docs)
			if got := docs[0].Layer("s") != nil; got != tt.want {
				t.Errorf("%s for %q on a document in %q: ran = %v", kind, tt.ranges, tt.tag, got)
			}
		}
	}
}

// Of a document in several languages only what a stage says of its own counts, and
// what it failed on leaves nothing.
func TestLanguagesOfParts(t *testing.T) {
	t.Parallel()
	tests := []struct {
		ranges []string
		want   string // starts of the spans of word and batch; - where they did not run
	}{
		{[]string{"de"}, "0,8 0"},
		{[]string{"en"}, "16 "},
		{[]string{"de", "en"}, "0,8,16 0"},
		{[]string{"fr"}, "- -"},
	}
	for _, tt := range tests {
		d := docOf(t, "XG-4500 XG-4500 XG-4500")
		l := document.NewLayer(document.Language)
		whole := l.AddRange(0, 23, "de")
		l.AddChild(whole, document.Span{Start: 0, End: 15, Label: "de-AT"})
		l.AddChild(whole, document.Span{Start: 15, End: 23, Label: "en"})
		if err := d.Add(l); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, kind := range []string{"word", "batch"} {
			docs := []*document.Document{d.With(document.Language)}
			cfg := stageOf("s", kind)
			cfg.Languages = tt.ranges
			annotate(t, local(t, cfg), docs)
			got = append(got, starts(docs[0].Layer("s")))
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("for %v:\n%s", tt.ranges, diff)
		}
	}
}

func starts(l *document.Layer) string {
	if l == nil {
		return "-"
	}
	var at []string
	for _, s := range l.All() {
		at = append(at, fmt.Sprint(s.Start))
	}
	return strings.Join(at, ",")
}

// Notes of a stage stay, also where its spans do not.
func TestRestrictKeepsNotes(t *testing.T) {
	t.Parallel()
	d := docOf(t, "XG-4500")
	d.AddNote(document.Note{Stage: "first"})
	before := mark(d)
	l := document.NewLayer("s")
	l.AddRange(0, 2, "X")
	if err := d.Add(l); err != nil {
		t.Fatal(err)
	}
	d.AddNote(document.Note{Stage: "second"})
	got := before.restrict(d, []document.Region{{Start: 3, End: 7}})
	if got.Layer("s").Len() != 0 || len(got.Notes()) != 2 {
		t.Errorf("%d spans and %d notes", got.Layer("s").Len(), len(got.Notes()))
	}
}

func TestAnnotateEndsWithItsContext(t *testing.T) {
	t.Parallel()
	l := local(t, stageOf("s", "wait"))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	docs := docsOf(t, "wait", "wait", "wait")
	if _, err := l.Annotate(ctx, docs); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("err = %v, want that of the context", err)
	}
}

func TestOpenClosesWhatItOpened(t *testing.T) {
	t.Parallel()
	var order []string
	kind := Kind{Name: "closing", Open: func(_ context.Context, cfg Config) (Stage, error) {
		return closing{id: cfg.Stage, order: &order}, nil
	}}
	_, err := NewLocal(t.Context(), Segment{ID: "s", Stages: []StageConfig{
		stageOf("a", "closing"), stageOf("b", "closing"), stageOf("c/d", "broken"), stageOf("e", "closing"),
	}}, append(testKinds(), kind)...)
	want := diag.List{{Severity: diag.Error, Code: "c", Pointer: "/stages/c~1d/with/model", Summary: "no such model"}}
	if diff := cmp.Diff(want, diag.From(err, "")); diff != "" {
		t.Error(diff)
	}
	if got := strings.Join(order, " "); got != "b a" {
		t.Errorf("closed %q, want the opened ones, last first", got)
	}
}

type closing struct {
	id    string
	order *[]string
}

func (c closing) Process(context.Context, *document.Document) error { return nil }

func (c closing) Close() error {
	*c.order = append(*c.order, c.id)
	return nil
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	for kind, code := range map[string]string{
		"nothing": "plugin.open", "throws": "plugin.panic", "unknown": "plugin.unknown-kind",
	} {
		_, err := NewLocal(t.Context(), Segment{ID: "s", Stages: []StageConfig{stageOf("a", kind)}}, testKinds()...)
		list := diag.From(err, "")
		if len(list) != 1 || list[0].Code != code || list[0].Pointer != "/stages/a/with" {
			t.Errorf("%s: %+v, want code %s at /stages/a/with", kind, list, code)
		}
	}
	if _, err := NewLocal(t.Context(), Segment{ID: "s"}, testKinds()...); err == nil {
		t.Error("a segment without stages was opened")
	}
}
