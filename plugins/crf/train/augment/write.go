package augment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// lower, like the others, leaves bytes that are no text as they are.
func lower(word string) string { return ifText(word, strings.ToLower) }

func upper(word string) string {
	return ifText(word, func(word string) string { return strings.ReplaceAll(strings.ToUpper(word), "ß", "SS") })
}

// plain writes a word without accents, as keyboards without them do.
func plain(word string) string {
	return ifText(word, func(word string) string {
		word = strokes.Replace(word)
		marked := norm.NFD.String(word)
		bare := strings.Map(dropMark, marked)
		if bare == marked || bare == "" {
			return word
		}
		return norm.NFC.String(bare)
	})
}

func ifText(word string, write func(string) string) string {
	if !utf8.ValidString(word) {
		return word
	}
	return write(word)
}

// dropMark drops the marks of Latin, Greek and Cyrillic letters. In other scripts a mark
// is a vowel, not an ornament.
func dropMark(r rune) rune {
	if r >= 0x300 && r <= 0x36F && unicode.Is(unicode.Mn, r) {
		return -1
	}
	return r
}

// strokes are letters whose accent is no mark of its own.
var strokes = strings.NewReplacer(
	"ß", "ss", "ø", "o", "Ø", "O", "đ", "d", "Đ", "D", "ł", "l", "Ł", "L", "ħ", "h", "Ħ", "H",
	"æ", "ae", "Æ", "AE", "œ", "oe", "Œ", "OE", "ı", "i",
)
