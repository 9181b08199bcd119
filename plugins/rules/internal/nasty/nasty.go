// Package nasty draws texts that folding, boundaries and offsets stumble over,
// for the tests of the stage `rules`.
package nasty

import (
	"strings"

	"pgregory.net/rapid"
)

// Pieces returns pieces of text to make texts and terms of.
func Pieces() []string {
	return []string{
		"a", "b", "A", "s", "S", "ss", "ß", "ẞ", "ſ", "i", "I", "İ", "ı", "\u0307", "k", "\u212A", "ﬁ", "fi", "F", "ŉ", "ʼn",
		"\u0345", "ι", "ᾳ", "Σ", "ς", "'", "’", "'s", "l'", "-", "‑", " ", "  ", "\u00A0", "\n", ".", "_", "1", "東", "京", "か", "\u3099",
		"ア", "😀", "\u200D", "\U0001F3FD", "é", "e\u0301", "\x00", "ab", "o'", "č", "Ǆ", "ǅ",
	}
}

// Texts draws texts of at most that many of the pieces; of few different ones,
// terms do occur in them.
func Texts(pieces []string, most int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, most).Draw(t, "pieces"), "")
	})
}
