package training

import (
	"slices"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train/gold"
)

// Always are the layers that every training reads.
func Always() []pipeline.Want {
	return []pipeline.Want{{Layer: document.Tokens, Who: "training"}, {Layer: document.Sentences, Optional: true}}
}

// Wants are the layers that a template reads, some of them since they were asked for,
// but for those that earlier levels of the model find.
func Wants(t *template.Template, name string, asked []string, levels gold.Levels) []pipeline.Want {
	own := map[string]bool{}
	for i := range levels.Count() - 1 {
		own[levels.Name(i)] = true
	}
	var out []pipeline.Want
	layers := t.Layers()
	for i, layer := range layers {
		if own[layer] {
			continue
		}
		if slices.Contains(asked, layer) {
			out = append(out, pipeline.Want{Layer: layer, Who: "--layers"})
			continue
		}
		want := pipeline.Want{Layer: layer, Who: "the template " + name}
		others := slices.Delete(slices.Clone(layers), i, i+1)
		if missing := t.CheckLayers(others); len(missing) > 0 { // it says where the layer is asked for
			want.Position = missing[0].Position
		}
		out = append(out, want)
	}
	return out
}
