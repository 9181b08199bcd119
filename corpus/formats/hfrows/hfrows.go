// Package hfrows reads and writes rows as Hugging Face datasets have them: a list of
// tokens and a list of tags, which are names, or numbers of names in dataset_info.json.
package hfrows

import (
	"bytes"
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/build"
	"github.com/onomast/onomast/corpus/formats/internal/records"
	"github.com/onomast/onomast/corpus/tags"
)

// Format describes the format.
func Format() annotation.Format {
	return annotation.Format{
		Name: "hf", Title: "Hugging Face rows", Extension: ".jsonl",
		Holds: annotation.Holds{DocumentIDs: true, Unlabelled: true, Fields: true, Tokens: true, NeedsTokens: true, SpacedTokens: true},
		Guess: guess, Read: open, Write: create,
	}
}

func guess(_ string, head []byte) int {
	if bytes.Contains(head, []byte(`"entities"`)) && bytes.Contains(head, []byte(`"text"`)) {
		return 0 // the project's own, with tokens
	}
	if bytes.Contains(head, []byte(`"tokens"`)) && (bytes.Contains(head, []byte(`"ner_tags"`)) || bytes.Contains(head, []byte(`"tags"`))) {
		return 85
	}
	return 0
}

type record struct {
	ID      records.Text     `json:"id"`
	Tokens  []string         `json:"tokens"`
	NERTags []jsontext.Value `json:"ner_tags"`
	Tags    []jsontext.Value `json:"tags"`
	Unknown jsontext.Value   `json:",embed"`
}

func open(in *annotation.Input) (annotation.Source, error) {
	return &source{in: in, records: records.New(in)}, nil
}

type source struct {
	in      *annotation.Input
	records *records.Reader
	names   []string // of tags that are numbers
	looked  bool
}

// Next reads a row.
func (s *source) Next() (*annotation.Draft, error) {
	v, err := s.records.Next()
	if err != nil {
		return nil, err
	}
	var r record
	if err := s.records.Unmarshal(v, &r); err != nil {
		return nil, err
	}
	list := r.NERTags
	if list == nil {
		list = r.Tags
	}
	switch {
	case r.Tokens == nil:
		return nil, s.records.Problem(v, "no-text", "", "the row has no field \"tokens\"")
	case list != nil && len(list) != len(r.Tokens):
		return nil, s.records.Problem(v, "columns", "", "the row has %d tokens and %d tags", len(r.Tokens), len(list))
	}
	column, err := s.column(v, list)
	if err != nil {
		return nil, err
	}
	text := build.New(s.in, v.Line)
	text.ID = string(r.ID)
	text.Begin("")
	for _, t := range r.Tokens {
		text.Token(t, " ")
	}
	text.Tagged(column, "", nil)
	d, err := text.Draft()
	if err != nil {
		return nil, err
	}
	d.Sentences, d.Unlabelled, d.Fields = nil, list == nil, records.Fields(r.Unknown)
	return d, nil
}

// column names the tags of a row.
func (s *source) column(v records.Value, list []jsontext.Value) ([]string, error) {
	out := make([]string, len(list))
	for i, tag := range list {
		if tag.Kind() == '"' {
			_ = json.Unmarshal(tag, &out[i]) // it is a string
			continue
		}
		var n int
		if json.Unmarshal(tag, &n) != nil {
			return nil, s.records.Problem(v, "wrong-shape", "", "tag %d is neither a name nor a number", i+1)
		}
		names, err := s.tagNames()
		if err != nil {
			return nil, s.records.Problem(v, "tag-names", "put dataset_info.json beside the file; it has the names at features.ner_tags.feature.names",
				"its tags are numbers, and their names are not known: %s", err)
		}
		if n < 0 || n >= len(names) {
			return nil, s.records.Problem(v, "tag-names", "", "tag %d is the number %d, and there are %d names", i+1, n, len(names))
		}
		out[i] = names[n]
	}
	return out, nil
}

// tagNames reads the names of numbers from dataset_info.json.
func (s *source) tagNames() ([]string, error) {
	if s.looked {
		if s.names == nil {
			return nil, fmt.Errorf("dataset_info.json has none")
		}
		return s.names, nil
	}
	s.looked = true
	if s.in.Sibling == nil {
		return nil, fmt.Errorf("there is no file beside standard input")
	}
	data, err := s.in.Sibling("dataset_info.json")
	if err != nil {
		return nil, err
	}
	type feature struct {
		Names   []string `json:"names"`
		Feature struct {
			Names []string `json:"names"`
		} `json:"feature"`
	}
	var info struct {
		Features map[string]feature `json:"features"`
	}
	if err := json.Unmarshal(data, &info); err != nil {
		return nil, fmt.Errorf("dataset_info.json: %s", records.Explain(err))
	}
	for _, name := range []string{"ner_tags", "tags"} {
		f := info.Features[name]
		if s.names = f.Feature.Names; s.names == nil {
			s.names = f.Names
		}
		if s.names != nil {
			return s.names, nil
		}
	}
	return nil, fmt.Errorf("dataset_info.json has none")
}

func create(out *annotation.Output) (annotation.Sink, error) {
	scheme, err := tags.ParseScheme(out.Scheme)
	return records.Lines(out, func(b []byte, d *annotation.Document, _ records.Ruler) []byte { return fill(b, d, scheme) }), err
}

// fill writes a row. Tags are names.
func fill(b []byte, d *annotation.Document, scheme tags.Scheme) []byte {
	b = records.AppendText(b, "id", d.ID)
	words := make([]string, len(d.Tokens))
	for i, t := range d.Tokens {
		words[i] = d.Text[t.Start:t.End]
	}
	b = appendStrings(records.AppendKey(b, "tokens"), words)
	if !d.Unlabelled {
		b = appendStrings(records.AppendKey(b, "ner_tags"), tags.Encode(scheme, len(words), build.Chunks(d, func(e *annotation.Entity) string { return e.Label })))
	}
	return records.AppendFields(b, d.Fields, func(name string) bool {
		return name == "id" || name == "tokens" || name == "ner_tags" || name == "tags"
	})
}

func appendStrings(b []byte, list []string) []byte {
	b = append(b, '[')
	for i, s := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = records.AppendString(b, s)
	}
	return append(b, ']')
}
