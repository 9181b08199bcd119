package subword

import (
	"unicode/utf8"

	"github.com/onomast/onomast/plugins/transformer/subword/internal/chars"
)

// trim takes white space off the ends of pieces: pieces of byte-level vocabularies
// begin with the space before a word.
type trim struct {
	spaceBefore bool // was put before the text: it is no part of it
}

// ends is the number of spaces that a piece begins and ends with.
type ends struct{ before, after uint16 }

// spaceChar stands for the space in byte-level vocabularies.
const spaceChar = 'Ġ'

func spacesOf(t *chars.Table, token string) ends {
	var e ends
	space := func(r rune) bool { return r == spaceChar || t.Of(r)&chars.Space != 0 }
	for _, r := range token {
		if !space(r) || e.before == 1<<16-1 {
			break
		}
		e.before++
	}
	for e.after < 1<<16-1 && len(token) > 0 {
		r, n := utf8.DecodeLastRuneInString(token)
		if !space(r) {
			break
		}
		e.after++
		token = token[:len(token)-n]
	}
	return e
}

// piece returns the offsets of a piece without its spaces.
func (t *trim) piece(text string, e ends, start, end int32, first bool) (from, to int32) {
	put := t.spaceBefore && e.before == 1 && (first || start == 0) // no part of the text
	for n := e.before; n > 0 && start < end && !put; n-- {
		start += int32(width(text, int(start)))
	}
	if e.after > 0 && reaches(text, end, e.after) {
		for n := e.after; n > 0 && end > start; n-- {
			_, size := utf8.DecodeLastRuneInString(text[:end])
			end -= int32(size)
		}
	}
	return start, max(end, start)
}

// reaches reports whether n characters stand before end.
func reaches(text string, end int32, n uint16) bool {
	for ; n > 0; n-- {
		if end <= 0 {
			return false
		}
		_, size := utf8.DecodeLastRuneInString(text[:end])
		end -= int32(size)
	}
	return true
}
