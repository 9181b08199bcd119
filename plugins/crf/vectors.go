package crf

import (
	"fmt"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/tagger"
)

// unlike says that vectors are not those that a model was trained on.
func unlike(v tagger.VectorLayer, dim int) error {
	if dim == 0 {
		return fmt.Errorf("the model reads vectors of the layer %s, which has none", v.Name)
	}
	return fmt.Errorf("the model reads vectors of %d numbers of the layer %s, and these have %d: use the encoder it was trained with, or train it anew", v.Dim, v.Name, dim)
}

// checkVectors compares the vectors that a model reads with what other stages announce.
// Layers that nobody announces are the planner's to report.
func (o *Options) checkVectors(f *model.File, layers []plugin.LayerSpec) diag.List {
	var found diag.List
	for _, l := range layers {
		v := readOf(f, l.Name)
		if v.Dim == 0 || l.Role == plugin.VectorsRole && (l.Dim == 0 || l.Dim == v.Dim) {
			continue
		}
		summary := fmt.Sprintf("%s reads vectors of %d numbers of the layer %s, and those of the stage %s have %d", o.Model, v.Dim, v.Name, l.Stage, l.Dim)
		if l.Role != plugin.VectorsRole {
			summary = fmt.Sprintf("%s reads vectors of the layer %s, and the stage %s writes %s there", o.Model, v.Name, l.Stage, l.Role)
		}
		found = append(found, diag.Diagnostic{
			Severity: diag.Error, Code: "crf.vectors", Pointer: "/model", Summary: summary,
			Hint: fmt.Sprintf("give the stage %s the encoder that the model was trained with, or train the model anew", l.Stage),
		})
	}
	return found
}

// readOf returns what a model reads of a layer of vectors; its dimension is 0 where it
// reads none.
func readOf(f *model.File, layer string) tagger.VectorLayer {
	for i := range f.Chains {
		for _, v := range f.Chains[i].Vectors {
			if v.Layer == layer {
				return tagger.VectorLayer{Name: v.Layer, Dim: v.Norm.Dim()}
			}
		}
	}
	return tagger.VectorLayer{}
}
