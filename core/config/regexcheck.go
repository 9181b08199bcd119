package config

import (
	"regexp"
	"strings"

	"github.com/onomast/onomast/core/diag"
)

var doubledEscape = regexp.MustCompile(`^\\\\[bBdDwWsS]|\\\\[bBdDwWsS]$`)

// checkRegex warns of regular expressions that are valid, but hardly what was
// meant: written as in another language, or by a word processor. Whether one is
// valid at all its stage knows.
func (k *checker) checkRegex(pointer, written string) {
	first, last := firstRune(written), lastRune(written)
	switch {
	case len(written) > 2 && strings.ContainsRune("‘“„«", first) && strings.ContainsRune("’”“»", last):
		k.warn(pointer, "the quotes around the expression are typographic, so they are part of it", "use straight quotes: '...'")
	case len(written) > 2 && first == '/' && last == '/' && strings.Count(written, "/") == 2:
		k.warn(pointer, "the slashes around the expression are part of it", "leave them out unless they are to be found")
	case doubledEscape.MatchString(written):
		k.warn(pointer, "a doubled backslash stands for a backslash in the text", "in single quotes one backslash is enough: \\b")
	}
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func lastRune(s string) (last rune) {
	for _, r := range s {
		last = r
	}
	return last
}

func (k *checker) warn(pointer, summary, hint string) {
	d := failure("config.odd-regex", summary)
	d.Severity, d.Pointer, d.Hint = diag.Warning, pointer, hint
	k.list = append(k.list, k.place(d))
}
