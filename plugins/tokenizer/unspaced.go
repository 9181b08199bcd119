package tokenizer

import "strings"

// longClause is how long a sentence of a language without marks at its end may be, in
// bytes, until the next space ends it: some 130 letters.
const longClause = 400

// closesAtSpace reports whether the sentence ended at the space before t, in languages
// that set spaces between clauses and sentences but not between words: behind a word
// that closes sentences, or when it is long.
func (s *sentences) closesAtSpace(t token) bool {
	if s.profile.closing == nil || s.last.class != word || t.class != word {
		return false
	}
	if !unspacedAt(s.text, s.last.start) || !unspacedAt(s.text, t.start) {
		return false
	}
	if s.last.end-s.start > longClause {
		return true
	}
	for _, w := range s.profile.closing {
		if strings.HasSuffix(s.text[s.start:s.last.end], w) {
			return true
		}
	}
	return false
}

// unspacedAt reports whether the letter at i is of Thai, Lao, Burmese or Khmer.
func unspacedAt(s string, i int) bool {
	r, _ := runeAt(s, i)
	return r >= 0x0E00 && r < 0x0F00 || r >= 0x1000 && r < 0x10A0 || r >= 0x1780 && r < 0x1800
}

// reported reports whether t goes on with a sentence that a quotation seemed to end:
// Japanese says と or って behind what somebody said.
func (s *sentences) reported(t token) bool {
	rest := s.text[t.start:]
	return strings.HasPrefix(rest, "と") || strings.HasPrefix(rest, "って")
}
