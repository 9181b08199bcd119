package infer

import (
	"fmt"
	"math"
	"slices"

	"github.com/onomast/onomast/plugins/transformer/subword"
	"github.com/onomast/onomast/plugins/transformer/window"
)

// Words is how a model wants texts that counts in words.
type Words struct {
	// Cut calls a function with the bytes of each word of a text, in order.
	Cut func(text string, do func(start, end int))
	// Mark says which pieces stand for a word.
	Mark Mark
	// Most is how many words a window has at most; 0: any number.
	Most int
	// Width is how many words a span has at most, for models that are given spans.
	Width int
}

// A Mark says which pieces of a word stand for it.
type Mark int

// The marks.
const (
	First Mark = iota
	Last
	All
)

// mark writes the number of the word that each piece of a row stands for.
func (w *Words) mark(to []int64, r *row) {
	words := r.words()
	for i, word := range words {
		first := i == 0 || words[i-1] != word
		last := i+1 == len(words) || words[i+1] != word
		if w.Mark == All || w.Mark == First && first || w.Mark == Last && last {
			to[i] = int64(word-words[0]) + 1
		}
	}
}

// encode cuts a text into pieces. Where the model counts in words, each is cut by itself;
// what has no pieces is no word, and what has too many for a window is several.
func (e *Engine) encode(encoder *subword.Encoder, text string, r *Result) error {
	if e.Words == nil {
		return encoder.Encode(text, &r.Pieces)
	}
	if len(text) > math.MaxInt32 {
		return fmt.Errorf("the text has %d bytes, %d at most are possible; split it", len(text), math.MaxInt32)
	}
	r.WordStarts, r.WordEnds = []int32{}, []int32{}
	longest := max(1, e.cutter.Size/4)
	var own subword.Encoding
	var err error
	e.Words.Cut(text, func(start, end int) {
		if err == nil {
			err = encoder.Encode(text[start:end], &own)
		}
		for from := 0; err == nil && from < own.Len(); from += longest {
			to := min(from+longest, own.Len())
			r.add(&own, from, to, int32(start), int32(end))
		}
	})
	return err
}

// add appends some of the pieces of the word with the bytes [start,end) as a word.
func (r *Result) add(own *subword.Encoding, from, to int, start, end int32) {
	p := &r.Pieces
	word := int32(len(r.WordStarts))
	for i := from; i < to; i++ {
		p.IDs = append(p.IDs, own.IDs[i])
		p.Starts = append(p.Starts, start+own.Starts[i])
		p.Ends = append(p.Ends, start+own.Ends[i])
		p.Words = append(p.Words, word)
	}
	first, last := start, end
	if from > 0 {
		first = start + own.Starts[from]
	}
	if to < own.Len() {
		last = max(first, start+own.Starts[to])
	}
	r.WordStarts = append(r.WordStarts, first)
	r.WordEnds = append(r.WordEnds, last)
}

// Units returns the bytes of what spans of a result count: its words, or its pieces.
func (r *Result) Units() (starts, ends []int32) {
	if r.WordStarts != nil {
		return r.WordStarts, r.WordEnds
	}
	return r.Pieces.Starts, r.Pieces.Ends
}

// In returns the units of a range of pieces that is not empty.
func (r *Result) In(pieces Range) Range {
	if r.WordStarts == nil {
		return pieces
	}
	return Range{int(r.Pieces.Words[pieces.From]), int(r.Pieces.Words[pieces.To-1]) + 1}
}

// Of returns the pieces of a range of units that is not empty.
func (r *Result) Of(units Range) Range {
	if r.WordStarts == nil {
		return units
	}
	words := r.Pieces.Words
	from, _ := slices.BinarySearch(words, int32(units.From))
	to, _ := slices.BinarySearch(words, int32(units.To))
	return Range{from, to}
}

// whole has windows begin where words do, which costs them a little of their context.
func whole(windows []window.Window, words []int32) {
	for i := range windows {
		w := &windows[i]
		for w.From > 0 && w.From < w.To-1 && words[w.From] == words[w.From-1] {
			w.From++
		}
	}
}
