package infer

import (
	"github.com/onomast/onomast/plugins/transformer/subword"
	"github.com/onomast/onomast/plugins/transformer/window"
)

// A Text is what is run.
type Text struct {
	Text string
	// Breaks are the bytes at which sentences begin, rising; the first may be left out.
	Breaks []int
}

// A Range is pieces [From,To) of a text.
type Range struct{ From, To int }

// A Result is what a model says of a text.
type Result struct {
	Pieces subword.Encoding
	// Sentences are the pieces of each, in order, without gaps. None is empty.
	Sentences []Range
	// Outputs are the numbers of each output, those of a piece one after the other.
	Outputs [][]float32
	// Err says why there are none.
	Err error
}

// sentences shares the pieces out among sentences.
func sentences(pieces *subword.Encoding, breaks []int) []Range {
	var out []Range
	from, next := 0, 0
	for i, start := range pieces.Starts {
		begins := false
		for next < len(breaks) && breaks[next] <= int(start) {
			begins = true
			next++
		}
		if begins && i > from {
			out = append(out, Range{from, i})
			from = i
		}
	}
	if from < pieces.Len() {
		out = append(out, Range{from, pieces.Len()})
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
	if !e.Whole {
		for _, s := range r.Sentences {
			dst = e.cutter.Cut(dst, s.From, s.To, edge)
		}
		return dst
	}
	begins := make(map[int]bool, len(r.Sentences))
	for _, s := range r.Sentences {
		begins[s.From] = true
	}
	return e.cutter.Cut(dst, 0, r.Pieces.Len(), func(i int) window.Edge {
		if begins[i] {
			return window.Sentence
		}
		return edge(i)
	})
}
