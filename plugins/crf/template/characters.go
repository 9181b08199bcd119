package template

import (
	"unicode"
	"unicode/utf8"
)

// What counts as a capital, a small letter and a digit is what Python's strings
// say, so that features are those of programs that were written in it.

// isUpper reports whether a code point is a capital, or begins like one: A, Ⅳ, ǅ.
func isUpper(r rune) bool {
	if r < utf8.RuneSelf {
		return 'A' <= r && r <= 'Z'
	}
	return unicode.In(r, unicode.Lu, unicode.Lt, unicode.Other_Uppercase)
}

// isLower reports whether a code point is a small letter: a, ª, ⅳ.
func isLower(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z'
	}
	return unicode.In(r, unicode.Ll, unicode.Other_Lowercase)
}

// isDigit reports whether a code point is a digit of any script: 7, ७, ³, ₃.
func isDigit(r rune) bool {
	switch {
	case unicode.IsDigit(r), r == '²', r == '³', r == '¹', r == '⁰':
		return true
	}
	return '⁴' <= r && r <= '⁹' || '₀' <= r && r <= '₉'
}
