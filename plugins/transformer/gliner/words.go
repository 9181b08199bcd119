package gliner

import (
	"unicode"
	"unicode/utf8"
)

// Cut calls a function with the bytes of each word of a text, in order, as the package
// cuts texts by default: letters, numbers and underscores in a row, also with single
// hyphens between, and any other character that is no space by itself.
//
// It is the expression \w+(?:[-_]\w+)*|\S of Python. Marks are none of its \w, so vowel
// signs of Indic scripts are words by themselves.
func Cut(text string, do func(start, end int)) {
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		end := at + size
		switch {
		case isSpace(r):
			at = end
			continue
		case isWord(r):
			end = wordEnd(text, end)
		}
		do(at, end)
		at = end
	}
}

// wordEnd is where a word ends that has begun before.
func wordEnd(text string, at int) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if r == '-' {
			next, more := utf8.DecodeRuneInString(text[at+size:])
			if !isWord(next) {
				return at
			}
			size += more
		} else if !isWord(r) {
			return at
		}
		at += size
	}
	return at
}

// isWord reports what \w of Python does. An invalid byte is read as U+FFFD, which is none.
func isWord(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r)
}

// isSpace reports what \s of Python does, the four separators of ASCII among it.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f
}
