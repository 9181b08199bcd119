package alphabet

import (
	"unicode"
	"unicode/utf8"
)

// Edge reports whether a word can end with a code point of class before and
// another begin with one of class after, right beside it. To the right of a
// mark it is as to the right of a letter, so that composed and decomposed
// spellings have the same edges.
func Edge(before, after Class) bool {
	switch {
	case before == Space || after == Space:
		return true
	case after == Mark || after == Joiner || before == Joiner:
		return false
	case before == Letter || before == Mark:
		return after != Letter
	}
	return true
}

// BeginsWord reports whether a term may begin at byte at of text.
func (t *Table) BeginsWord(text string, at int) bool {
	if at == 0 {
		return true
	}
	next, _ := utf8.DecodeRuneInString(text[at:])
	prev, size := utf8.DecodeLastRuneInString(text[:at])
	if !Edge(t.Class(prev), t.Class(next)) {
		return false
	}
	// The Brien of O'Brien and the t of don't begin no word, the Europe of
	// l'Europe does.
	if PlainPunctuation(prev) == '\'' && t.Class(next) == Letter {
		return t.quotes(text[:at-size]) || elided(text[:at-size])
	}
	return true
}

// EndsWord reports whether a term may end before byte at of text.
func (t *Table) EndsWord(text string, at int) bool {
	if at == len(text) {
		return true
	}
	next, size := utf8.DecodeRuneInString(text[at:])
	prev, _ := utf8.DecodeLastRuneInString(text[:at])
	if !Edge(t.Class(prev), t.Class(next)) {
		return false
	}
	if PlainPunctuation(next) != '\'' || t.Class(prev) != Letter {
		return true
	}
	after, width := utf8.DecodeRuneInString(text[at+size:])
	if width == 0 || t.Class(after) != Letter {
		return true
	}
	return (after == 's' || after == 'S') && t.endsToken(text, at+size+width)
}

// Bounded reports whether [start,end) begins and ends where words do.
func (t *Table) Bounded(text string, start, end int) bool {
	return t.BeginsWord(text, start) && t.EndsWord(text, end)
}

// endsToken reports whether there is an edge at byte at.
func (t *Table) endsToken(text string, at int) bool {
	if at == len(text) {
		return true
	}
	next, _ := utf8.DecodeRuneInString(text[at:])
	prev, _ := utf8.DecodeLastRuneInString(text[:at])
	return Edge(t.Class(prev), t.Class(next))
}

// quotes reports whether an apostrophe after head is an opening quote: there is
// no letter before it.
func (t *Table) quotes(head string) bool {
	prev, size := utf8.DecodeLastRuneInString(head)
	return size == 0 || t.Class(prev) != Letter
}

// longestElided is the number of bytes of the longest word that is elided.
const longestElided = 7

// elided reports whether head ends with an article or preposition that French
// or Italian write together with the next word.
func elided(head string) bool {
	at := len(head)
	for at > 0 && len(head)-at <= longestElided {
		r, size := utf8.DecodeLastRuneInString(head[:at])
		if !unicode.IsLetter(r) {
			break
		}
		at -= size
	}
	var buf [longestElided]byte
	if len(head)-at > len(buf) {
		return false
	}
	word := buf[:copy(buf[:], head[at:])]
	for i, c := range word {
		if 'A' <= c && c <= 'Z' {
			word[i] = c + 'a' - 'A'
		}
	}
	switch string(word) {
	case "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quelqu",
		"un", "gl", "all", "dall", "dell", "nell", "sull", "coll", "quell", "bell", "sant":
		return true
	}
	return false
}
