// Package jsonl reads and writes the project's own format of annotated documents: one
// JSON object a line. It holds whatever an annotation.Document holds. What
// `runner run --with-text` writes is of this format too.
package jsonl

import (
	"bytes"
	"path"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/records"
)

// Format describes the format.
func Format() annotation.Format {
	return annotation.Format{
		Name: "jsonl", Title: "Onomast JSONL", Extension: ".jsonl",
		Holds: annotation.Holds{
			Overlap: annotation.Any, Discontinuous: true, Scores: true, ScoreKinds: true, Attributes: true, Relations: true,
			Parents: true, Sources: true, Duplicates: true, EntityIDs: true, DocumentIDs: true, Language: true, Split: true,
			Group: true, Annotator: true, Unlabelled: true, Fields: true, Tokens: true, Sentences: true, Spacing: annotation.FullSpacing,
		},
		Units: annotation.Units(), Guess: guess, Read: open, Write: create,
	}
}

func guess(name string, head []byte) int {
	switch {
	case !bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n\ufeff["), []byte("{")):
		return 0
	case bytes.Contains(head, []byte(`"offset_unit"`)):
		return 90
	case bytes.Contains(head, []byte(`"text"`)) && bytes.Contains(head, []byte(`"entities"`)):
		return 60
	case bytes.Contains(head, []byte(`"text"`)) && strings.EqualFold(path.Ext(name), ".jsonl"):
		return 10
	}
	return 0
}

// A record is one line.
type record struct {
	ID         records.Text                `json:"id"`
	Text       *string                     `json:"text"`
	OffsetUnit string                      `json:"offset_unit"`
	Lang       string                      `json:"lang"`
	Language   string                      `json:"language"`
	Split      string                      `json:"split"`
	Group      records.Text                `json:"group"`
	Annotator  records.Text                `json:"annotator"`
	Entities   records.Items[records.Span] `json:"entities"`
	Relations  records.Items[relation]     `json:"relations"`
	Tokens     records.Items[stretch]      `json:"tokens"`
	Sentences  records.Items[stretch]      `json:"sentences"`
	Unknown    jsontext.Value              `json:",embed"`
}

type relation struct {
	ID         records.Text  `json:"id"`
	Label      records.Text  `json:"label"`
	From       records.Text  `json:"from"`
	To         records.Text  `json:"to"`
	Attributes records.Attrs `json:"attributes"`
}

// A stretch is [start,end] or {"start":..,"end":..}.
type stretch annotation.Range

// UnmarshalJSONFrom reads either shape.
func (s *stretch) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	if dec.PeekKind() == '[' {
		return records.Pair(dec, &s.Start, &s.End)
	}
	var object struct {
		Start int `json:"start"`
		End   int `json:"end"`
	}
	err := records.Decode(dec, &object)
	s.Start, s.End = object.Start, object.End
	return err
}

func open(in *annotation.Input) (annotation.Source, error) { return records.Open(in, draft), nil }

// draft makes a draft of a line.
func draft(in records.Record, r *record) (*annotation.Draft, error) {
	if r.Text == nil {
		return nil, in.Problem("no-text", "write results with --with-text, or name the format with --from", "the record has no field \"text\"")
	}
	d := &annotation.Draft{Document: annotation.Document{
		ID: string(r.ID), Text: *r.Text, Language: r.Lang, Split: r.Split, Group: string(r.Group), Annotator: string(r.Annotator),
		Unlabelled: !r.Entities.Present, Fields: records.Fields(r.Unknown), Origin: in.Origin(),
	}}
	if d.Language == "" {
		d.Language = r.Language
	}
	if r.OffsetUnit != "" {
		unit, err := document.ParseUnit(r.OffsetUnit)
		if err != nil {
			return nil, in.Problem("wrong-shape", "", "%s", err)
		}
		d.Unit, d.Stated = unit, true
	}
	d.Tokens, d.Sentences = ranges(r.Tokens), ranges(r.Sentences)
	entities(in, d, r)
	return d, nil
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

// entities adds entities and relations, and finds what their ids point to.
func entities(in records.Record, d *annotation.Draft, r *record) {
	b := records.Builder{Draft: d, Report: in.Report}
	for i := range r.Entities.Values {
		r.Entities.Values[i].KeepScalars()
	}
	b.AddSpans(&r.Entities)
	index := b.Index()
	for i := range r.Entities.Values {
		id := r.Entities.Values[i].Parent
		if id == "" {
			continue
		}
		if parent, ok := index[id]; ok && parent != i {
			d.Entities[i].Parent = parent
		} else {
			b.Note(annotation.Reduced, "no-parent", "entity %d lies in one that is not there", i+1)
		}
	}
	r.Relations.ReportBroken(d, in.Report)
	for _, rel := range r.Relations.Values {
		b.Relate(string(rel.ID), string(rel.Label), string(rel.From), string(rel.To), index, rel.Attributes)
	}
}
