package tokenizer

import "strings"

// maxSlashed is the longest listed word with slashes, and a byte, in bytes.
const maxSlashed = 12

// word returns the token that begins with the letter, digit or underscore at i.
func (s *scanner) word(i int) token {
	if end := s.elided(i); end > 0 {
		return token{start: i, end: end, class: word}
	}
	if t, ok := s.gluedTitle(i); ok {
		return t
	}
	if end := s.slashed(i); end > 0 {
		return s.maybeStopped(i, end)
	}
	return s.maybeStopped(i, s.unenclitic(i, s.segment(i)))
}

// maybeStopped returns the token in [i,end), with a stop that belongs to it.
func (s *scanner) maybeStopped(i, end int) token {
	if kindAt(s.text, end)&dot != 0 {
		return s.stopped(i, end)
	}
	return token{start: i, end: end, class: shape(s.text[i:end])}
}

// shape tells words, numbers and codes (letters and digits mixed) apart.
func shape(s string) class {
	mask := kind(0)
	for i := range len(s) {
		mask |= kinds[s[i]]
	}
	switch {
	case mask&digit == 0 && mask&high != 0:
		return shapeOf(s)
	case mask&digit == 0:
		return word
	case mask&high != 0 && hasEmojiPresentation(s[1:]):
		return emoji
	case mask&(letter|under|high) != 0:
		return code
	default:
		return number
	}
}

// gluedTitle finds a title that a name follows without a space: "Dr.Smith".
func (s *scanner) gluedTitle(i int) (token, bool) {
	end := run(s.text, i, letter)
	if kindAt(s.text, end)&dot == 0 || kindAt(s.text, end+1)&upper == 0 {
		return token{}, false
	}
	if s.profile.abbreviations[s.text[i:end]] != title {
		return token{}, false
	}
	return token{start: i, end: end + 1, class: abbreviation}, true
}

// slashed returns the end of the word at i if it holds slashes and is listed: "c/o",
// "M/s", "f/k/a"; 0 if it is none.
func (s *scanner) slashed(i int) int {
	if !s.has(slash) {
		return 0
	}
	end := run(s.text[:min(len(s.text), i+maxSlashed)], i, letter|slash)
	if _, listed := s.profile.abbreviations[s.text[i:end]]; !listed || kindAt(s.text, end)&(alnum|under|high) != 0 {
		return 0
	}
	if strings.IndexByte(s.text[i:end], '/') < 0 {
		return 0
	}
	return end
}

// elided returns the end of the elided word at i, apostrophe included: "l'" of
// "l'homme", "dell’" of "dell’arte". It returns 0 when there is none.
func (s *scanner) elided(i int) int {
	if len(s.profile.elisions) == 0 || !s.has(quote|high) {
		return 0
	}
	end := letters(s.text, i)
	width := apostrophe(s.text, end)
	if width == 0 || !s.profile.elisions.has(s.text[i:end]) {
		return 0
	}
	if r, _ := runeAt(s.text, end+width); !isWordRune(r) {
		return 0
	}
	return end + width
}

// unenclitic returns the end of the word in [i,end) without its clitic, and makes
// the clitic the next token: "'s" of "Smith's", "n't" of "don't".
func (s *scanner) unenclitic(i, end int) int {
	if len(s.profile.enclitics) == 0 || !s.has(quote|high) {
		return end
	}
	at := max(strings.LastIndexByte(s.text[i:end], '\''), strings.LastIndex(s.text[i:end], curly))
	if at <= 0 {
		return end
	}
	at += i
	tail := at + apostrophe(s.text, at)
	if s.text[tail:end] == "t" || s.text[tail:end] == "T" {
		if at--; at <= i || s.text[at]|0x20 != 'n' {
			return end
		}
	}
	if _, listed := s.profile.abbreviations[s.text[i:end]]; listed || !s.profile.enclitics.has(s.text[tail:end]) {
		return end
	}
	s.forced = end
	return at
}

// detachedClitic returns the end of the clitic whose apostrophe stands at i with a
// space before it, as in text that somebody took apart: "Ann 's". It is 0 if there
// is none.
func (s *scanner) detachedClitic(i int) int {
	tail := i + apostrophe(s.text, i)
	end := run(s.text, tail, letter)
	if i > 0 && kinds[s.text[i-1]]&space == 0 || !s.profile.enclitics.has(s.text[tail:end]) {
		return 0
	}
	if r, _ := runeAt(s.text, end); isWordRune(r) || apostrophe(s.text, end) > 0 {
		return 0
	}
	return end
}

const curly = "\u2019"

// apostrophe returns the length of the apostrophe at i, 0 if there is none.
func apostrophe(s string, i int) int {
	switch {
	case kindAt(s, i)&quote != 0:
		return 1
	case i < len(s) && strings.HasPrefix(s[i:], curly):
		return len(curly)
	}
	return 0
}
