package dataset

import (
	"slices"

	"github.com/onomast/onomast/plugins/crf/dense"
)

// Vectors are those of one layer.
type Vectors struct {
	// Offsets are those at which tokens look at them, sorted.
	Offsets []int
	// Norm is what numbers of training data go by.
	Norm dense.Norm
	// Of is the vector at each site. Sites that are no token have none.
	Of []dense.Vector
}

// Parameters returns how many there are for so many tags: for each offset and each tag one
// for each number of a vector, in that order.
func (v *Vectors) Parameters(tags int) int { return len(v.Offsets) * tags * v.Norm.Dim() }

// DenseParameters returns how many parameters vectors have. They follow those of columns.
func (g *Grid) DenseParameters() int {
	n := 0
	for i := range g.Vectors {
		n += g.Vectors[i].Parameters(g.Tags)
	}
	return n
}

// See has the tokens of the sentences to come look at further layers of vectors, whose
// vectors come by [Layout.Vectors] in the same order. Those of a Builder for training are
// given without a norm, and get that of the training data.
func (b *Builder) See(layers ...Vectors) {
	for _, v := range layers {
		b.grid.Vectors = append(b.grid.Vectors, Vectors{Offsets: v.Offsets, Norm: v.Norm})
		for _, o := range v.Offsets {
			b.margin = max(b.margin, o, -o)
		}
	}
}

// vectors takes those of a sentence of n tokens.
func (b *Builder) vectors(layers [][]dense.Vector, n int) {
	for i := range b.grid.Vectors {
		var own []dense.Vector
		if i < len(layers) {
			own = layers[i]
		}
		of := &b.grid.Vectors[i].Of
		*of = append(*of, make([]dense.Vector, b.margin)...)
		*of = append(*of, own...)
		*of = append(*of, make([]dense.Vector, n-len(own)+b.margin)...)
	}
}

// measure finds out what the numbers of vectors go by. The dimension is that of the first
// vector of a layer.
func (b *Builder) measure() {
	for i := range b.grid.Vectors {
		v := &b.grid.Vectors[i]
		dim := 0
		for _, x := range v.Of {
			if dim = len(x.Numbers); dim > 0 {
				break
			}
		}
		v.Norm = dense.Measure(dim, slices.Values(v.Of))
	}
}
