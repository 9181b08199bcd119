package tagger_test

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/onomast/onomast/core/chain"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/tagger"
	"github.com/onomast/onomast/plugins/crf/template"
)

// large is a model of a million features, most of them with one weight.
func large(b *testing.B) *model.Model {
	b.Helper()
	t, err := template.Preset("default")
	if err != nil {
		b.Fatal(err)
	}
	set, err := scheme.New(scheme.BIOES, []string{"CITY", "PERSON"})
	if err != nil {
		b.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 1))
	c := model.Chain{Name: "level1", Set: set, Template: t.Source, Transitions: chain.Allowed(set)}
	for range 1_000_000 {
		c.Features = append(c.Features, model.Feature{
			Key: r.Uint64(), Tags: []uint16{uint16(r.IntN(set.N()))}, Weights: []float32{float32(r.NormFloat64())},
		})
	}
	return &model.Model{Chains: []model.Chain{c}}
}

// BenchmarkLoad opens a model, looks at every byte of it and tags a first sentence.
func BenchmarkLoad(b *testing.B) {
	path := filepath.Join(b.TempDir(), "m.crf")
	if err := model.Write(path, large(b), model.WriteOptions{}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		f, err := model.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		if err := f.Verify(); err != nil {
			b.Fatal(err)
		}
		m, err := tagger.New(f)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := m.Worker().Find(context.Background(), nil, []string{"Ada", "lived", "in", "London", "."}, tagger.Layers{}, 1); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(f.Bytes())
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
