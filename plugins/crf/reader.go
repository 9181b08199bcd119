package crf

import (
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/crf/dense"
	"github.com/onomast/onomast/plugins/crf/sentence"
	"github.com/onomast/onomast/plugins/crf/tagger"
	"github.com/onomast/onomast/plugins/crf/template"
)

// A reader makes of a document what a model takes. It is memory for one goroutine
// at a time.
type reader struct {
	names     []string // of layers
	tags      *sentence.Projector
	tokens    *document.Layer
	words     []string
	layers    tagger.Layers
	encoders  []tagger.VectorLayer
	sentences []sentence.Range
	cut       tagger.Layers
	found     []tagger.Entity
}

func newReader(m *tagger.Model) *reader {
	return &reader{
		names: m.Layers(), encoders: m.Vectors(), tags: sentence.NewProjector(template.Hash),
		layers: tagger.Layers{Tags: make([][]uint64, len(m.Layers())), Vectors: make([][]dense.Vector, len(m.Vectors()))},
	}
}

// read takes a document. The error is that its vectors are of another dimension than those
// the model knows.
func (r *reader) read(doc *document.Document) error {
	text := doc.Text()
	r.tokens = doc.Layer(document.Tokens)
	r.words = r.words[:0]
	for i := range r.tokens.Len() {
		r.words = append(r.words, text[r.tokens.Start(i):r.tokens.End(i)])
	}
	r.sentences = sentence.Split(r.sentences[:0], doc)
	for k, name := range r.names {
		r.layers.Tags[k] = r.tags.Tags(r.layers.Tags[k][:0], doc.Layer(name), r.tokens)
	}
	for k, v := range r.encoders {
		layer := doc.Layer(v.Name)
		if layer.Len() > 0 && layer.Dim() != v.Dim {
			return unlike(v, layer.Dim())
		}
		r.layers.Vectors[k] = sentence.Vectors(r.layers.Vectors[k][:0], layer, r.tokens)
	}
	return nil
}

// sentence returns the words of a sentence and what its layers say.
func (r *reader) sentence(s sentence.Range) ([]string, tagger.Layers) {
	r.cut.Tags, r.cut.Vectors = r.cut.Tags[:0], r.cut.Vectors[:0]
	for _, l := range r.layers.Tags {
		r.cut.Tags = append(r.cut.Tags, l[s.Start:s.End])
	}
	for _, v := range r.layers.Vectors {
		r.cut.Vectors = append(r.cut.Vectors, v[s.Start:s.End])
	}
	return r.words[s.Start:s.End], r.cut
}

// extent returns the bytes of tokens of the document.
func (r *reader) extent(from, to int) (start, end int) {
	return r.tokens.Start(from), r.tokens.End(to - 1)
}

// forget lets go of the document.
func (r *reader) forget() {
	clear(r.words)
	for _, v := range r.layers.Vectors {
		clear(v)
	}
	r.tokens = nil
}
