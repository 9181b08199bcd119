package tagger

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/dense"
)

// What a template declares and what was learnt have to be the same vectors.
func TestVectorsOfAnotherTemplateAreRefused(t *testing.T) {
	t.Parallel()
	set := setOf(t, scheme.BIO, "A")
	for name, change := range map[string]func(b []dense.Block) []dense.Block{
		"none":    func([]dense.Block) []dense.Block { return nil },
		"more":    func(b []dense.Block) []dense.Block { return append(b, b[0]) },
		"layer":   func(b []dense.Block) []dense.Block { b[0].Layer = "other"; return b },
		"offsets": func(b []dense.Block) []dense.Block { b[0].Offsets = []int{-1, 0, 4}; return b },
	} {
		c := randomChain(t, rand.New(rand.NewPCG(1, 1)), "level1", everything, set, nil)
		c.Vectors = change(c.Vectors)
		if _, err := New(fileOf(t, c)); err == nil || !strings.Contains(err.Error(), "other vectors") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Chains of a model that read one layer read vectors of one dimension.
func TestChainsReadTheSameVectors(t *testing.T) {
	t.Parallel()
	r, set := rand.New(rand.NewPCG(1, 1)), setOf(t, scheme.BIO, "A")
	const yaml = "features: [{of: vector, layer: encoder}]"
	a, b := randomChain(t, r, "a", yaml, set, nil), randomChain(t, r, "b", yaml, set, nil)
	m := loaded(t, a, b)
	if got := m.Vectors(); len(got) != 1 || got[0] != (VectorLayer{"encoder", encoderDim}) {
		t.Errorf("vectors %v", got)
	}
	if names, err := LayersOf(fileOf(t, a, b)); err != nil || !slices.Equal(names, []string{"encoder"}) {
		t.Errorf("layers %v, %v", names, err)
	}
	b.Vectors[0].Norm = dense.Norm{Mean: make([]float32, 1), Factor: make([]float32, 1)}
	b.Vectors[0].Weights = make([]float32, set.N())
	if _, err := New(fileOf(t, a, b)); err == nil || !strings.Contains(err.Error(), `vectors of 1 numbers of the layer encoder, and an earlier chain such of 3`) {
		t.Errorf("got %v", err)
	}
}

// All that vectors of a layer say is one line.
func TestVectorsAreExplained(t *testing.T) {
	t.Parallel()
	set := setOf(t, scheme.BIO, "A")
	c := randomChain(t, rand.New(rand.NewPCG(1, 1)), "level1", "features: [{of: vector, layer: encoder, at: [0, 1]}]", set, nil)
	b := &c.Vectors[0]
	b.Norm = dense.Norm{Mean: make([]float32, 3), Factor: []float32{1, 1, 1}}
	clear(b.Weights)
	b.Row(0, 1, set.N())[0], b.Row(1, 1, set.N())[2] = 2, 0.5
	s := sample{words: []string{"Ada", "came"}, vectors: []dense.Vector{{Numbers: []int8{3, 9, 9}, Scale: 0.5}, {Numbers: []int8{9, 9, 4}, Scale: 1}}}
	w := loaded(t, c).Worker()
	defer w.Release()
	if got := said(explain(t, w, s, 0, scheme.Span{Start: 0, End: 1}), "vectors of layer encoder"); math.Abs(got-5) > 1e-4 {
		t.Errorf("the vectors say %v, want 2*3*0.5 + 0.5*4*1", got)
	}
}
