package gazetteer

import (
	"unicode/utf8"

	"github.com/onomast/onomast/plugins/rules/alphabet"
)

// A speller brings stretches of text into the form they are compared in: the
// units of their code points, each run of white space one space.
type speller struct {
	table *alphabet.Table
	mode  alphabet.Mode
	// ascii holds what an ASCII code point is compared by; white space is ' '.
	ascii [utf8.RuneSelf]byte
	// word says which bytes are ASCII letters, digits and the underscore.
	word [256]bool
}

func newSpeller(table *alphabet.Table, mode alphabet.Mode) *speller {
	s := &speller{table: table, mode: mode}
	var buf [4]rune
	for r := range rune(utf8.RuneSelf) {
		unit := byte(table.Units(buf[:0], r, mode)[0])
		switch table.Class(r) {
		case alphabet.Space:
			unit = ' '
		case alphabet.Letter:
			s.word[r] = true
		}
		s.ascii[r] = unit
	}
	return s
}

// spell appends the compared form of text.
func (s *speller) spell(dst []byte, text string) []byte {
	spaced := false
	for at := 0; at < len(text); {
		r, size := alphabet.Decode(text, at)
		at += size
		if s.table.Class(r) == alphabet.Space {
			if !spaced {
				dst = append(dst, ' ')
			}
			spaced = true
			continue
		}
		spaced = false
		var buf [4]rune
		for _, u := range s.table.Units(buf[:0], r, s.mode) {
			dst = utf8.AppendRune(dst, u)
		}
	}
	return dst
}

// foldsTo reports whether text[start:end] is ASCII and the form of t but for
// case. If not, it may spell it all the same.
func (s *speller) foldsTo(t *term, text string, start, end int) bool {
	if end-start != t.size {
		return false
	}
	b := bytesOfText(text)
	for at, i := start, 0; at < end; at, i = at+blockSize, i+blockSize {
		var x block
		switch rest := end - at; {
		case rest >= blockSize:
			x = blockAt(b, at)
		case at+blockSize <= len(b):
			x = blockAt(b, at).first(rest)
		default: // too near the end of the text
			return false
		}
		if s.mode.Fold {
			x = x.folded(x.letters())
		}
		if !x.ascii() || x != blockAt(t.form, i) {
			return false
		}
	}
	return true
}

// spells reports whether form is the compared form of text.
func (s *speller) spells(form []byte, text string) bool {
	for at := 0; at < len(text); {
		c := text[at]
		if c >= utf8.RuneSelf || s.ascii[c] == ' ' {
			return s.spellsRest(form, text[at:])
		}
		if len(form) == 0 || form[0] != s.ascii[c] {
			return false
		}
		form = form[1:]
		at++
	}
	return len(form) == 0
}

// spellsRest goes on with a text that begins with white space or beyond ASCII.
func (s *speller) spellsRest(form []byte, text string) bool {
	var buf [64]byte
	n := 0
	for n < len(text) && n < len(buf)/4 && (text[n] >= utf8.RuneSelf || s.ascii[text[n]] == ' ') {
		_, size := alphabet.Decode(text, n)
		n += size
	}
	for n < len(text) && s.isSpace(text, n) { // a run is one space
		_, size := alphabet.Decode(text, n)
		n += size
	}
	part := s.spell(buf[:0], text[:n])
	if len(part) > len(form) || string(form[:len(part)]) != string(part) {
		return false
	}
	return s.spells(form[len(part):], text[n:])
}

func (s *speller) isSpace(text string, at int) bool {
	r, _ := alphabet.Decode(text, at)
	return s.table.Class(r) == alphabet.Space
}

// units appends the units of the code point at byte at, or the one space that
// stands for a run of white space, and returns where it ends.
func (s *speller) units(dst []rune, text string, at int) (units []rune, next int) {
	r, size := alphabet.Decode(text, at)
	next = at + size
	if s.table.Class(r) != alphabet.Space {
		return s.table.Units(dst, r, s.mode), next
	}
	for next < len(text) && s.isSpace(text, next) {
		_, size := alphabet.Decode(text, next)
		next += size
	}
	return append(dst, ' '), next
}
