package spacy

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/build"
	"github.com/onomast/onomast/corpus/formats/internal/records"
	"github.com/onomast/onomast/corpus/tags"
)

// JSON describes the JSON formats. What is written is that of Doc.to_json, one a line.
func JSON() annotation.Format {
	return annotation.Format{
		Name: "spacy-json", Title: "spaCy JSON and JSONL", Extension: ".jsonl",
		Holds: annotation.Holds{
			Overlap: annotation.Any, Unlabelled: true, Fields: true, Tokens: true, Sentences: true, Spacing: annotation.FullSpacing, SpacedTokens: true, NeedsTokens: true,
		},
		Units: []document.Unit{document.CodePoint, document.UTF16, document.Byte},
		Guess: guessJSON, Read: openJSON, Write: createJSON,
	}
}

func guessJSON(_ string, head []byte) int {
	has := func(s string) bool { return bytes.Contains(head, []byte(s)) }
	trimmed := bytes.TrimLeft(head, " \t\r\n\ufeff[")
	switch {
	case bytes.HasPrefix(trimmed, []byte("{")) && has(`"text"`) && has(`"ents"`):
		return 80
	case bytes.HasPrefix(trimmed, []byte("{")) && has(`"paragraphs"`) && has(`"sentences"`):
		return 80
	case bytes.HasPrefix(trimmed, []byte(`"`)) && has(`"entities"`):
		return 70
	}
	return 0
}

type doc struct {
	Text     *string                     `json:"text"`
	Ents     records.Items[records.Span] `json:"ents"`
	Entities records.Items[records.Span] `json:"entities"`
	Sents    records.Items[stretch]      `json:"sents"`
	Tokens   records.Items[stretch]      `json:"tokens"`
	Spans    groupsOf                    `json:"spans"`
	// Paragraphs is what spaCy 2 has instead of a text.
	Paragraphs []paragraph    `json:"paragraphs"`
	ID         records.Text   `json:"id"`
	Unknown    jsontext.Value `json:",embed"`
}

type paragraph struct {
	Raw       string `json:"raw"`
	Sentences []struct {
		Tokens []struct {
			Orth  string `json:"orth"`
			NER   string `json:"ner"`
			Space string `json:"space"`
		} `json:"tokens"`
	} `json:"sentences"`
}

type stretch struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// groupsOf are the span groups: an object of lists.
type groupsOf struct{ records.Items[records.Span] }

// UnmarshalJSONFrom reads the spans of all groups.
func (g *groupsOf) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	if dec.PeekKind() != '{' {
		return g.Items.UnmarshalJSONFrom(dec)
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	for dec.PeekKind() != '}' {
		if _, err := dec.ReadToken(); err != nil {
			return err
		}
		var one records.Items[records.Span]
		if err := one.UnmarshalJSONFrom(dec); err != nil {
			return err
		}
		g.Present = true
		g.Values, g.Broken = append(g.Values, one.Values...), append(g.Broken, one.Broken...)
	}
	_, err := dec.ReadToken()
	return err
}

func openJSON(in *annotation.Input) (annotation.Source, error) {
	return &jsonSource{in: in, records: records.New(in)}, nil
}

type jsonSource struct {
	in      *annotation.Input
	records *records.Reader
	queue   []*annotation.Draft
}

// Next reads an object, a pair of a text and its annotations, or the next paragraph.
func (s *jsonSource) Next() (*annotation.Draft, error) {
	for len(s.queue) == 0 {
		v, err := s.records.Next()
		if err != nil {
			return nil, err
		}
		d, err := s.value(v)
		if d != nil || err != nil {
			return d, err
		}
	}
	d := s.queue[0]
	s.queue = s.queue[1:]
	return d, nil
}

func (s *jsonSource) value(v records.Value) (*annotation.Draft, error) {
	var o doc
	if v.Raw.Kind() == '[' {
		var pair []jsontext.Value
		if err := s.records.Unmarshal(v, &pair); err != nil {
			return nil, err
		}
		if len(pair) != 2 {
			return nil, s.records.Problem(v, "wrong-shape", "", "it is a list, but no pair of a text and its annotations")
		}
		if err := s.records.Unmarshal(records.Value{Raw: pair[1], Line: v.Line}, &o); err != nil {
			return nil, err
		}
		if err := s.records.Unmarshal(records.Value{Raw: pair[0], Line: v.Line}, &o.Text); err != nil {
			return nil, err
		}
	} else if err := s.records.Unmarshal(v, &o); err != nil {
		return nil, err
	}
	switch {
	case o.Paragraphs != nil:
		return nil, s.paragraphs(v, &o)
	case o.Text == nil:
		return nil, s.records.Problem(v, "no-text", "", "the record has no field \"text\"")
	}
	return s.draft(v, &o), nil
}

func (s *jsonSource) draft(v records.Value, o *doc) *annotation.Draft {
	d := &annotation.Draft{Document: annotation.Document{ID: string(o.ID), Text: *o.Text, Origin: s.records.Origin(v), Fields: records.Fields(o.Unknown)}}
	d.Unlabelled = !o.Ents.Present && !o.Entities.Present && !o.Spans.Present
	b := records.Builder{Draft: d, Report: s.in.Report}
	b.AddSpans(&o.Ents)
	b.AddSpans(&o.Entities)
	seen := map[string]bool{}
	for i := range d.Entities {
		seen[key(&d.Entities[i])] = true
	}
	o.Spans.Values = distinct(o.Spans.Values, seen)
	b.AddSpans(&o.Spans.Items)
	d.Tokens, d.Sentences = ranges(o.Tokens), ranges(o.Sents)
	return d
}

// distinct drops spans that were seen before: doc.ents and a group may have the same.
func distinct(spans []records.Span, seen map[string]bool) []records.Span {
	kept := spans[:0]
	for i := range spans {
		e := spans[i].Entity()
		if !seen[key(&e)] {
			seen[key(&e)] = true
			kept = append(kept, spans[i])
		}
	}
	return kept
}

func ranges(l records.Items[stretch]) []annotation.Range {
	if !l.Present {
		return nil
	}
	out := make([]annotation.Range, len(l.Values))
	for i, r := range l.Values {
		out[i] = annotation.Range(r)
	}
	return out
}

// paragraphs queues the documents of a record of spaCy 2. Their text is that of their
// tokens.
func (s *jsonSource) paragraphs(v records.Value, o *doc) error {
	for _, p := range o.Paragraphs {
		text := build.New(s.in, v.Line)
		text.ID = string(o.ID)
		for _, sen := range p.Sentences {
			text.Begin("\n")
			var column []string
			for _, t := range sen.Tokens {
				text.Token(t.Orth, " ")
				column = append(column, t.NER)
			}
			text.Tagged(column, tags.BILOU, nil)
		}
		d, err := text.Draft()
		if err != nil {
			return err
		}
		s.queue = append(s.queue, d)
	}
	return nil
}
