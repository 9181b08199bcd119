package template

import (
	"unicode"
	"unicode/utf8"
)

// shape is a word with X for capitals, x for small letters, d for digits and o
// for letters without case; all else stays. Marks that combine with the letter
// before them are left out, unless caseless letters are kept.
type shape struct {
	collapse     int // how often a character is repeated at most; 0: any
	keepCaseless bool
}

func (s shape) values(a *analysis, dst [][]byte) [][]byte {
	from := len(a.scratch)
	last, run := rune(-1), 0
	for i := 0; i < a.text.n(); i++ {
		r := s.of(a.text.at(i))
		if r < 0 {
			continue
		}
		if r != last {
			last, run = r, 0
		}
		if run++; s.collapse == 0 || run <= s.collapse {
			a.scratch = utf8.AppendRune(a.scratch, r)
		}
	}
	return append(dst, a.scratch[from:len(a.scratch):len(a.scratch)])
}

// of returns what stands for a code point, or -1 for nothing.
func (s shape) of(r rune) rune {
	switch {
	case 'a' <= r && r <= 'z':
		return 'x'
	case 'A' <= r && r <= 'Z':
		return 'X'
	case '0' <= r && r <= '9':
		return 'd'
	case r < utf8.RuneSelf:
		return r
	case isUpper(r):
		return 'X'
	case isLower(r):
		return 'x'
	case isDigit(r):
		return 'd'
	case s.keepCaseless:
		return r
	case unicode.IsMark(r):
		return -1
	case unicode.IsLetter(r):
		return 'o'
	}
	return r
}

// at returns code point i.
func (c *characters) at(i int) rune {
	b := c.bytes[c.starts[i]]
	if b < utf8.RuneSelf {
		return rune(b)
	}
	r, _ := utf8.DecodeRune(c.slice(i, i+1))
	return r
}

func (shape) always() bool { return true }
