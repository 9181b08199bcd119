package crf

import (
	"github.com/onomast/onomast/core/document"
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
	layers    [][]uint64
	sentences []sentence.Range
	cut       [][]uint64
	found     []tagger.Entity
}

func newReader(m *tagger.Model) *reader {
	return &reader{names: m.Layers(), layers: make([][]uint64, len(m.Layers())), tags: sentence.NewProjector(template.Hash)}
}

// read takes a document.
func (r *reader) read(doc *document.Document) {
	text := doc.Text()
	r.tokens = doc.Layer(document.Tokens)
	r.words = r.words[:0]
	for i := range r.tokens.Len() {
		r.words = append(r.words, text[r.tokens.Start(i):r.tokens.End(i)])
	}
	r.sentences = sentence.Split(r.sentences[:0], doc)
	for k, name := range r.names {
		r.layers[k] = r.tags.Tags(r.layers[k][:0], doc.Layer(name), r.tokens)
	}
}

// sentence returns the words of a sentence and the tags of its layers.
func (r *reader) sentence(s sentence.Range) ([]string, [][]uint64) {
	r.cut = r.cut[:0]
	for _, l := range r.layers {
		r.cut = append(r.cut, l[s.Start:s.End])
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
	r.tokens = nil
}
