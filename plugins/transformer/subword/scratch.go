package subword

import (
	"fmt"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// A scratch is what an encoder works with, kept so that nothing is made anew for each
// text.
type scratch struct {
	text    view
	splits  []split
	spare   []split
	buffers [2]buffer
	decoded buffer // of a text that is not UTF-8
	writer  writer
	pieces  []piece
	events  []event
	runes   []rune
	marks   []mark
	symbols []symbol
	heap    mergeHeap
	best    []step
	cache   cache
	limit   int // of the bytes of a text
	err     error

	graphemes *graphemes.Iterator[[]byte]
}

// A split is a part of the text that a model sees as one word, or an added token.
type split struct {
	from, to int32
	added    int32 // the number of the added token, or none
}

const none int32 = -1

// A piece is what a model makes of a part of a word; offsets are bytes in the word.
type piece struct{ id, from, to int32 }

// read makes text the view to work on. Bytes that are not UTF-8 are read as U+FFFD.
func (s *scratch) read(text string) {
	if s.tooLong(len(text)) {
		s.text = view{}
		return
	}
	if utf8.ValidString(text) {
		s.decoded.bytes = append(s.decoded.bytes[:0], text...)
		s.text = view{bytes: s.decoded.bytes}
		return
	}
	b := buffer{s.decoded.bytes[:0], s.decoded.origin[:0]}
	for i, r := range text {
		n := len(b.bytes)
		b.bytes = utf8.AppendRune(b.bytes, r)
		for range len(b.bytes) - n {
			b.origin = append(b.origin, int32(i))
		}
	}
	s.decoded = b
	if s.tooLong(len(b.bytes)) {
		b = buffer{origin: []int32{}}
	}
	s.text = view{bytes: b.bytes, origin: b.origin}
}

// tooLong reports whether a text may not have n bytes; then the work is over, with an
// error and without splits.
func (s *scratch) tooLong(n int) bool {
	if n <= s.limit {
		return false
	}
	if s.err == nil {
		s.err = fmt.Errorf("the text has %d bytes or more when it is written as the tokenizer sees it, %d at most are possible; split it", n, s.limit)
	}
	s.splits = s.splits[:0]
	return true
}

// cut replaces each split that is no added token by what f makes of it.
func (s *scratch) cut(f func(sp split, out []split) []split) {
	out := s.spare[:0]
	for _, sp := range s.splits {
		if sp.added != none {
			out = append(out, sp)
			continue
		}
		out = f(sp, out)
	}
	s.splits, s.spare = out, s.splits
}
