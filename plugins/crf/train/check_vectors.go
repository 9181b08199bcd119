package train

import (
	"fmt"

	"github.com/onomast/onomast/plugins/crf/template"
)

// checkVectors refuses vectors that nothing can be learnt of: they are missing, or not
// alike.
func checkVectors(layers []template.Vectors, data, dev []Sentence) error {
	var c checks
	for i, layer := range layers {
		dim := 0
		for _, part := range []struct {
			name string
			data []Sentence
		}{{"train", data}, {"dev", dev}} {
			for s := range part.data {
				if reason := wrongVectors(&part.data[s], i, &dim); reason != "" {
					c.refuse("vectors", "train on what one encoder wrote", "sentence %d of %s %s in the layer %s", s+1, part.name, reason, layer.Layer)
					return c.list.Err()
				}
			}
			if part.name == "train" && dim == 0 {
				c.refuse("no-vectors", "name a layer that an encoder writes, and the pipeline it is in with -p", "no token of the training data has a vector in the layer %s", layer.Layer)
			}
		}
	}
	return c.list.Err()
}

// wrongVectors says what is wrong with the vectors of a layer of a sentence. dim is the
// dimension of those before, 0 before the first.
func wrongVectors(s *Sentence, layer int, dim *int) string {
	if layer >= len(s.Vectors) || len(s.Vectors[layer]) == 0 {
		return ""
	}
	if n := len(s.Vectors[layer]); n != len(s.Words) {
		return fmt.Sprintf("has %d words and %d vectors", len(s.Words), n)
	}
	for _, v := range s.Vectors[layer] {
		switch n := len(v.Numbers); {
		case n == 0 || n == *dim:
		case *dim == 0:
			*dim = n
		default:
			return fmt.Sprintf("has a vector of %d numbers, where others have %d,", n, *dim)
		}
		if !finite(float64(v.Scale)) {
			return "has a vector with numbers that are not finite"
		}
	}
	return ""
}
