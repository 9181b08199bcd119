package alphabet

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// stripped appends the units of a code point beyond ASCII without diacritics:
// its canonical decomposition without marks. A mark by itself has no units.
func (t *Table) stripped(dst []rune, r rune, fold bool) []rune {
	var buf [utf8.UTFMax]byte
	decomposed := norm.NFD.Properties(buf[:utf8.EncodeRune(buf[:], r)]).Decomposition()
	if decomposed == nil {
		return t.strippedUnit(dst, r, fold)
	}
	for len(decomposed) > 0 {
		part, size := utf8.DecodeRune(decomposed)
		dst = t.strippedUnit(dst, part, fold)
		decomposed = decomposed[size:]
	}
	return dst
}

func (t *Table) strippedUnit(dst []rune, r rune, fold bool) []rune {
	if unicode.Is(unicode.Mn, r) {
		return dst
	}
	if plain := strokes(r); plain != "" {
		for _, p := range plain {
			dst = t.strippedUnit(dst, p, fold)
		}
		return dst
	}
	if !fold {
		return append(dst, r)
	}
	from := len(dst)
	dst = t.folded(dst, r)
	kept := dst[:from]
	for _, u := range dst[from:] {
		if !unicode.Is(unicode.Mn, u) {
			kept = append(kept, u)
		}
	}
	return kept
}

// strokes spells letters that Unicode does not decompose, as they are written
// where the keyboard lacks them.
func strokes(r rune) string {
	switch r {
	case 'Æ':
		return "AE"
	case 'æ':
		return "ae"
	case 'Ø':
		return "O"
	case 'ø':
		return "o"
	case 'Œ':
		return "OE"
	case 'œ':
		return "oe"
	case 'Ł':
		return "L"
	case 'ł':
		return "l"
	case 'Đ':
		return "D"
	case 'đ':
		return "d"
	case 'Ħ':
		return "H"
	case 'ħ':
		return "h"
	case 'ı':
		return "i"
	}
	return ""
}
