package spacy

import (
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/records"
)

func createJSON(out *annotation.Output) (annotation.Sink, error) { return &jsonSink{out: out}, nil }

type jsonSink struct {
	out    *annotation.Output
	buffer []byte
}

// Write writes a document as Doc.to_json does. What overlaps goes to a span group.
func (s *jsonSink) Write(d *annotation.Document) error {
	r := records.NewRuler(s.out.Unit, d.Text)
	b := records.AppendString(append(s.buffer[:0], `{"text":`...), d.Text)
	flat, rest := layers(d.Entities)
	if !d.Unlabelled {
		b = appendSpans(records.AppendKey(b, "ents"), flat, r, false)
	}
	if d.Sentences != nil {
		b = appendRanges(records.AppendKey(b, "sents"), d.Sentences, r, false)
	}
	words := wordsOf(d)
	tokens := make([]annotation.Range, len(words))
	for i, w := range words {
		tokens[i] = w.place
	}
	b = appendRanges(records.AppendKey(b, "tokens"), tokens, r, true)
	if len(rest) > 0 {
		b = append(records.AppendKey(b, "spans"), `{"`+spansKey+`":`...)
		b = append(appendSpans(b, rest, r, true), '}')
	}
	b = records.AppendFields(b, d.Fields, func(name string) bool {
		switch name {
		case "text", "ents", "entities", "sents", "tokens", "spans", "paragraphs", "id":
			return true
		}
		return false
	})
	s.buffer = append(b, '}', '\n')
	_, err := s.out.Body.Write(s.buffer)
	return err
}

// appendSpans appends spans. In a group, spaCy wants to know of a knowledge base.
func appendSpans(b []byte, spans []annotation.Entity, r records.Ruler, group bool) []byte {
	b = append(b, '[')
	for i := range spans {
		if i > 0 {
			b = append(b, ',')
		}
		hull := spans[i].Hull()
		b = records.AppendInt(append(b, '{'), "start", r.At(hull.Start))
		b = records.AppendInt(b, "end", r.At(hull.End))
		b = records.AppendText(b, "label", spans[i].Label)
		if group {
			b = append(b, `,"kb_id":""`...)
		}
		b = append(b, '}')
	}
	return append(b, ']')
}

func appendRanges(b []byte, list []annotation.Range, r records.Ruler, numbered bool) []byte {
	b = append(b, '[')
	for i, t := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '{')
		if numbered {
			b = records.AppendInt(b, "id", i)
		}
		b = records.AppendInt(b, "start", r.At(t.Start))
		b = append(records.AppendInt(b, "end", r.At(t.End)), '}')
	}
	return append(b, ']')
}

// Close has nothing to write.
func (s *jsonSink) Close() error { return nil }
