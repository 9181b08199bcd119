package tokenizer

import "unicode"

// foreign returns the token that begins with the code point above U+007F at i.
func (s *scanner) foreign(i int) token {
	r, size := runeAt(s.text, i)
	if isWordRune(r) {
		return s.word(i)
	}
	if r == '’' {
		if end := s.detachedClitic(i); end > 0 {
			return token{start: i, end: end, class: word}
		}
	}
	end := s.segment(i)
	if r == '\u2026' || r == '\u2013' || r == '\u2014' { // runs of ellipses and dashes
		for end < s.chunk.end && s.text[end:min(end+size, s.chunk.end)] == s.text[i:i+size] {
			end += size
		}
	}
	return token{start: i, end: end, class: shapeOf(s.text[i:end])}
}

// shapeOf tells the class of a segment that begins above U+007F.
func shapeOf(s string) class {
	r, size := runeAt(s, 0)
	switch {
	case isEmoji(r), hasEmojiPresentation(s[size:]):
		return emoji
	case isWordRune(r):
		if unicode.IsNumber(r) {
			return number
		}
		return word
	case unicode.IsPunct(r):
		return punct
	default:
		return symbol
	}
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

// isEmoji reports whether r is drawn as an emoji unless asked otherwise. It goes
// by block; emoji of other blocks are known by their variation selector.
func isEmoji(r rune) bool {
	return r >= 0x1F000 && r <= 0x1FAFF || r >= 0x2600 && r <= 0x27BF && unicode.Is(unicode.So, r)
}

// hasEmojiPresentation reports whether U+FE0F or U+20E3 (a keycap) comes next.
func hasEmojiPresentation(s string) bool {
	r, _ := runeAt(s, 0)
	return r == 0xFE0F || r == 0x20E3
}
