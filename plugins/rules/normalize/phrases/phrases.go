// Package phrases finds the longest known phrase that a text begins with.
package phrases

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Set is phrases and what they stand for. It never changes, so goroutines
// share it.
type Set struct {
	meaning map[string]string
	exact   bool
	longest int // in bytes
}

// Parse makes a set of lines "meaning: phrase, phrase". Letters are the same
// small and capital.
func Parse(lines string) *Set { return parse(lines, false) }

// ParseExact makes a set in which small and capital letters differ.
func ParseExact(lines string) *Set { return parse(lines, true) }

func parse(lines string, exact bool) *Set {
	s := &Set{meaning: map[string]string{}, exact: exact}
	for line := range strings.SplitSeq(lines, "\n") {
		meaning, list, ok := strings.Cut(line, ": ")
		if !ok {
			continue
		}
		for phrase := range strings.SplitSeq(list, ",") {
			phrase = strings.TrimSuffix(strings.TrimSpace(phrase), ".") // Prefix skips the one behind a word
			if !exact {
				phrase = strings.ToLower(phrase)
			}
			s.meaning[phrase] = strings.TrimSpace(meaning)
			s.longest = max(s.longest, len(phrase))
		}
	}
	return s
}

// Prefix finds the longest phrase that text begins with and that ends where a
// word does. It returns what it stands for and the text behind it, without
// white space and the full stop of an abbreviation.
func (s *Set) Prefix(text string) (meaning, rest string, ok bool) {
	text = strings.TrimLeftFunc(text, unicode.IsSpace)
	key := make([]byte, 0, s.longest+utf8.UTFMax)
	for i := 0; i < len(text) && len(key) <= s.longest; {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			r = ' '
		} else if !s.exact {
			r = unicode.ToLower(r)
		}
		if r != ' ' || len(key) > 0 && key[len(key)-1] != ' ' {
			key = utf8.AppendRune(key, r)
		}
		i += size
		if m, known := s.meaning[string(key)]; known && ends(r, text[i:]) {
			meaning, rest, ok = m, text[i:], true
			if unicode.IsLetter(r) {
				rest = strings.TrimPrefix(rest, ".")
			}
		}
	}
	return meaning, strings.TrimLeftFunc(rest, unicode.IsSpace), ok
}

// Whole returns what a text that is a phrase and nothing else stands for.
func (s *Set) Whole(text string) (string, bool) {
	m, rest, ok := s.Prefix(text)
	return m, ok && rest == ""
}

// ends reports whether a word that ends with r ends before rest.
func ends(r rune, rest string) bool {
	if !unicode.IsLetter(r) {
		return true
	}
	next, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || !unicode.IsLetter(next)
}
