package dense

import (
	"errors"
	"fmt"
	"slices"
)

// A Block is what a model has learnt of the vectors of one layer.
type Block struct {
	// Layer is the name of the layer.
	Layer string
	// Offsets are those of the tokens whose vectors a token sees, sorted.
	Offsets []int
	Norm    Norm
	// Weights has a row for each offset and tag, of a number for each of the vector:
	// offset of index k, tag t, index d is at (k*tags+t)*dim + d.
	Weights []float32
}

// Row returns the weights of a tag at the offset of index k.
func (b *Block) Row(k, tag, tags int) []float32 {
	dim := b.Norm.Dim()
	at := (k*tags + tag) * dim
	return b.Weights[at : at+dim : at+dim]
}

// Add adds to rows, one score a tag for each token, what the vectors of the tokens say.
// x is scratch of as many numbers as a vector has.
func (b *Block) Add(rows []float32, tags int, vectors []Vector, x []float32) {
	size := tags * b.Norm.Dim()
	for i, v := range vectors {
		if len(v.Numbers) == 0 {
			continue
		}
		Apply(x, &b.Norm, v)
		for k, o := range b.Offsets {
			if token := i - o; token >= 0 && token < len(vectors) {
				AddScores(rows[token*tags:][:tags], b.Weights[k*size:][:size], x)
			}
		}
	}
}

// Check refuses a block that no tagger of so many tags could use.
func (b *Block) Check(tags int) error {
	dim := b.Norm.Dim()
	switch {
	case dim == 0 || len(b.Norm.Factor) != dim:
		return fmt.Errorf("vectors of %s: there are %d means and %d factors", b.Layer, dim, len(b.Norm.Factor))
	case len(b.Offsets) == 0 || !slices.IsSorted(b.Offsets) || len(slices.Compact(slices.Clone(b.Offsets))) < len(b.Offsets):
		return fmt.Errorf("vectors of %s: its offsets are not ascending", b.Layer)
	case len(b.Weights) != len(b.Offsets)*tags*dim:
		return fmt.Errorf("vectors of %s: %d weights are not those of %d offsets, %d tags and %d numbers", b.Layer, len(b.Weights), len(b.Offsets), tags, dim)
	}
	for _, numbers := range [][]float32{b.Norm.Mean, b.Norm.Factor, b.Weights} {
		if slices.ContainsFunc(numbers, func(x float32) bool { return x-x != 0 }) {
			return errors.New("vectors of " + b.Layer + ": a number is not finite: training went wrong")
		}
	}
	return nil
}
