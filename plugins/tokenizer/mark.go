package tokenizer

import "strings"

// runs are the marks that make one token when repeated.
const runs = ".-=*~+!?'`"

// mark returns the token that begins with the ASCII mark or control character at i.
func (s *scanner) mark(i int) token {
	b := s.text[i]
	switch b {
	case '#', '@':
		if t, ok := s.tag(i); ok {
			return t
		}
	case '\'':
		if end := s.detachedClitic(i); end > 0 {
			return token{start: i, end: end, class: word}
		}
	case '=':
		if end := emoticonEnd(s.text, i); end > 0 {
			return token{start: i, end: end, class: emoji}
		}
	case 0:
		return token{start: i, end: s.segment(i), class: symbol}
	}
	if strings.IndexByte(runs, b) >= 0 && i+1 < len(s.text) && s.text[i+1] == b {
		end := i + 2
		for end < len(s.text) && s.text[end] == b {
			end++
		}
		return token{start: i, end: end, class: punct}
	}
	end := i + 1
	if kindAt(s.text, end)&high != 0 { // a combining mark or selector may follow
		end = s.segment(i)
	}
	return token{start: i, end: end, class: markClass(s.text[i:end])}
}

func markClass(s string) class {
	switch {
	case hasEmojiPresentation(s[1:]):
		return emoji
	case s[0] < ' ', s[0] == 0x7F, strings.IndexByte("$+<=>^`|~", s[0]) >= 0:
		return symbol
	default:
		return punct
	}
}

// tag returns the hashtag or mention at i. A hashtag holds a letter ("#5" is no
// tag), and neither follows a word ("C#", "a@b").
func (s *scanner) tag(i int) (token, bool) {
	if isWordRune(before(s.text, i)) {
		return token{}, false
	}
	end, lettered := i+1, false
	for end < s.chunk.end {
		r, size := runeAt(s.text, end)
		if !isWordRune(r) && r != '_' {
			break
		}
		lettered = lettered || kinds[s.text[end]]&(letter|high) != 0
		end += size
	}
	if !lettered {
		return token{}, false
	}
	if s.text[i] == '#' {
		return token{start: i, end: end, class: hashtag}, true
	}
	return token{start: i, end: end, class: mention}, true
}
