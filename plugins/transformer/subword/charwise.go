package subword

import (
	"unicode/utf8"

	"github.com/onomast/onomast/plugins/transformer/subword/internal/chars"
)

func decode(b []byte) (rune, int) {
	if b[0] < utf8.RuneSelf {
		return rune(b[0]), 1
	}
	return utf8.DecodeRune(b)
}

// dotted is İ, the only character whose lower case is two: i and a dot above.
const (
	dotted   = '\u0130'
	dotAbove = '\u0307'
)

// lowercase writes lower case.
func lowercase(t *chars.Table) normaliser {
	return eachChar{
		same: func(r rune) bool { return t.ToLower(r) == r && r != dotted },
		change: func(w *writer, r rune) {
			if r == dotted {
				w.put('i')
				w.put(dotAbove)
				return
			}
			w.put(t.ToLower(r))
		},
	}
}

// stripAccents leaves out combining marks.
func stripAccents(t *chars.Table) normaliser { return without(t, chars.Combining) }

// stripNonspacing leaves out those that take no room of their own.
func stripNonspacing(t *chars.Table) normaliser { return without(t, chars.Nonspacing) }

func without(t *chars.Table, class chars.Class) normaliser {
	return eachChar{
		same:   func(r rune) bool { return t.Of(r)&class == 0 },
		change: func(*writer, rune) {},
	}
}

// nmt is the cleaning of machine translation: control characters go, all kinds of
// space become one.
func nmt() normaliser {
	return eachChar{
		same: func(r rune) bool { return !nmtDrops(r) && !nmtSpace(r) },
		change: func(w *writer, r rune) {
			if nmtSpace(r) {
				w.put(' ')
			}
		},
	}
}

func nmtDrops(r rune) bool {
	return r >= 0x01 && r <= 0x08 || r == 0x0B || r >= 0x0E && r <= 0x1F || r == 0x7F || r == 0x8F || r == 0x9F
}

func nmtSpace(r rune) bool {
	switch r {
	case 0x09, 0x0A, 0x0C, 0x0D, 0x1680, 0x2028, 0x2029, 0x2581, 0xFEFF, 0xFFFD:
		return true
	}
	return r >= 0x200B && r <= 0x200F
}

// strip leaves out the white space at the ends of a text.
type strip struct {
	chars       *chars.Table
	left, right bool
}

func (n strip) normalise(s *scratch, v view) view {
	from, to := 0, len(v.bytes)
	for n.left && from < to {
		r, size := decode(v.bytes[from:])
		if n.chars.Of(r)&chars.Space == 0 {
			break
		}
		from += size
	}
	for n.right && to > from {
		r, size := utf8.DecodeLastRune(v.bytes[from:to])
		if n.chars.Of(r)&chars.Space == 0 {
			break
		}
		to -= size
	}
	return v.slice(from, to)
}

// prepend puts a text before one that is not empty.
type prepend string

func (n prepend) normalise(s *scratch, v view) view {
	if len(v.bytes) == 0 || n == "" {
		return v
	}
	w := s.rewrite(v)
	for _, r := range string(n) {
		w.put(r)
	}
	w.rest()
	return s.done(w)
}

// byteChars writes each byte as the character that stands for it in byte-level
// vocabularies.
type byteChars struct{ of *[256]rune }

func (n byteChars) normalise(s *scratch, v view) view {
	w := s.rewrite(v)
	for w.left() {
		_, size := w.next()
		for _, b := range v.bytes[w.at : w.at+size] {
			w.put(n.of[b])
		}
		w.skip(size)
	}
	return s.done(w)
}

// byteLevel returns the characters that stand for bytes: printable ones for themselves,
// the others for those from U+0100 on.
func byteLevel() *[256]rune {
	var of [256]rune
	next := rune(256)
	for b := range rune(256) {
		if b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE {
			of[b] = b
			continue
		}
		of[b] = next
		next++
	}
	return &of
}
