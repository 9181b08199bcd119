package model

import (
	"slices"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/crf/dense"
)

// Weights of vectors are kept as they are, whatever [WriteOptions] say of those of
// features: there are few of them (384 numbers and 9 tags make 14 KB).

// vectorBytes are what is large of a layer of vectors.
func vectorBytes(b *dense.Block) []byte {
	var out []byte
	for _, numbers := range [][]float32{b.Norm.Mean, b.Norm.Factor, b.Weights} {
		out = appendFloats(out, numbers)
	}
	return out
}

// readVectors is the inverse of vectorBytes, for a chain of so many tags.
func readVectors(about vectorFacts, tags int, data []byte) (dense.Block, bool) {
	b := dense.Block{Layer: about.Layer, Offsets: about.Offsets}
	dim := about.Dim
	if dim < 1 || dim > document.MaxDim || len(data)%4 != 0 || len(data)/4 != 2*dim+len(about.Offsets)*tags*dim {
		return b, false
	}
	all := floats(data)
	b.Norm = dense.Norm{Mean: slices.Clip(all[:dim]), Factor: slices.Clip(all[dim : 2*dim])}
	b.Weights = all[2*dim:]
	return b, true
}

// loadVectors reads the layers of vectors of a chain, whose set is known.
func (f *File) loadVectors(i int, about *facts) error {
	c := &f.Chains[i]
	for n, v := range about.Vectors {
		data, _ := f.section(kindVectors, i, n)
		b, ok := readVectors(v, c.Set.N(), data)
		if !ok {
			return errDamaged("what it knows of vectors")
		}
		c.Vectors = append(c.Vectors, b)
	}
	return nil
}
