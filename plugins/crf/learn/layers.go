package learn

import (
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/crf/sentence"
	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train/gold"
)

// A layerer knows what layers say of the tokens of sentences. Layers of earlier
// chains are in found.
type layerer struct {
	names     []string
	projector *sentence.Projector
	hash      func(tag string) uint64

	document *document.Document // the last one, and what its layers say
	tags     [][]uint64
}

func newLayerer(names []string, known template.Values) *layerer {
	return &layerer{names: names, hash: known.Hash, projector: sentence.NewProjector(known.Hash)}
}

// of returns the tags of a sentence in each layer. earlier holds what earlier chains
// found in it, by their names.
func (l *layerer) of(s *gold.Sentence, earlier map[string][]gold.Span) [][]uint64 {
	if l.document != s.Document {
		l.document, l.tags = s.Document, nil
		tokens := s.Document.Layer(document.Tokens)
		for _, name := range l.names {
			l.tags = append(l.tags, l.projector.Tags(nil, s.Document.Layer(name), tokens))
		}
	}
	out := make([][]uint64, len(l.names))
	for i, name := range l.names {
		if spans, ok := earlier[name]; ok {
			out[i] = l.spans(len(s.Words), spans)
			continue
		}
		out[i] = l.tags[i][s.Tokens.Start:s.Tokens.End]
	}
	return out
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
