package infer

import (
	"github.com/onomast/onomast/plugins/transformer/ort"
)

// An Input is what one input of a model is given.
type Input int

// The inputs.
const (
	IDs   Input = iota // the numbers of pieces
	Mask               // 1 for pieces and 0 for padding
	Types              // token types

	WordMask  // the number of the word that a piece stands for, from 1; 0: for none
	WordCount // how many words a row has
	SpanEnds  // first and last word, inclusive, of each span: all widths of the first word, of the second, ...
	SpanMask  // 1 for spans that end in the text
)

// fill writes the inputs of a batch.
func (e *Engine) fill(rows []*row, b box) []ort.Ints {
	out := make([]ort.Ints, len(e.Inputs))
	for k, input := range e.Inputs {
		shape, each := e.room(input, b)
		all := make([]int64, b.rows*each)
		for i := range rows {
			e.fillRow(all[i*each:(i+1)*each], input, rows[i])
		}
		out[k] = ort.Ints{Shape: shape, Data: all}
	}
	return out
}

// room is the shape of an input, and how many numbers it has for a row.
func (e *Engine) room(input Input, b box) (shape []int64, each int) {
	rows := int64(b.rows)
	switch input {
	case WordCount:
		return []int64{rows, 1}, 1
	case SpanEnds:
		spans := b.words * e.Words.Width
		return []int64{rows, int64(spans), 2}, 2 * spans
	case SpanMask:
		spans := b.words * e.Words.Width
		return []int64{rows, int64(spans)}, spans
	}
	return []int64{rows, int64(b.length)}, b.length
}

func (e *Engine) fillRow(to []int64, input Input, r *row) {
	switch input {
	case IDs:
		e.fillIDs(to, r)
	case Mask:
		for i := range to[:e.lead(r)+len(r.ids)+len(e.after)] {
			to[i] = 1
		}
	case Types:
		e.fillTypes(to, r)
	case WordMask:
		e.Words.mark(to[e.lead(r):], r)
	case WordCount:
		to[0] = int64(r.units.To - r.units.From)
	case SpanEnds, SpanMask:
		e.fillSpans(to, input, r)
	}
}

func (e *Engine) fillIDs(to []int64, r *row) {
	at := 0
	put := func(id int32) {
		to[at] = int64(id)
		at++
	}
	for _, s := range e.before {
		put(s.ID)
	}
	for _, id := range e.Prompts[r.prompt].IDs {
		put(id)
	}
	for _, id := range r.ids {
		put(id)
	}
	for _, s := range e.after {
		put(s.ID)
	}
	for at < len(to) {
		put(e.Padding)
	}
}

func (e *Engine) fillTypes(to []int64, r *row) {
	for i, s := range e.before {
		to[i] = int64(s.Type)
	}
	text := to[len(e.before) : e.lead(r)+len(r.ids)]
	for i := range text {
		text[i] = e.typ
	}
	for i, s := range e.after {
		to[e.lead(r)+len(r.ids)+i] = int64(s.Type)
	}
}

// fillSpans writes the spans of a row; those that go beyond its text are 0.
func (e *Engine) fillSpans(to []int64, input Input, r *row) {
	width, words := e.Words.Width, r.units.To-r.units.From
	for first := range words {
		for i := range min(width, words-first) {
			at := first*width + i
			if input == SpanMask {
				to[at] = 1
				continue
			}
			to[2*at], to[2*at+1] = int64(first), int64(first+i)
		}
	}
}
