// Package doccano reads and writes the JSONL of Doccano, in both shapes: labels as lists
// of start, end and label, and, in projects with relations, as objects with ids.
package doccano

import (
	"bytes"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/records"
)

// Format describes the shape of lists.
func Format() annotation.Format {
	f := format()
	f.Name, f.Title = "doccano", "Doccano JSONL"
	f.Guess = func(_ string, head []byte) int { return guess(head, false) }
	f.Write = writer(appendLists)
	return f
}

// Relations describes the shape of objects.
func Relations() annotation.Format {
	f := format()
	f.Name, f.Title, f.Holds.Relations = "doccano-relations", "Doccano JSONL with relations", true
	f.Guess = func(_ string, head []byte) int { return guess(head, true) }
	f.Write = writer(appendObjects)
	return f
}

func format() annotation.Format {
	return annotation.Format{
		Extension: ".jsonl",
		Holds:     annotation.Holds{Overlap: annotation.Any, Duplicates: true, DocumentIDs: true, Fields: true, Spacing: annotation.FullSpacing, Unlabelled: true},
		Units:     []document.Unit{document.UTF16, document.CodePoint, document.Byte},
		Read:      open,
	}
}

func guess(head []byte, objects bool) int {
	has := func(s string) bool { return bytes.Contains(head, []byte(s)) }
	if !bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n\ufeff["), []byte("{")) || !has(`"text"`) && !has(`"data"`) {
		return 0
	}
	dense := bytes.ReplaceAll(head, []byte(" "), nil)
	lists := bytes.Contains(dense, []byte(`"label":[`)) || bytes.Contains(dense, []byte(`"labels":[[`))
	switch {
	case objects && has(`"start_offset"`):
		return 85
	case !objects && lists && !has(`"labels":`+"["+`"`) && !bytes.Contains(dense, []byte(`"label":[{"start":`)):
		return 75
	}
	return 0
}

type record struct {
	ID        records.Text                `json:"id"`
	Text      *string                     `json:"text"`
	Data      *string                     `json:"data"`
	Label     records.Items[records.Span] `json:"label"`
	Labels    records.Items[records.Span] `json:"labels"`
	Entities  records.Items[records.Span] `json:"entities"`
	Relations records.Items[relation]     `json:"relations"`
	Unknown   jsontext.Value              `json:",embed"`
}

type relation struct {
	ID   records.Text `json:"id"`
	From records.Text `json:"from_id"`
	To   records.Text `json:"to_id"`
	Type records.Text `json:"type"`
}

func open(in *annotation.Input) (annotation.Source, error) { return records.Open(in, draft), nil }

// draft makes a draft of a line.
func draft(in records.Record, r *record) (*annotation.Draft, error) {
	if r.Text == nil {
		r.Text = r.Data
	}
	if r.Text == nil {
		return nil, in.Problem("no-text", "", "the record has no field \"text\"")
	}
	d := &annotation.Draft{Document: annotation.Document{
		ID: string(r.ID), Text: *r.Text, Fields: records.Fields(r.Unknown), Origin: in.Origin(),
		Unlabelled: !r.Label.Present && !r.Labels.Present && !r.Entities.Present,
	}}
	b := records.Builder{Draft: d, Report: in.Report}
	b.AddSpans(&r.Label)
	b.AddSpans(&r.Labels)
	b.AddSpans(&r.Entities)
	r.Relations.ReportBroken(d, in.Report)
	if len(r.Relations.Values) > 0 {
		index := b.Index()
		for _, rel := range r.Relations.Values {
			b.Relate(string(rel.ID), string(rel.Type), string(rel.From), string(rel.To), index, nil)
		}
	}
	return d, nil
}

// writer makes lines of which entities appends the entities.
func writer(entities func([]byte, *annotation.Document, records.Ruler) []byte) func(*annotation.Output) (annotation.Sink, error) {
	return func(out *annotation.Output) (annotation.Sink, error) {
		return records.Lines(out, func(b []byte, d *annotation.Document, r records.Ruler) []byte { return fill(b, d, r, entities) }), nil
	}
}

// fill writes a line.
func fill(b []byte, d *annotation.Document, r records.Ruler, entities func([]byte, *annotation.Document, records.Ruler) []byte) []byte {
	if n, err := strconv.Atoi(d.ID); err == nil && strconv.Itoa(n) == d.ID {
		b = records.AppendInt(b, "id", n)
	} else {
		b = records.AppendText(b, "id", d.ID)
	}
	b = records.AppendString(records.AppendKey(b, "text"), d.Text)
	if !d.Unlabelled {
		b = entities(b, d, r)
	}
	return records.AppendFields(b, d.Fields, func(name string) bool {
		switch name {
		case "id", "text", "label", "labels", "entities", "relations":
			return true
		}
		return false
	})
}

func appendLists(b []byte, d *annotation.Document, r records.Ruler) []byte {
	b = append(records.AppendKey(b, "label"), '[')
	for i := range d.Entities {
		if i > 0 {
			b = append(b, ',')
		}
		hull := d.Entities[i].Hull()
		b = strconv.AppendInt(append(b, '['), int64(r.At(hull.Start)), 10)
		b = strconv.AppendInt(append(b, ','), int64(r.At(hull.End)), 10)
		b = append(records.AppendString(append(b, ','), d.Entities[i].Label), ']')
	}
	return append(b, ']')
}

// appendObjects appends entities, numbered from 1, and relations.
func appendObjects(b []byte, d *annotation.Document, r records.Ruler) []byte {
	b = append(records.AppendKey(b, "entities"), '[')
	for i := range d.Entities {
		if i > 0 {
			b = append(b, ',')
		}
		hull := d.Entities[i].Hull()
		b = records.AppendInt(append(b, '{'), "id", i+1)
		b = records.AppendInt(b, "start_offset", r.At(hull.Start))
		b = records.AppendInt(b, "end_offset", r.At(hull.End))
		b = append(records.AppendText(b, "label", d.Entities[i].Label), '}')
	}
	b = append(records.AppendKey(append(b, ']'), "relations"), '[')
	for i, rel := range d.Relations {
		if i > 0 {
			b = append(b, ',')
		}
		b = records.AppendInt(append(b, '{'), "id", len(d.Entities)+i+1)
		b = records.AppendInt(b, "from_id", rel.From+1)
		b = records.AppendInt(b, "to_id", rel.To+1)
		b = append(records.AppendText(b, "type", rel.Label), '}')
	}
	return append(b, ']')
}
