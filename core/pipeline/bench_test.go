package pipeline_test

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/host"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/core/plugin"
)

// idleHost opens segments that do nothing, to measure the runner alone.
type idleHost struct{ localHost }

func (h idleHost) Check(ctx context.Context, cmd host.Command, s plugin.StageConfig, thorough bool) (plugin.Contract, diag.List, error) {
	return h.localHost.Check(ctx, cmd, s, thorough)
}

func (idleHost) Open(context.Context, host.Command, plugin.Segment, host.Limits) (pipeline.Annotator, error) {
	return idle{}, nil
}

type idle struct{ pipeline.Annotator }

func (idle) Annotate(_ context.Context, docs []*document.Document, _ []string) (*document.Reply, error) {
	return &document.Reply{Documents: len(docs), Layers: make([][]*document.Layer, len(docs))}, nil
}

func (idle) Close() error { return nil }

// BenchmarkRun is what the runner costs for each document of 200 bytes when its
// stages do nothing.
func BenchmarkRun(b *testing.B) {
	for _, c := range []struct{ name, stages string }{
		{"one segment", "stages:\n  - {id: a, uses: word}\n  - {id: e, uses: judge}\n"},
		{"language", "language: en\nstages:\n  - {id: a, uses: word}\n  - {id: e, uses: judge}\n"},
		{"three in a row", diamond},
		{"two in parallel", "stages:\n  - {id: a, uses: word, isolation: stage}\n  - {id: b, uses: word, isolation: stage}\n  - {id: e, uses: judge}\n"},
	} {
		b.Run(c.name, func(b *testing.B) {
			plan, diags := pipeline.Build(b.Context(), idleHost{localHost{kinds: kinds()}}, load(b, c.stages), pipeline.Options{})
			if diags.HasErrors() {
				b.Fatal(diags)
			}
			r, err := pipeline.Open(b.Context(), idleHost{}, plan)
			if err != nil {
				b.Fatal(err)
			}
			text := strings.Repeat("words ", 33)
			b.ReportAllocs()
			n := 0
			b.ResetTimer()
			err = r.Run(b.Context(), func(context.Context) (pipeline.Job, error) {
				if n++; n > b.N {
					return pipeline.Job{}, io.EOF
				}
				d, err := document.New("d", text)
				return pipeline.Job{Document: d}, err
			}, func(pipeline.Done) error { return nil })
			if err != nil {
				b.Fatal(err)
			}
		})
	}
}
