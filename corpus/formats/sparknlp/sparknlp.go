// Package sparknlp reads and writes rows of Spark NLP: columns of annotations, whose
// ends are their last characters.
package sparknlp

import (
	"bytes"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/records"
)

// Format describes the format.
func Format() annotation.Format {
	return annotation.Format{
		Name: "sparknlp", Title: "Spark NLP annotations", Extension: ".jsonl",
		Holds: annotation.Holds{
			Overlap: annotation.Any, Duplicates: true, Scores: true, Attributes: true, DocumentIDs: true, Unlabelled: true, Fields: true,
			Tokens: true, Sentences: true, SpacedTokens: true, Spacing: annotation.FullSpacing,
		},
		Units: []document.Unit{document.UTF16, document.CodePoint, document.Byte},
		Guess: guess, Read: open, Write: create,
	}
}

func guess(_ string, head []byte) int {
	if bytes.Contains(head, []byte(`"annotatorType"`)) {
		return 90
	}
	return 0
}

// An item is one annotation.
type item struct {
	Type     string                    `json:"annotatorType"`
	Begin    int                       `json:"begin"`
	End      int                       `json:"end"`
	Result   string                    `json:"result"`
	Metadata records.Attrs             `json:"metadata"`
	Unknown  map[string]jsontext.Value `json:",embed"`
}

// place is half-open, as everywhere else.
func (i *item) place() annotation.Range { return annotation.Range{Start: i.Begin, End: i.End + 1} }

func open(in *annotation.Input) (annotation.Source, error) {
	return &source{in: in, records: records.New(in)}, nil
}

type source struct {
	in      *annotation.Input
	records *records.Reader
}

// Next reads a row.
func (s *source) Next() (*annotation.Draft, error) {
	v, err := s.records.Next()
	if err != nil {
		return nil, err
	}
	var columns struct {
		ID   records.Text   `json:"id"`
		Text *string        `json:"text"`
		Rest jsontext.Value `json:",embed"`
	}
	if err := s.records.Unmarshal(v, &columns); err != nil {
		return nil, err
	}
	d := &annotation.Draft{Document: annotation.Document{ID: string(columns.ID), Unlabelled: true, Origin: s.records.Origin(v)}}
	text := columns.Text
	for _, f := range records.Fields(columns.Rest) {
		var list records.Items[item]
		if f.JSON == "" || f.JSON[0] != '[' || s.records.Unmarshal(records.Value{Raw: jsontext.Value(f.JSON), Line: v.Line}, &list) != nil || !annotations(&list, f.Name) {
			d.Fields = append(d.Fields, f)
			continue
		}
		if whole := s.column(d, f.Name, &list); text == nil && whole != nil {
			text = whole
		}
	}
	if text == nil {
		return nil, s.records.Problem(v, "no-text", "select the column text or document too", "the row has no text")
	}
	d.Text = *text
	return d, nil
}

// annotations reports whether a column holds annotations.
func annotations(list *records.Items[item], name string) bool {
	if len(list.Values) == 0 {
		return len(list.Broken) == 0 && (name == "ner_chunk" || name == "token" || name == "sentence" || name == "document")
	}
	return list.Values[0].Type != ""
}

// column takes a column of annotations, and returns the text if it has it.
func (s *source) column(d *annotation.Draft, name string, list *records.Items[item]) *string {
	b := records.Builder{Draft: d, Report: s.in.Report}
	list.ReportBroken(d, s.in.Report)
	if name == "ner_chunk" {
		d.Unlabelled = false
	}
	for i := range list.Values {
		it := &list.Values[i]
		switch {
		case it.Type == "chunk":
			d.Unlabelled = false
			b.Add(entity(it), it.Result)
		case it.Type == "token":
			d.Tokens = append(d.Tokens, it.place())
		case it.Type == "document" && name == "sentence":
			d.Sentences = append(d.Sentences, it.place())
		case it.Type == "document" && len(list.Values) == 1 && it.Begin == 0:
			return &it.Result
		}
	}
	return nil
}

// entity makes an entity of a chunk. What Spark NLP counts in its metadata is no
// attribute.
func entity(it *item) annotation.Entity {
	e := annotation.Entity{Parent: annotation.NoParent, Fragments: []annotation.Range{it.place()}}
	for _, a := range it.Metadata {
		switch a.Key {
		case "entity", "ner_label":
			e.Label = a.Value
		case "confidence":
			if n, err := strconv.ParseFloat(a.Value, 64); err == nil {
				e.Score, e.Kind = n, document.Raw
			}
		case "sentence", "chunk":
		default:
			e.Attributes = append(e.Attributes, a)
		}
	}
	return e
}

func create(out *annotation.Output) (annotation.Sink, error) { return records.Lines(out, fill), nil }

// fill writes a row of the columns text, document, sentence, token and ner_chunk.
func fill(b []byte, d *annotation.Document, r records.Ruler) []byte {
	b = records.AppendText(b, "id", d.ID)
	b = records.AppendString(records.AppendKey(b, "text"), d.Text)
	b = append(appendItem(append(records.AppendKey(b, "document"), '['), "document", annotation.Range{End: len(d.Text)}, d.Text, r), "{}}]"...)
	b = appendColumn(b, "sentence", "document", d, d.Sentences, r)
	b = appendColumn(b, "token", "token", d, d.Tokens, r)
	if !d.Unlabelled {
		b = append(records.AppendKey(b, "ner_chunk"), '[')
		for i := range d.Entities {
			if i > 0 {
				b = append(b, ',')
			}
			hull := d.Entities[i].Hull()
			b = appendItem(b, "chunk", hull, d.Text[hull.Start:hull.End], r)
			b = append(records.AppendAttrs(b, metadata(d, i)), '}')
		}
		b = append(b, ']')
	}
	return records.AppendFields(b, d.Fields, func(name string) bool {
		switch name {
		case "id", "text", "document", "sentence", "token", "ner_chunk":
			return true
		}
		return false
	})
}

func appendColumn(b []byte, name, kind string, d *annotation.Document, list []annotation.Range, r records.Ruler) []byte {
	if list == nil {
		return b
	}
	b = append(records.AppendKey(b, name), '[')
	for i, t := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendItem(b, kind, t, d.Text[t.Start:t.End], r), "{}}"...)
	}
	return append(b, ']')
}

// appendItem appends an annotation up to its metadata.
func appendItem(b []byte, kind string, place annotation.Range, result string, r records.Ruler) []byte {
	b = records.AppendText(append(b, '{'), "annotatorType", kind)
	b = records.AppendInt(b, "begin", r.At(place.Start))
	b = records.AppendInt(b, "end", r.At(place.End)-1)
	b = records.AppendString(records.AppendKey(b, "result"), result)
	return append(b, `,"metadata":`...)
}

func metadata(d *annotation.Document, i int) []document.Attr {
	e := &d.Entities[i]
	m := []document.Attr{{Key: "entity", Value: e.Label}, {Key: "chunk", Value: strconv.Itoa(i)}}
	if e.Kind != document.None {
		m = append(m, document.Attr{Key: "confidence", Value: strconv.FormatFloat(e.Score, 'g', -1, 64)})
	}
	return append(m, e.Attributes...)
}
