package tagger

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/onomast/onomast/core/chain"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/dense"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/template"
)

// everything is a template that uses all an extractor offers: words at offsets that
// leave some out, tracks, conjunctions over both, and over the edges.
const everything = `
features:
  - {of: bias}
  - {of: word, at: [-3, -1, 0, 1]}
  - {of: shape, collapse: 2, at: [-1, 0, 2]}
  - {of: suffix, length: [1, 2], lower: true}
  - {of: ngrams, length: 3, bounds: true}
  - {of: position, at: [-1, 0, 1]}
  - {of: layer, layer: rules, at: [-2, 0, 4]}
  - {of: vector, layer: encoder, at: [-1, 0, 5]}
  - join: [{of: lower, at: -1}, {of: lower, at: 0}]
  - join: [{of: lower, at: -2}, {of: layer, layer: rules, at: 1}]
`

// A sample is a sentence to learn from.
type sample struct {
	words   []string
	layers  [][]uint64
	vectors []dense.Vector // of the layer encoder
}

// all is what a worker is told of the sample.
func (s sample) all() Layers { return Layers{Tags: s.layers, Vectors: [][]dense.Vector{s.vectors}} }

// emitted are the rows of a sample by the first chain of a worker.
func (s sample) emitted(w *Worker) []float32 {
	c := w.chains[0]
	return c.emit(s.words, c.cutLayers(w.layersFor(c, s.all()), 0, len(s.words)))
}

func (s sample) sentence(x *template.Extractor) *template.Sentence {
	out := &template.Sentence{Layers: s.layers}
	var w template.Word
	for _, word := range s.words {
		x.Word(word, &w)
		out.Parts = append(out.Parts, append([]uint64(nil), w.Parts...))
	}
	x.Fill(out)
	return out
}

// keysAt are the keys of a token's features, found one by one.
func keysAt(x *template.Extractor, s sample, filled *template.Sentence, i int) []uint64 {
	var keys []uint64
	var w template.Word
	n := len(s.words)
	for k, o := range x.Offsets() {
		switch at := i + o; {
		case at < 0:
			x.Outside(at, &w)
		case at >= n:
			x.Outside(at-n+1, &w)
		default:
			x.Word(s.words[at], &w)
		}
		keys = append(keys, w.Keys[k]...)
	}
	for t, track := range x.Tracks() {
		for k, o := range track.Offsets {
			if at := i + o; at >= 0 && at < n {
				keys = append(keys, x.Key(t, k, filled.Tracks[t][at]))
			}
		}
	}
	for j := range x.Joins() {
		keys = append(keys, x.Join(j, i, filled))
	}
	kept := keys[:0]
	for _, key := range keys {
		if key != 0 {
			kept = append(kept, key)
		}
	}
	return kept
}

// compiled reads a template that needs no files.
func compiled(t testing.TB, source string) *template.Extractor {
	t.Helper()
	parsed, found := template.Parse("test.yaml", []byte(source))
	if found.HasErrors() {
		t.Fatal(found)
	}
	x, err := parsed.Compile(nil)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// randomChain gives weights to four of five features of samples.
func randomChain(t testing.TB, r *rand.Rand, name, source string, set scheme.Set, samples []sample) model.Chain {
	t.Helper()
	x := compiled(t, source)
	c := model.Chain{Name: name, Set: set, Template: []byte(source), Transitions: chain.Allowed(set)}
	for _, column := range [][]float32{c.Transitions.Pair, c.Transitions.Start, c.Transitions.End} {
		for i := range column {
			column[i] += float32(r.NormFloat64())
		}
	}
	for _, v := range x.Vectors() {
		c.Vectors = append(c.Vectors, randomBlock(r, v, set.N()))
	}
	known := map[uint64]bool{}
	for _, s := range samples {
		filled := s.sentence(x)
		for i := range s.words {
			for _, key := range keysAt(x, s, filled, i) {
				if !known[key] && r.IntN(5) > 0 {
					c.Features = append(c.Features, randomFeature(r, key, set.N()))
				}
				known[key] = true
			}
		}
	}
	return c
}

// encoderDim is the dimension of vectors in samples.
const encoderDim = 3

// randomBlock knows something of vectors.
func randomBlock(r *rand.Rand, v template.Vectors, tags int) dense.Block {
	numbers := func(n int) []float32 {
		out := make([]float32, n)
		for i := range out {
			out[i] = float32(r.NormFloat64())
		}
		return out
	}
	return dense.Block{
		Layer: v.Layer, Offsets: v.Offsets, Weights: numbers(len(v.Offsets) * tags * encoderDim),
		Norm: dense.Norm{Mean: numbers(encoderDim), Factor: numbers(encoderDim)},
	}
}

func randomFeature(r *rand.Rand, key uint64, tags int) model.Feature {
	f := model.Feature{Key: key, Name: fmt.Sprintf("%016x", key)}
	for tag := range tags {
		if r.IntN(3) == 0 {
			f.Tags, f.Weights = append(f.Tags, uint16(tag)), append(f.Weights, float32(r.NormFloat64()))
		}
	}
	return f
}

// loaded makes a model of chains through the bytes of its file.
func loaded(t testing.TB, chains ...model.Chain) *Model {
	t.Helper()
	m, err := New(fileOf(t, chains...))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func setOf(t testing.TB, s scheme.Scheme, types ...string) scheme.Set {
	t.Helper()
	set, err := scheme.New(s, types)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// randomSamples writes sentences of few words, some long, with a layer.
func randomSamples(r *rand.Rand, n int) []sample {
	vocabulary := []string{"Ada", "went", "to", "Köln", "on", "Monday", ",", "3", "B12", "", "x\xff", "東京", "Donaudampfschifffahrtsgesellschaftskapitän"}
	tags := []uint64{0, 0, template.Hash("B-A"), template.Hash("I-A"), template.Hash("B-B")}
	samples := make([]sample, n)
	for i := range samples {
		length := r.IntN(12)
		s := sample{layers: [][]uint64{make([]uint64, length)}}
		for k := range length {
			s.words = append(s.words, vocabulary[r.IntN(len(vocabulary))])
			s.layers[0][k] = tags[r.IntN(len(tags))]
			v := dense.Vector{}
			if r.IntN(4) > 0 {
				v = dense.Vector{Numbers: []int8{int8(r.IntN(256) - 128), int8(r.IntN(256) - 128), int8(r.IntN(9))}, Scale: r.Float32() / 50}
			}
			s.vectors = append(s.vectors, v)
		}
		samples[i] = s
	}
	return samples
}

// fileOf is the file of some chains.
func fileOf(t testing.TB, chains ...model.Chain) *model.File {
	t.Helper()
	data, err := model.Bytes(&model.Model{Chains: chains}, model.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	f, err := model.Load(data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
