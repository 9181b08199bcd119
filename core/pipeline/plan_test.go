package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/config"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/host"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/core/plugin"
)

// options of the kinds below.
type options struct {
	Reads []string `json:"reads" doc:"Layers it needs."`
	Label string   `json:"label" default:"X" doc:"Label of its spans."`
}

// kinds are stages without a process: word marks every word, judge copies all
// candidates to entities.
func kinds() []plugin.Kind {
	word := plugin.Kind{Name: "word", Doc: "Marks words.", Options: options{}}
	word.Contract = func(cfg plugin.Config) (plugin.Contract, error) {
		var o options
		err := cfg.Decode(&o)
		c := plugin.Contract{Provides: []plugin.LayerSpec{{Name: cfg.Stage, Role: plugin.CandidatesRole, Labels: []string{o.Label}}}}
		for _, name := range o.Reads {
			c.Needs = append(c.Needs, plugin.Need{Layer: name})
		}
		return c, err
	}
	word.Open = func(_ context.Context, cfg plugin.Config) (plugin.Stage, error) {
		var o options
		if err := cfg.Decode(&o); err != nil {
			return nil, err
		}
		return plugin.Candidates(cfg, func(_ context.Context, doc *document.Document, out *document.Layer) error {
			if strings.Contains(doc.Text(), "fail "+cfg.Stage) {
				return errors.New("told to fail")
			}
			at := 0
			for word := range strings.SplitSeq(doc.Text(), " ") {
				if word != "" {
					out.AddRange(at, at+len(word), o.Label)
				}
				at += len(word) + 1
			}
			return nil
		}), nil
	}
	judge := plugin.Kind{Name: "judge", Doc: "Keeps everything."}
	judge.Contract = func(plugin.Config) (plugin.Contract, error) {
		return plugin.Contract{
			Needs:    []plugin.Need{{Role: plugin.CandidatesRole}},
			Provides: []plugin.LayerSpec{{Name: document.Entities, Role: plugin.EntitiesRole, OpenLabels: true}},
		}, nil
	}
	judge.Open = func(_ context.Context, cfg plugin.Config) (plugin.Stage, error) { return keepAll{cfg}, nil }
	return []plugin.Kind{word, judge}
}

type keepAll struct{ cfg plugin.Config }

func (k keepAll) Process(_ context.Context, doc *document.Document) error {
	out := document.NewLayer(document.Entities)
	for _, spec := range k.cfg.Layers {
		for _, s := range doc.Layer(spec.Name).All() {
			out.Add(s)
		}
	}
	return doc.Add(out)
}

// localHost runs segments in the test's own process.
type localHost struct{ kinds []plugin.Kind }

func (h localHost) kind(name string) *plugin.Kind {
	for i := range h.kinds {
		if h.kinds[i].Name == name {
			return &h.kinds[i]
		}
	}
	return nil
}

func (h localHost) Check(_ context.Context, _ host.Command, s plugin.StageConfig, _ bool) (plugin.Contract, diag.List, error) {
	c, err := h.kind(s.Kind).Contract(s.Config)
	return c, diag.From(err, "test"), nil
}

func (h localHost) Open(ctx context.Context, _ host.Command, seg plugin.Segment, _ host.Limits) (pipeline.Annotator, error) {
	l, err := plugin.NewLocal(ctx, seg, h.kinds...)
	return local{l, seg}, err
}

type local struct {
	*plugin.Local
	seg plugin.Segment
}

func (l local) Annotate(ctx context.Context, docs []*document.Document, _ []string) (*document.Reply, error) {
	mine := make([]*document.Document, len(docs))
	for i, d := range docs {
		var names []string
		for _, layer := range d.Layers() {
			names = append(names, layer.Name())
		}
		mine[i] = d.With(names...)
	}
	failures, err := l.Local.Annotate(ctx, mine)
	reply := &document.Reply{Documents: len(docs), Failures: failures, Layers: make([][]*document.Layer, len(docs))}
	for i, d := range mine {
		reply.Layers[i] = d.With(l.seg.Emit...).Layers()
	}
	return reply, err
}

// catalog describes the kinds to core/config.
type catalog struct{}

func (catalog) Builtin(context.Context) (plugin.Description, error) {
	return plugin.Description{Kinds: []plugin.KindInfo{{Name: "word", Options: []byte(`{"type":"object"}`)}, {Name: "judge", Options: []byte(`{"type":"object"}`)}}}, nil
}

func (catalog) Program(context.Context, config.Command) (plugin.Description, error) {
	return plugin.Description{}, errors.New("no programs here")
}

func load(t *testing.T, stages string) *config.Pipeline {
	t.Helper()
	path := filepath.Join(t.TempDir(), "p.yaml")
	if err := os.WriteFile(path, []byte("name: p\n"+stages), 0o600); err != nil {
		t.Fatal(err)
	}
	cfg, diags := config.Load(t.Context(), path, config.Options{Catalog: catalog{}})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return cfg
}

func build(t *testing.T, stages string) (*pipeline.Plan, diag.List) {
	t.Helper()
	return pipeline.Build(t.Context(), localHost{kinds()}, load(t, stages), pipeline.Options{})
}

const diamond = `stages:
  - {id: entities, uses: judge}
  - {id: c, uses: word, with: {reads: [a, b]}}
  - {id: b, uses: word, isolation: stage, with: {reads: [a]}}
  - {id: a, uses: word}
`

func TestPlanOrdersAndFuses(t *testing.T) {
	t.Parallel()
	plan, diags := build(t, diamond)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	var order, segments []string
	for _, s := range plan.Stages {
		order = append(order, s.ID)
	}
	for _, s := range plan.Segments {
		segments = append(segments, fmt.Sprintf("%s needs %v emits %v after %v", s.ID, s.Needs, s.Emit, s.After))
	}
	if diff := cmp.Diff([]string{"a", "b", "c", "entities"}, order); diff != "" {
		t.Error(diff)
	}
	want := []string{
		"a needs [] emits [a] after []",
		"b needs [a] emits [b] after [0]",
		"c+entities needs [a b] emits [entities] after [0 1]",
	}
	if diff := cmp.Diff(want, segments); diff != "" {
		t.Error(diff)
	}
}

func TestPlanRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ stages, code, hint string }{
		"unknown layer": {"stages:\n  - {id: word, uses: word, with: {reads: [wrd]}}\n  - {id: words, uses: word}\n  - {id: e, uses: judge}\n", "plan.unknown-layer", `did you mean "word`},
		"cycle":         {"stages:\n  - {id: a, uses: word, with: {reads: [b]}}\n  - {id: b, uses: word, with: {reads: [a]}}\n  - {id: e, uses: judge}\n", "plan.cycle", ""},
		"two writers":   {"stages:\n  - {id: a, uses: word}\n  - {id: e, uses: judge}\n  - {id: f, uses: judge}\n", "plan.layer-written-twice", ""},
		"no resolver":   {"stages:\n  - {id: a, uses: word}\n", "plan.no-entities", "resolver"},
		"no candidates": {"stages:\n  - {id: e, uses: judge}\n", "plan.nothing-to-read", "uses: rules"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plan, diags := build(t, tt.stages)
			if plan != nil || !diags.HasErrors() {
				t.Fatalf("got plan %v and %v", plan, diags)
			}
			for _, d := range diags {
				if d.Code == tt.code && strings.Contains(d.Hint, tt.hint) && d.Line > 0 {
					return
				}
			}
			t.Errorf("no diagnostic %s with a line and hint %q in:\n%v", tt.code, tt.hint, diags)
		})
	}
}

// run carries texts through and returns "text: labels" or the failure of each.
func run(t *testing.T, stages string, texts ...string) ([]string, error) {
	t.Helper()
	plan, diags := build(t, stages)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	r, err := pipeline.Open(t.Context(), localHost{kinds()}, plan)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	var out []string
	n := 0
	err = r.Run(t.Context(), func(context.Context) (pipeline.Job, error) {
		if n == len(texts) {
			return pipeline.Job{}, io.EOF
		}
		text := texts[n]
		n++
		if text == "unreadable" {
			return pipeline.Job{Ref: text}, nil
		}
		d, err := document.New(fmt.Sprint(n), text)
		return pipeline.Job{Document: d, Ref: text}, err
	}, func(d pipeline.Done) error {
		line := fmt.Sprint(d.Ref)
		switch {
		case d.Failure != nil:
			line += fmt.Sprintf(": %s %s", d.Failure.Stage, d.Failure.Code)
		case d.Result.Document != nil:
			line += fmt.Sprintf(": %d %v", d.Result.Document.Layer(document.Entities).Len(), d.FailedStages)
		}
		out = append(out, line)
		return nil
	})
	return out, err
}

func TestRunKeepsOrderAndErrors(t *testing.T) {
	t.Parallel()
	got, err := run(t, diamond+"run: {frame_bytes: 1KiB}\n", "one", "two words", "unreadable", "fail b", "")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"one: 3 []", "two words: 6 []", "unreadable", "fail b: b error", ": 0 []"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOnError(t *testing.T) {
	t.Parallel()
	stages := "stages:\n  - {id: a, uses: word, on_error: %s}\n  - {id: b, uses: word}\n  - {id: e, uses: judge}\n"
	got, err := run(t, fmt.Sprintf(stages, "skip_stage"), "x", "fail a")
	if diff := cmp.Diff([]string{"x: 2 []", "fail a: 2 [a]"}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	got, err = run(t, fmt.Sprintf(stages, "abort"), "x", "fail a", "y")
	var abort *pipeline.AbortError
	if !errors.As(err, &abort) || len(got) != 1 {
		t.Errorf("got %q and %v, want one result and an AbortError", got, err)
	}
}

// However documents are cut into frames, the results are the same.
func TestRunManyFrames(t *testing.T) {
	t.Parallel()
	texts := make([]string, 3000)
	want := make([]string, len(texts))
	for i := range texts {
		texts[i] = fmt.Sprintf("document number %d", i)
		want[i] = texts[i] + ": 9 []"
	}
	for _, size := range []string{"1KiB", "64KiB"} {
		got, err := run(t, diamond+"run: {frame_bytes: "+size+"}\n", texts...)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("frames of %s:\n%s", size, diff)
		}
	}
}

func TestPutErrorEndsTheRun(t *testing.T) {
	t.Parallel()
	plan, _ := build(t, diamond)
	r, err := pipeline.Open(t.Context(), localHost{kinds()}, plan)
	if err != nil {
		t.Fatal(err)
	}
	full := errors.New("disk full")
	n := 0
	err = r.Run(t.Context(), func(context.Context) (pipeline.Job, error) {
		n++
		d, err := document.New(fmt.Sprint(n), "text")
		return pipeline.Job{Document: d}, err
	}, func(pipeline.Done) error { return full })
	if !errors.Is(err, full) {
		t.Errorf("got %v, want %v", err, full)
	}
}
