package pipeline_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/onomast/onomast/core/config"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/host"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/core/plugin"
)

// localHost runs segments in the test's own process.
type localHost struct {
	kinds []plugin.Kind
	// wrap, if not nil, is put around every segment.
	wrap func(seg plugin.Segment, inner pipeline.Annotator) pipeline.Annotator
}

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
	if err != nil {
		return nil, err
	}
	if h.wrap != nil {
		return h.wrap(seg, local{l, seg}), nil
	}
	return local{l, seg}, nil
}

type local struct {
	*plugin.Local
	seg plugin.Segment
}

func (l local) Annotate(ctx context.Context, docs []*document.Document, layers []string) (*document.Reply, error) {
	mine := make([]*document.Document, len(docs))
	for i, d := range docs {
		mine[i] = d.With(layers...)
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
	var d plugin.Description
	for _, k := range kinds() {
		d.Kinds = append(d.Kinds, plugin.KindInfo{Name: k.Name, Options: []byte(`{"type":"object"}`)})
	}
	return d, nil
}

func (catalog) Program(context.Context, config.Command) (plugin.Description, error) {
	return plugin.Description{}, errors.New("no programs here")
}

func write(t testing.TB, stages string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "p.yaml")
	if err := os.WriteFile(path, []byte("name: p\n"+stages), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func load(t testing.TB, stages string) *config.Pipeline {
	t.Helper()
	cfg, diags := config.Load(context.Background(), write(t, stages), config.Options{Catalog: catalog{}})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return cfg
}

func build(t testing.TB, stages string) (*pipeline.Plan, diag.List) {
	t.Helper()
	return pipeline.Build(context.Background(), localHost{kinds: kinds()}, load(t, stages), pipeline.Options{})
}

// open starts a pipeline in the test's own process.
func open(t testing.TB, h localHost, stages string) *pipeline.Runner {
	t.Helper()
	h.kinds = kinds()
	plan, diags := pipeline.Build(context.Background(), h, load(t, stages), pipeline.Options{})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	r, err := pipeline.Open(context.Background(), h, plan)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// openProcesses starts a pipeline whose stages are plugin processes.
func openProcesses(t testing.TB, stages string) *pipeline.Runner {
	t.Helper()
	h := newHost(t)
	plan, diags := pipeline.Load(context.Background(), h, pipeline.Source{
		Path: write(t, stages), Options: pipeline.Options{Builtin: self(t, serveTest)},
	})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	r, err := pipeline.Open(context.Background(), pipeline.Processes(h), plan)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}
