package tokenizer

import (
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// A scanner yields the tokens of a text, one at a time and without allocating.
type scanner struct {
	text    string
	profile *profile
	pos     int // where the next token is looked for
	// forced is the end of a token that was decided on together with the one
	// before it (a clitic); it counts only when it lies behind pos.
	forced int
	chunk  chunk
	// barrier is the one nextBarrier found last.
	barrier int
	uax     words.Iterator[string]
}

// A chunk is a stretch without ASCII white space and the union of its bytes'
// kinds. It is looked at once, so that tokens in a huge one cost no more.
type chunk struct {
	end  int
	mask kind
}

func newScanner(text string, p *profile) scanner {
	return scanner{text: text, profile: p, uax: *words.FromString("")}
}

// next returns the next token, and false at the end of the text.
func (s *scanner) next() (token, bool) {
	i := skipSpace(s.text, s.pos)
	if i >= len(s.text) {
		return token{}, false
	}
	t := s.at(i)
	s.pos = t.end
	return t, true
}

// at returns the token that begins at i. Most words are followed by a space, or
// by a punctuation mark and a space: those are seen to here.
func (s *scanner) at(i int) token {
	if s.forced > i {
		return token{start: i, end: s.forced, class: word}
	}
	k := kinds[s.text[i]]
	if k&single != 0 && kindAt(s.text, i+1)&high == 0 {
		if k&colon != 0 {
			if end := emoticonEnd(s.text, i); end > 0 {
				return token{start: i, end: end, class: emoji}
			}
		}
		return token{start: i, end: i + 1, class: punct}
	}
	if k&digit != 0 {
		if end := run(s.text, i, digit); s.plain(end) {
			return token{start: i, end: end, class: number}
		}
		return s.special(i)
	}
	end := run(s.text, i, letter)
	if end > i && s.plain(end) {
		return token{start: i, end: end, class: word}
	}
	end = letters(s.text, end)
	switch {
	case end == i:
		return s.special(i)
	case s.plain(end):
		return token{start: i, end: end, class: word}
	case s.text[end] == '.' && (end+1 == len(s.text) || kinds[s.text[end+1]]&space != 0):
		return s.stopped(i, end)
	}
	return s.special(i)
}

// plain reports whether a run of letters that ends at i is a word for sure.
func (s *scanner) plain(i int) bool {
	if i == len(s.text) {
		return true
	}
	k := kinds[s.text[i]]
	if k&ender != 0 {
		return i+1 == len(s.text) || kinds[s.text[i+1]]&space != 0
	}
	return k&space != 0
}

// special returns the token that begins at i when it takes more than a glance.
func (s *scanner) special(i int) token {
	s.enter(i)
	if t, ok := s.address(i); ok {
		return t
	}
	k := kinds[s.text[i]]
	if k&alnum != 0 {
		if t, ok := s.numeric(i); ok {
			return t
		}
	}
	if k&(alnum|under) != 0 || latinAt(s.text, i) {
		return s.word(i)
	}
	if k&high != 0 {
		return s.foreign(i)
	}
	return s.mark(i)
}

// enter makes the chunk around i the current one.
func (s *scanner) enter(i int) {
	if i < s.chunk.end {
		return
	}
	mask, end := kind(0), i
	for end < len(s.text) {
		k := kinds[s.text[end]]
		if k&space != 0 {
			break
		}
		mask |= k
		end++
	}
	s.chunk = chunk{end: end, mask: mask}
}

// has reports whether the chunk holds one of the kinds of bytes.
func (s *scanner) has(k kind) bool { return s.chunk.mask&k != 0 }

func runeAt(s string, i int) (rune, int) { return utf8.DecodeRuneInString(s[i:]) }

// before returns the code point that ends at i, or 0 at the start of the text.
func before(s string, i int) rune {
	if i == 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return r
}
