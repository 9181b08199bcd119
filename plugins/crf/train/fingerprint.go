package train

import (
	"encoding/binary"
	"fmt"

	"github.com/cespare/xxhash/v2"

	"github.com/onomast/onomast/plugins/crf/train/dataset"
)

// fingerprint tells data, features and options apart that would lead elsewhere.
func (r *run) fingerprint() uint64 {
	if r.print != 0 {
		return r.print
	}
	h := xxhash.New()
	o := r.options
	fmt.Fprintln(h, o.Algorithm, o.C1, o.C2, o.Iterations, o.Tolerance, o.Rate, o.Seed, o.DevEvery, o.Patience, o.Free, o.AllFeatures, r.costs)
	hashGrid(h, r.grid)
	var keys uint64 // a sum, since there is no order of keys
	for key, column := range r.columns.Features {
		keys += key * (2*uint64(column) + 1)
	}
	hashOf(h, keys, r.columns.Start, r.columns.Tags)
	if r.judge != nil {
		hashGrid(h, r.judge.grid)
	}
	r.print = h.Sum64()
	return r.print
}

func hashGrid(h *xxhash.Digest, g *dataset.Grid) {
	hashOf(h, g.Sentences, g.Gold, g.Weights, g.Cells.Start, g.Cells.Items, g.Joins.Start, g.Joins.Items)
	for i := range g.Sources {
		hashOf(h, g.Sources[i].Of)
	}
	for i := range g.Vectors {
		hashVectors(h, &g.Vectors[i])
	}
}

func hashVectors(h *xxhash.Digest, v *dataset.Vectors) {
	for _, o := range v.Offsets {
		hashOf(h, int32(o))
	}
	hashOf(h, v.Norm.Mean, v.Norm.Factor)
	for i := range v.Of {
		hashOf(h, v.Of[i].Scale, v.Of[i].Numbers)
	}
}

func hashOf(h *xxhash.Digest, values ...any) {
	for _, v := range values {
		_ = binary.Write(h, binary.LittleEndian, v) // a hash takes everything
	}
}
