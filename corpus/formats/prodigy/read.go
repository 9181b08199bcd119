// Package prodigy reads and writes the JSONL of Prodigy. What belongs to other
// interfaces (pages, choices, text categories) is carried along as it is.
package prodigy

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/records"
)

// Format describes the format.
func Format() annotation.Format {
	return annotation.Format{
		Name: "prodigy", Title: "Prodigy JSONL", Extension: ".jsonl",
		Holds: annotation.Holds{
			Overlap: annotation.Any, Scores: true, Sources: true, Relations: true, DocumentIDs: true, Annotator: true,
			Unlabelled: true, Fields: true, Tokens: true, Spacing: annotation.FullSpacing, SpacedTokens: true,
		},
		Units: annotation.Units(), Guess: guess, Read: open, Write: create,
	}
}

func guess(_ string, head []byte) int {
	has := func(s string) bool { return bytes.Contains(head, []byte(s)) }
	switch {
	case !bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n\ufeff["), []byte("{")) || !has(`"text"`):
		return 0
	case has(`"_input_hash"`) || has(`"_task_hash"`) || has(`"_view_id"`):
		return 95
	case has(`"spans"`) && (has(`"answer"`) || has(`"token_start"`) || !has(`"ents"`)):
		return 70
	}
	return 0
}

type task struct {
	ID        records.Text                `json:"id"`
	Text      *string                     `json:"text"`
	Tokens    records.Items[records.Span] `json:"tokens"`
	Spans     records.Items[records.Span] `json:"spans"`
	Relations records.Items[relation]     `json:"relations"`
	Answer    string                      `json:"answer"`
	Annotator records.Text                `json:"_annotator_id"`
	Unknown   jsontext.Value              `json:",embed"`
}

type relation struct {
	Head      *int         `json:"head"`
	Child     *int         `json:"child"`
	Label     string       `json:"label"`
	HeadSpan  records.Span `json:"head_span"`
	ChildSpan records.Span `json:"child_span"`
}

func open(in *annotation.Input) (annotation.Source, error) { return records.Open(in, draft), nil }

// draft makes a draft of a task.
func draft(in records.Record, t *task) (*annotation.Draft, error) {
	if t.Text == nil {
		return nil, in.Problem("no-text", "tasks of images and of pages have none", "the task has no field \"text\"")
	}
	d := &annotation.Draft{Document: annotation.Document{
		ID: string(t.ID), Text: *t.Text, Annotator: string(t.Annotator), Fields: records.Fields(t.Unknown), Origin: in.Origin(),
	}}
	for i := range t.Tokens.Values {
		d.Tokens = append(d.Tokens, annotation.Range{Start: t.Tokens.Values[i].Start, End: t.Tokens.Values[i].End})
	}
	d.Unlabelled = !t.Spans.Present
	b := &records.Builder{Draft: d, Report: in.Report}
	if t.Answer != "" && t.Answer != "accept" {
		refused(in, b, t)
		return d, nil
	}
	b.AddSpans(&t.Spans, "token_start", "token_end")
	relations(in, b, t)
	return d, nil
}

// refused takes a task that was rejected or ignored: what it has right is not known,
// and a rejected span is no example of its label.
func refused(in records.Record, b *records.Builder, t *task) {
	d := b.Draft
	d.Unlabelled = true
	d.Fields = append(d.Fields, annotation.Field{Name: "answer", JSON: string(records.AppendString(nil, t.Answer))})
	for i := range t.Spans.Values {
		span := &t.Spans.Values[i]
		p := d.Problem(annotation.Lost, "not-accepted", "its task was answered %q: it is no annotation", annotation.Shorten(t.Answer))
		p.Span = &annotation.Place{Label: span.Label, Start: span.Start, End: span.End, Unit: "unknown"}
		in.Report(p)
	}
	if len(t.Spans.Values) == 0 {
		b.Note(annotation.Noted, "not-accepted", "the task was answered %q: the text counts as not annotated", annotation.Shorten(t.Answer))
	}
}

// relations finds the entities that relations lead to: by the spans they name, or by the
// last or first token of one.
func relations(in records.Record, b *records.Builder, t *task) {
	t.Relations.ReportBroken(b.Draft, in.Report)
	if len(t.Relations.Values) == 0 {
		return
	}
	l := newLookup(b.Draft)
	for _, r := range t.Relations.Values {
		from, ok := l.end(&r.HeadSpan, r.Head)
		to, ok2 := l.end(&r.ChildSpan, r.Child)
		if !ok || !ok2 {
			b.Note(annotation.Reduced, "relation", "the relation %s is left out: it leads to something that is no entity", annotation.Shorten(r.Label))
			continue
		}
		b.Draft.Relations = append(b.Draft.Relations, annotation.Relation{Label: r.Label, From: from, To: to})
	}
}

// A lookup finds entities by their place, and by the tokens in them.
type lookup struct {
	draft  *annotation.Draft
	places map[place]int
	tokens map[int]int // by first and last token
}

// A place is that of an entity; the label is "" for any.
type place struct {
	annotation.Range
	label string
}

func newLookup(d *annotation.Draft) *lookup {
	l := &lookup{draft: d, places: map[place]int{}, tokens: map[int]int{}}
	starts, ends := make(map[int]int, len(d.Tokens)), make(map[int]int, len(d.Tokens))
	for i, t := range d.Tokens {
		starts[t.Start], ends[t.End] = i, i
	}
	for i := range d.Entities {
		e := &d.Entities[i]
		if len(e.Fragments) != 1 {
			continue
		}
		f := e.Fragments[0]
		for _, p := range []place{{f, e.Label}, {f, ""}} {
			if _, known := l.places[p]; !known {
				l.places[p] = i
			}
		}
		first, ok := starts[f.Start]
		last, ok2 := ends[f.End]
		for _, t := range []int{first, last} {
			if _, known := l.tokens[t]; ok && ok2 && !known {
				l.tokens[t] = i
			}
		}
	}
	return l
}

// end finds one end of a relation.
func (l *lookup) end(span *records.Span, token *int) (int, bool) {
	if span.HasStart {
		i, ok := l.places[place{annotation.Range{Start: span.Start, End: span.End}, span.Label}]
		return i, ok
	}
	if token == nil {
		return 0, false
	}
	i, ok := l.tokens[*token]
	return i, ok
}
