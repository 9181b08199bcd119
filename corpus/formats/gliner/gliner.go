// Package gliner reads and writes the training data of GLiNER: a list of tokenised
// texts with entities by the indices of their first and last token.
package gliner

import (
	"bytes"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/build"
	"github.com/onomast/onomast/corpus/formats/internal/records"
)

// Format describes the format.
func Format() annotation.Format {
	return annotation.Format{
		Name: "gliner", Title: "GLiNER training data", Extension: ".json",
		Holds: annotation.Holds{
			Overlap: annotation.Any, Duplicates: true, DocumentIDs: true, Unlabelled: true, Fields: true, Tokens: true, NeedsTokens: true, SpacedTokens: true,
		},
		Guess: guess, Read: open, Write: create,
	}
}

func guess(_ string, head []byte) int {
	if bytes.Contains(head, []byte(`"tokenized_text"`)) {
		return 95
	}
	return 0
}

type record struct {
	ID      records.Text                `json:"id"`
	Tokens  []string                    `json:"tokenized_text"`
	NER     records.Items[records.Span] `json:"ner"`
	Unknown jsontext.Value              `json:",embed"`
}

func open(in *annotation.Input) (annotation.Source, error) { return records.Open(in, draft), nil }

// draft makes a draft of a text.
func draft(in records.Record, r *record) (*annotation.Draft, error) {
	if r.Tokens == nil {
		return nil, in.Problem("no-text", "", "the record has no field \"tokenized_text\"")
	}
	text := build.New(in.Input, in.Value.Line)
	text.ID = string(r.ID)
	text.Begin("")
	for _, t := range r.Tokens {
		text.Token(t, " ")
	}
	var refused []annotation.Problem
	for i := range r.NER.Values {
		e := &r.NER.Values[i]
		if e.Start < 0 || e.End < e.Start || e.End >= len(r.Tokens) {
			refused = append(refused, annotation.Problem{
				Effect: annotation.Lost, Code: "out-of-range", Origin: in.Origin(), Document: string(r.ID),
				Span:    &annotation.Place{Label: e.Label, Start: e.Start, End: e.End, Unit: "token"},
				Message: "it leads to tokens that are not there; both numbers count from 0, and the second is its last token",
			})
			continue
		}
		text.Entity(e.Start, e.End+1, annotation.Entity{Label: e.Label, Parent: annotation.NoParent})
	}
	d, err := text.Draft()
	if err != nil {
		return nil, err
	}
	for _, p := range refused {
		in.Report(p)
	}
	d.Sentences, d.Unlabelled, d.Fields = nil, !r.NER.Present, records.Fields(r.Unknown)
	r.NER.ReportBroken(d, in.Report)
	return d, nil
}

func create(out *annotation.Output) (annotation.Sink, error) { return &sink{out: out}, nil }

type sink struct {
	out    *annotation.Output
	count  int
	buffer []byte
}

// Write writes a text.
func (s *sink) Write(d *annotation.Document) error {
	b := append(s.buffer[:0], "[\n"...)
	if s.count > 0 {
		b = append(s.buffer[:0], ",\n"...)
	}
	s.count++
	b = append(records.AppendKey(records.AppendText(append(b, '{'), "id", d.ID), "tokenized_text"), '[')
	for i, t := range d.Tokens {
		if i > 0 {
			b = append(b, ',')
		}
		b = records.AppendString(b, d.Text[t.Start:t.End])
	}
	b = append(b, ']')
	if !d.Unlabelled {
		b = append(records.AppendKey(b, "ner"), '[')
		for i := range d.Entities {
			if i > 0 {
				b = append(b, ',')
			}
			from, to := annotation.Within(d.Tokens, d.Entities[i].Hull())
			b = strconv.AppendInt(append(b, '['), int64(from), 10)
			b = strconv.AppendInt(append(b, ','), int64(to-1), 10)
			b = append(records.AppendString(append(b, ','), d.Entities[i].Label), ']')
		}
		b = append(b, ']')
	}
	b = records.AppendFields(b, d.Fields, func(name string) bool { return name == "tokenized_text" || name == "ner" || name == "id" })
	s.buffer = append(b, '}')
	_, err := s.out.Body.Write(s.buffer)
	return err
}

// Close ends the list.
func (s *sink) Close() error {
	end := "\n]\n"
	if s.count == 0 {
		end = "[]\n"
	}
	_, err := s.out.Body.Write([]byte(end))
	return err
}
