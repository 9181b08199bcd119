package rules

import (
	"unicode"
	"unicode/utf8"
)

// edge reports whether a word can end with a code point of class before and
// another begin with one of class after, right beside it. To the right of a
// mark it is as to the right of a letter, so that composed and decomposed
// spellings have the same edges.
func edge(before, after class) bool {
	switch {
	case before == space || after == space:
		return true
	case after == mark || after == joiner || before == joiner:
		return false
	case before == letter || before == mark:
		return after != letter
	}
	return true
}

// beginsWord reports whether a term may begin at byte at of text.
func (a *alphabet) beginsWord(text string, at int) bool {
	if at == 0 {
		return true
	}
	next, _ := utf8.DecodeRuneInString(text[at:])
	prev, size := utf8.DecodeLastRuneInString(text[:at])
	if !edge(a.class(prev), a.class(next)) {
		return false
	}
	// The Brien of O'Brien and the t of don't begin no word, the Europe of
	// l'Europe does.
	if plainPunctuation(prev) == '\'' && a.class(next) == letter {
		return a.quotes(text[:at-size]) || elided(text[:at-size])
	}
	return true
}

// endsWord reports whether a term may end before byte at of text.
func (a *alphabet) endsWord(text string, at int) bool {
	if at == len(text) {
		return true
	}
	next, size := utf8.DecodeRuneInString(text[at:])
	prev, _ := utf8.DecodeLastRuneInString(text[:at])
	if !edge(a.class(prev), a.class(next)) {
		return false
	}
	if plainPunctuation(next) != '\'' || a.class(prev) != letter {
		return true
	}
	after, width := utf8.DecodeRuneInString(text[at+size:])
	if width == 0 || a.class(after) != letter {
		return true
	}
	return (after == 's' || after == 'S') && a.endsToken(text, at+size+width)
}

// bounded reports whether [start,end) begins and ends where words do.
func (a *alphabet) bounded(text string, start, end int) bool {
	return a.beginsWord(text, start) && a.endsWord(text, end)
}

// endsToken reports whether there is an edge at byte at.
func (a *alphabet) endsToken(text string, at int) bool {
	if at == len(text) {
		return true
	}
	next, _ := utf8.DecodeRuneInString(text[at:])
	prev, _ := utf8.DecodeLastRuneInString(text[:at])
	return edge(a.class(prev), a.class(next))
}

// quotes reports whether an apostrophe after head is an opening quote: there is
// no letter before it.
func (a *alphabet) quotes(head string) bool {
	prev, size := utf8.DecodeLastRuneInString(head)
	return size == 0 || a.class(prev) != letter
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
