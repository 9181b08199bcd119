package training

import (
	"slices"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train/gold"
)

// Always are the layers that every training reads.
func Always() []pipeline.Want {
	return []pipeline.Want{{Layer: document.Tokens, Who: "training"}, {Layer: document.Sentences, Optional: true}}
}

// Wants are the layers that a template reads, and those that were asked for beside it,
// without those that earlier levels of the model find.
func Wants(t *template.Template, name string, asked []string, levels gold.Levels) []pipeline.Want {
	var out []pipeline.Want
	layers := t.Layers()
	for i, layer := range layers {
		want := pipeline.Want{Layer: layer, Who: "the template " + name}
		others := slices.Delete(slices.Clone(layers), i, i+1)
		if missing := t.CheckLayers(others); len(missing) > 0 { // it says where the layer is asked for
			want.Position = missing[0].Position
		}
		out = append(out, want)
	}
	for _, layer := range asked {
		if !slices.Contains(layers, layer) {
			out = append(out, pipeline.Want{Layer: layer, Who: "--layers"})
		}
	}
	return slices.DeleteFunc(out, func(w pipeline.Want) bool {
		for i := range levels.Count() - 1 {
			if levels.Name(i) == w.Layer {
				return true
			}
		}
		return false
	})
}

// Sort tells the layers that were asked for beside a template apart: those whose labels
// features look at, and those of vectors. The list says which layers the template reads for
// what they are not.
func Sort(p *pipeline.Plan, t *template.Template, asked []string) (layers, vectors []string, wrong diag.List) {
	holds := map[string]bool{}
	for i := range p.Stages {
		for _, spec := range p.Stages[i].Contract.Provides {
			holds[spec.Name] = spec.Role == plugin.VectorsRole
		}
	}
	for _, name := range asked {
		if holds[name] {
			vectors = append(vectors, name)
		} else {
			layers = append(layers, name)
		}
	}
	return layers, vectors, t.CheckVectors(holds)
}
