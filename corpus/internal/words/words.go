// Package words cuts texts into words in a way that needs no model: good enough to
// compare texts and to count. It is no tokenizer of a pipeline.
package words

import (
	"unicode"
	"unicode/utf8"
)

// A Class says what a character can be part of.
type Class uint8

// The classes.
const (
	// Space separates.
	Space Class = iota
	// Mark stands alone: punctuation, symbols.
	Mark
	// Letter goes on as a word with its neighbours: letters, digits, accents.
	Letter
	// Single is a word by itself: scripts that are written without spaces.
	Single
)

// ClassOf returns the class of a character.
func ClassOf(r rune) Class {
	if r < utf8.RuneSelf {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '_':
			return Letter
		case r == ' ', '\t' <= r && r <= '\r':
			return Space
		}
		return Mark
	}
	switch {
	case r == utf8.RuneError:
		return Mark
	case r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan):
		return Single
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.M, r), r == 0x200c, r == 0x200d:
		return Letter
	case unicode.IsSpace(r), r == 0x200b, r == 0xfeff:
		return Space
	}
	return Mark
}

// Next returns the first word at or after a byte offset, half-open, and its class;
// start is len(text) when there is none. A run of letters is one word; any other
// character that is no space is a word by itself.
func Next(text string, from int) (start, end int, class Class) {
	for from < len(text) {
		r, size := rune(text[from]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[from:])
		}
		switch class = ClassOf(r); class {
		case Space:
			from += size
		case Letter:
			return from, run(text, from+size), Letter
		default:
			return from, from + size, class
		}
	}
	return len(text), len(text), Space
}

// run returns where a run of letters ends.
func run(text string, at int) int {
	for at < len(text) {
		r, size := rune(text[at]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[at:])
		}
		if ClassOf(r) != Letter {
			break
		}
		at += size
	}
	return at
}

// Count returns how many words a text has.
func Count(text string) int {
	n := 0
	for start, end, _ := Next(text, 0); start < len(text); start, end, _ = Next(text, end) {
		n++
	}
	return n
}

// Before returns the last word that ends at or before a byte offset; start equals end
// when there is none. It looks back a few hundred bytes at most.
func Before(text string, at int) (start, end int) {
	const reach = 256
	from := max(0, at-reach)
	for from < at && !utf8.RuneStart(text[from]) {
		from++
	}
	for s, e, _ := Next(text[:at], from); s < at; s, e, _ = Next(text[:at], e) {
		start, end = s, e
	}
	return start, end
}

// Inside reports whether a byte offset lies between two letters of one word.
func Inside(text string, at int) bool {
	if at <= 0 || at >= len(text) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	return ClassOf(before) == Letter && ClassOf(after) == Letter
}
