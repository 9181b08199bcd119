package alphabet

import (
	"unicode"
	"unicode/utf8"
)

// A Class says how a code point takes part in words.
type Class uint8

// The classes of code points.
const (
	Other  Class = iota // punctuation, symbols: a token by itself
	Space               // white space
	Letter              // letters, digits, underscore: they make words
	Alone               // a letter of a script without spaces: a word by itself
	Mark                // a combining mark: belongs to what it follows
	Joiner              // joins or modifies emoji: no boundary beside it
)

// A Mode says which spellings are the same.
type Mode struct {
	// Fold: upper and lower case are, by Unicode's full case folding.
	Fold bool
	// Strip: letters with and without diacritics are.
	Strip bool
}

// tableSize is the number of code points whose class and folding are looked up;
// it covers the alphabets of Europe, Greek, Cyrillic, Hebrew and Arabic.
const tableSize = 0x700

// A Table knows the class and the folding of code points. It never changes, so
// goroutines share it.
type Table struct {
	classes [tableSize]Class
	folds   [tableSize]rune // 0: folds to several code points
}

// New makes a table.
func New() *Table {
	t := &Table{}
	for r := range rune(tableSize) {
		t.classes[r] = classify(r)
		if fullFold(r) == "" {
			t.folds[r] = SimpleFold(r)
		}
	}
	return t
}

// Class returns the class of r.
func (t *Table) Class(r rune) Class {
	if r < tableSize {
		return t.classes[r]
	}
	return classify(r)
}

// Units appends what r is compared by: the code point itself, or what it
// folds to, with the variants of apostrophe and hyphen made one. White space
// is the caller's business.
func (t *Table) Units(dst []rune, r rune, m Mode) []rune {
	r = PlainPunctuation(r)
	if m.Strip && r >= utf8.RuneSelf {
		return t.stripped(dst, r, m.Fold)
	}
	if !m.Fold {
		return append(dst, r)
	}
	return t.folded(dst, r)
}

func (t *Table) folded(dst []rune, r rune) []rune {
	if r < tableSize {
		if folded := t.folds[r]; folded != 0 || r == 0 {
			return append(dst, folded)
		}
	}
	if full := fullFold(r); full != "" {
		return append(dst, []rune(full)...)
	}
	return append(dst, SimpleFold(r))
}

// PlainPunctuation maps the typographic apostrophes and hyphens to ' and -.
func PlainPunctuation(r rune) rune {
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

// SimpleFold returns the same code point for all that differ in case only.
func SimpleFold(r rune) rune {
	least := r
	for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
		least = min(least, next)
	}
	if 'A' <= least && least <= 'Z' {
		return least + 'a' - 'A'
	}
	return least
}

func classify(r rune) Class {
	switch {
	case r < utf8.RuneSelf:
		return classifyASCII(r)
	case unicode.IsSpace(r):
		return Space
	case r == '\u0345': // a mark that folds to the letter iota
		return Letter
	case unicode.IsMark(r):
		return Mark
	case unicode.IsLetter(r), unicode.IsNumber(r):
		if r >= 0x0E00 && unspaced(r) {
			return Alone
		}
		return Letter
	case r == '\u200C' || r == '\u200D' || 0x1F3FB <= r && r <= 0x1F3FF:
		return Joiner
	}
	return Other
}

func classifyASCII(r rune) Class {
	switch {
	case r == ' ', '\t' <= r && r <= '\r':
		return Space
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '_':
		return Letter
	}
	return Other
}

// unspaced reports whether r is a letter of a script that writes no spaces
// between words. Katakana is left out: its runs are words.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Thai, unicode.Lao, unicode.Khmer,
		unicode.Myanmar, unicode.Tibetan, unicode.Tai_Le, unicode.New_Tai_Lue, unicode.Tai_Tham, unicode.Tai_Viet)
}

// Decode returns the code point at byte at of text and its size in bytes; a
// byte that is no UTF-8 is a code point of one byte.
func Decode(text string, at int) (rune, int) {
	if c := text[at]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(text[at:])
}
