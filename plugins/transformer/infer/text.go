package infer

import (
	"cmp"
	"slices"

	"github.com/onomast/onomast/plugins/transformer/subword"
	"github.com/onomast/onomast/plugins/transformer/window"
)

// A Text is what is run.
type Text struct {
	Text string
	// Breaks are the bytes at which sentences begin, rising; the first may be left out.
	Breaks []int
	// Near are bytes [Near[0],Near[1]) of which all spans are kept that share some with
	// them, for models that score spans.
	Near [2]int
}

// A Range is pieces [From,To) of a text, or units.
type Range struct{ From, To int }

// A Result is what a model says of a text.
type Result struct {
	Pieces subword.Encoding
	// Sentences are the pieces of each, in order, without gaps. None is empty.
	Sentences []Range
	// WordStarts and WordEnds are the bytes of words, where the model counts in them; what
	// pieces belong to is their number then.
	WordStarts, WordEnds []int32
	// Outputs are the numbers of each output that is about pieces, those of a piece one
	// after the other.
	Outputs [][]float32
	// Spans are what each output that is about spans says of those worth keeping.
	Spans []Spans
	// Err says why there are none.
	Err error

	near Range // units of which all spans are kept
}

// sentences shares the pieces out among sentences; words that a model counts stay whole.
func sentences(r *Result, breaks []int) []Range {
	var out []Range
	pieces := &r.Pieces
	from, next := 0, 0
	begins := false
	for i, start := range pieces.Starts {
		for next < len(breaks) && breaks[next] <= int(start) {
			begins = true
			next++
		}
		if r.WordStarts != nil && i > 0 && pieces.Words[i] == pieces.Words[i-1] {
			continue
		}
		if begins && i > from {
			out = append(out, Range{from, i})
			from = i
		}
		begins = false
	}
	if from < pieces.Len() {
		out = append(out, Range{from, pieces.Len()})
	}
	return out
}

// near returns the units that share bytes with a stretch.
func near(r *Result, bytes [2]int) (out Range) {
	if bytes[0] >= bytes[1] {
		return Range{}
	}
	starts, ends := r.Units()
	for out.From < len(ends) && int(ends[out.From]) <= bytes[0] {
		out.From++
	}
	for out.To = out.From; out.To < len(starts) && int(starts[out.To]) < bytes[1]; {
		out.To++
	}
	return out
}

// windows appends the windows of a text.
func (e *Engine) windows(dst []window.Window, r *Result) []window.Window {
	words := r.Pieces.Words
	edge := func(i int) window.Edge {
		if words[i] != words[i-1] {
			return window.Word
		}
		return window.Inside
	}
	cutter := e.cutter
	if e.Words != nil && e.Words.Most > 0 {
		cutter.Reach = func(from int) int { return reach(words, from, e.Words.Most) }
	}
	if e.Whole {
		dst = cutter.Cut(dst, 0, r.Pieces.Len(), begins(r, edge))
	} else {
		for _, s := range r.Sentences {
			dst = cutter.Cut(dst, s.From, s.To, edge)
		}
	}
	if e.Words != nil {
		whole(dst, words)
	}
	return dst
}

// reach is the piece behind the last of so many words from a piece on.
func reach(words []int32, from, most int) int {
	behind := int(words[from]) + most
	n, _ := slices.BinarySearchFunc(words[from:], behind, func(word int32, behind int) int { return cmp.Compare(int(word), behind) })
	return from + n
}

// begins ranks the edges at which sentences begin above others.
func begins(r *Result, edge func(int) window.Edge) func(int) window.Edge {
	first := make(map[int]bool, len(r.Sentences))
	for _, s := range r.Sentences {
		first[s.From] = true
	}
	return func(i int) window.Edge {
		if first[i] {
			return window.Sentence
		}
		return edge(i)
	}
}
