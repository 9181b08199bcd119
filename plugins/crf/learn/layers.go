package learn

import (
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/crf/dense"
	"github.com/onomast/onomast/plugins/crf/sentence"
	"github.com/onomast/onomast/plugins/crf/tagger"
	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train/gold"
)

// A layerer knows what layers say of the tokens of sentences. Layers of earlier
// chains are in found.
type layerer struct {
	names     []string
	encoders  []template.Vectors
	projector *sentence.Projector
	hash      func(tag string) uint64

	document *document.Document // the last one, and what its layers say
	tags     [][]uint64
	vectors  [][]dense.Vector
}

func newLayerer(x *template.Extractor, known template.Values) *layerer {
	return &layerer{names: x.Layers(), encoders: x.Vectors(), hash: known.Hash, projector: sentence.NewProjector(known.Hash)}
}

// of returns the tags and the vectors of a sentence in each layer. earlier holds what
// earlier chains found in it, by their names. Vectors share the memory of the document,
// where they can.
func (l *layerer) of(s *gold.Sentence, earlier map[string][]gold.Span) tagger.Layers {
	if l.document != s.Document {
		l.read(s.Document)
	}
	var out tagger.Layers
	for i, name := range l.names {
		if spans, ok := earlier[name]; ok {
			out.Tags = append(out.Tags, l.spans(len(s.Words), spans))
			continue
		}
		out.Tags = append(out.Tags, l.tags[i][s.Tokens.Start:s.Tokens.End])
	}
	for _, v := range l.vectors {
		out.Vectors = append(out.Vectors, v[s.Tokens.Start:s.Tokens.End])
	}
	return out
}

func (l *layerer) read(d *document.Document) {
	l.document, l.tags, l.vectors = d, nil, nil
	tokens := d.Layer(document.Tokens)
	for _, name := range l.names {
		l.tags = append(l.tags, l.projector.Tags(nil, d.Layer(name), tokens))
	}
	for _, e := range l.encoders {
		l.vectors = append(l.vectors, sentence.Vectors(nil, d.Layer(e.Layer), tokens))
	}
}

// spans are the tags of spans of n tokens that do not overlap.
func (l *layerer) spans(n int, spans []gold.Span) []uint64 {
	out := make([]uint64, n)
	for _, e := range spans {
		out[e.Start] = l.hash("B-" + e.Label)
		for i := e.Start + 1; i < e.End; i++ {
			out[i] = l.hash("I-" + e.Label)
		}
	}
	return out
}
