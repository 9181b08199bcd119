// Package presidio reads the results of Presidio's analyser beside their text, as its
// anonymiser takes them, and the data sets of presidio-research; it writes the former.
package presidio

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/records"
)

// Format describes the format.
func Format() annotation.Format {
	return annotation.Format{
		Name: "presidio", Title: "Presidio results", Extension: ".jsonl",
		Holds: annotation.Holds{
			Overlap: annotation.Any, Duplicates: true, Scores: true, Sources: true, DocumentIDs: true, Language: true, Unlabelled: true,
			Fields: true, Spacing: annotation.FullSpacing,
		},
		Units: annotation.Units(), Guess: guess, Read: open, Write: create,
	}
}

func guess(_ string, head []byte) int {
	has := func(s string) bool { return bytes.Contains(head, []byte(s)) }
	switch {
	case has(`"analyzer_results"`), has(`"full_text"`) && has(`"spans"`):
		return 95
	case has(`"entity_type"`) && (has(`"recognition_metadata"`) || has(`"analysis_explanation"`)):
		return 60
	}
	return 0
}

type record struct {
	ID       records.Text                `json:"id"`
	Text     *string                     `json:"text"`
	FullText *string                     `json:"full_text"`
	Language string                      `json:"language"`
	Results  records.Items[records.Span] `json:"analyzer_results"`
	Spans    records.Items[records.Span] `json:"spans"`
	Unknown  jsontext.Value              `json:",embed"`
}

func open(in *annotation.Input) (annotation.Source, error) {
	return &source{in: in, records: records.New(in)}, nil
}

type source struct {
	in      *annotation.Input
	records *records.Reader
}

// Next reads a text and its results.
func (s *source) Next() (*annotation.Draft, error) {
	v, err := s.records.Next()
	if err != nil {
		return nil, err
	}
	noText := s.records.Problem(v, "no-text", "put each list of results into {\"text\": .., \"analyzer_results\": [..]}",
		"the results stand there without the text they are about")
	if v.Raw.Kind() == '[' {
		return nil, noText
	}
	var r record
	if err := s.records.Unmarshal(v, &r); err != nil {
		return nil, err
	}
	if r.Text == nil {
		r.Text = r.FullText
	}
	if r.Text == nil {
		return nil, noText
	}
	d := &annotation.Draft{Document: annotation.Document{
		ID: string(r.ID), Text: *r.Text, Language: r.Language, Unlabelled: !r.Results.Present && !r.Spans.Present,
		Fields: records.Fields(r.Unknown), Origin: s.records.Origin(v),
	}}
	b := records.Builder{Draft: d, Report: s.in.Report}
	b.AddSpans(&r.Results, "analysis_explanation")
	b.AddSpans(&r.Spans)
	return d, nil
}

func create(out *annotation.Output) (annotation.Sink, error) { return records.Lines(out, fill), nil }

// fill writes a line. A result without a score has none, since none is not 1.
func fill(b []byte, d *annotation.Document, r records.Ruler) []byte {
	b = records.AppendText(b, "id", d.ID)
	b = records.AppendString(records.AppendKey(b, "text"), d.Text)
	b = records.AppendText(b, "language", d.Language)
	if !d.Unlabelled {
		b = append(records.AppendKey(b, "analyzer_results"), '[')
		for i := range d.Entities {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendResult(append(b, '{'), &d.Entities[i], r)
		}
		b = append(b, ']')
	}
	return records.AppendFields(b, d.Fields, func(name string) bool {
		switch name {
		case "id", "text", "full_text", "language", "analyzer_results", "spans":
			return true
		}
		return false
	})
}

func appendResult(b []byte, e *annotation.Entity, r records.Ruler) []byte {
	hull := e.Hull()
	b = records.AppendText(b, "entity_type", e.Label)
	b = records.AppendInt(b, "start", r.At(hull.Start))
	b = records.AppendInt(b, "end", r.At(hull.End))
	if e.Kind != document.None {
		b = records.AppendFloat(b, "score", e.Score)
	}
	if e.Source != "" {
		b = append(records.AppendText(append(records.AppendKey(b, "recognition_metadata"), '{'), "recognizer_name", e.Source), '}')
	}
	return append(b, '}')
}
