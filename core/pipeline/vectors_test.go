package pipeline_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/core/plugin"
)

// vectorKinds are embed, which gives each word a vector of its length, and weigh,
// whose candidates have the numbers of the layer "embed" for their labels.
func vectorKinds() []plugin.Kind {
	return []plugin.Kind{
		{
			Name: "embed", Doc: "Makes vectors.",
			Contract: func(cfg plugin.Config) (plugin.Contract, error) {
				return plugin.Contract{Provides: []plugin.LayerSpec{{Name: cfg.Stage, Role: plugin.VectorsRole, Dim: 2}}}, nil
			},
			Open: func(_ context.Context, cfg plugin.Config) (plugin.Stage, error) { return embed{cfg.Stage}, nil },
		},
		{
			Name: "weigh", Doc: "Reads vectors.",
			Contract: func(cfg plugin.Config) (plugin.Contract, error) {
				return plugin.Contract{
					Needs:    []plugin.Need{{Layer: "embed"}},
					Provides: []plugin.LayerSpec{{Name: cfg.Stage, Role: plugin.CandidatesRole, OpenLabels: true}},
				}, nil
			},
			Open: func(_ context.Context, cfg plugin.Config) (plugin.Stage, error) {
				return plugin.Candidates(cfg, weigh), nil
			},
		},
	}
}

type embed struct{ layer string }

func (e embed) Process(_ context.Context, doc *document.Document) error {
	out := document.NewVectors(e.layer, 2)
	at := 0
	for word := range strings.SplitSeq(doc.Text(), " ") {
		out.AddVector(at, at+len(word), []float32{float32(len(word)), 127})
		at += len(word) + 1
	}
	return doc.Add(out)
}

func weigh(_ context.Context, doc *document.Document, out *document.Layer) error {
	l := doc.Layer("embed")
	for i := range l.Len() {
		out.AddRange(l.Start(i), l.End(i), fmt.Sprint(l.AppendVector(nil, i)))
	}
	return nil
}

const weighing = `stages:
  - {id: embed, uses: embed, isolation: stage}
  - {id: weigh, uses: weigh}
  - {id: entities, uses: judge}
`

// Vectors travel from one process to another and are nobody's candidates; the star
// leaves them out, their name does not.
func TestVectorsReachTheirReader(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		opts pipeline.Options
		want []string
	}{
		{pipeline.Options{}, nil},
		{pipeline.Options{Layers: []string{"*"}}, []string{"weigh"}},
		{pipeline.Options{Layers: []string{"*"}, Vectors: true}, []string{"embed", "weigh"}},
		{pipeline.Options{Layers: []string{"embed"}}, []string{"embed"}},
	} {
		h := pipeline.Processes(newHost(t))
		tt.opts.Builtin = self(t, serveTest)
		plan, diags := pipeline.Build(t.Context(), h, load(t, weighing), tt.opts)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		r, err := pipeline.Open(t.Context(), h, plan)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = r.Close() })
		text, err := document.New("d", "six seven")
		if err != nil {
			t.Fatal(err)
		}
		results, err := r.Annotate(t.Context(), []*document.Document{text})
		if err != nil || results[0].Failure != nil {
			t.Fatal(err, results[0].Failure)
		}
		doc := results[0].Document
		var labels, layers []string
		for _, s := range doc.Layer(document.Entities).All() {
			labels = append(labels, s.Label)
		}
		if diff := cmp.Diff([]string{"[3 127]", "[5 127]"}, labels); diff != "" {
			t.Error(diff)
		}
		for _, name := range plan.Output {
			if name != document.Entities {
				layers = append(layers, name)
			}
		}
		if diff := cmp.Diff(tt.want, layers); diff != "" {
			t.Errorf("%+v: %s", tt.opts, diff)
		}
		if slices.Contains(tt.want, "embed") {
			if got := doc.Layer("embed").AppendVector(nil, 1); !cmp.Equal(got, []float32{5, 127}) {
				t.Errorf("the vector of a word of 5 letters is %v", got)
			}
		}
	}
}
