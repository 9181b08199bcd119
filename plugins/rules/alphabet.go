package rules

import (
	"unicode"
	"unicode/utf8"
)

// class says how a code point takes part in words.
type class uint8

const (
	other  class = iota // punctuation, symbols: a token by itself
	space               // white space
	letter              // letters, digits, underscore: they make words
	alone               // a letter of a script without spaces: a word by itself
	mark                // a combining mark: belongs to what it follows
	joiner              // joins or modifies emoji: no boundary beside it
)

// tableSize is the number of code points whose class and folding are looked up;
// it covers the alphabets of Europe, Greek, Cyrillic, Hebrew and Arabic.
const tableSize = 0x700

// An alphabet knows the class and the case folding of code points.
type alphabet struct {
	classes [tableSize]class
	folds   [tableSize]rune // 0: folds to several code points
}

func newAlphabet() *alphabet {
	a := &alphabet{}
	for r := range rune(tableSize) {
		a.classes[r] = classify(r)
		if fullFold(r) == "" {
			a.folds[r] = simpleFold(r)
		}
	}
	return a
}

func (a *alphabet) class(r rune) class {
	if r < tableSize {
		return a.classes[r]
	}
	return classify(r)
}

// units appends what r is compared by: the code point itself, or what it
// folds to, with the variants of apostrophe and hyphen made one. White space
// is the caller's business.
func (a *alphabet) units(dst []rune, r rune, fold bool) []rune {
	r = plainPunctuation(r)
	if !fold {
		return append(dst, r)
	}
	if r < tableSize {
		if folded := a.folds[r]; folded != 0 || r == 0 {
			return append(dst, folded)
		}
	}
	if full := fullFold(r); full != "" {
		return append(dst, []rune(full)...)
	}
	return append(dst, simpleFold(r))
}

// plainPunctuation maps the typographic apostrophes and hyphens to ' and -.
func plainPunctuation(r rune) rune {
	if r < 0x2010 {
		return r
	}
	switch r {
	case '\u2018', '\u2019', '\u201B', '\uFF07':
		return '\''
	case '\u2010', '\u2011', '\u2012', '\u2013', '\u2212', '\uFE63', '\uFF0D':
		return '-'
	}
	return r
}

// simpleFold returns the same code point for all that differ in case only.
func simpleFold(r rune) rune {
	least := r
	for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
		least = min(least, next)
	}
	if 'A' <= least && least <= 'Z' {
		return least + 'a' - 'A'
	}
	return least
}

func classify(r rune) class {
	switch {
	case r < utf8.RuneSelf:
		return classifyASCII(r)
	case unicode.IsSpace(r):
		return space
	case r == '\u0345': // a mark that folds to the letter iota
		return letter
	case unicode.IsMark(r):
		return mark
	case unicode.IsLetter(r), unicode.IsNumber(r):
		if r >= 0x0E00 && unspaced(r) {
			return alone
		}
		return letter
	case r == '\u200C' || r == '\u200D' || 0x1F3FB <= r && r <= 0x1F3FF:
		return joiner
	}
	return other
}

func classifyASCII(r rune) class {
	switch {
	case r == ' ', '\t' <= r && r <= '\r':
		return space
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '_':
		return letter
	}
	return other
}

// unspaced reports whether r is a letter of a script that writes no spaces
// between words. Katakana is left out: its runs are words.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Thai, unicode.Lao, unicode.Khmer,
		unicode.Myanmar, unicode.Tibetan, unicode.Tai_Le, unicode.New_Tai_Lue, unicode.Tai_Tham, unicode.Tai_Viet)
}
