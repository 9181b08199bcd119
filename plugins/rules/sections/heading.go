package sections

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// decoration stands around headings and is no part of them: marks of Markdown,
// rules of dashes, bullets.
const decoration = " \t\u00a0#*_=~-–•·"

// A heading is read off the beginning of a line.
type heading struct {
	number     string // "3.1", or ""
	start, end int    // byte offsets in the line of the words
}

// headings are the terms that open sections.
type headings struct {
	rules   map[string]int // folded term -> index of its rule
	longest int            // bytes of a term as it may be written
}

// add gives a term to a rule, unless an earlier one has it. It returns that one,
// or the rule itself.
func (h *headings) add(term string, rule int) int {
	folded := fold(term)
	if first, taken := h.rules[folded]; taken {
		return first
	}
	h.rules[folded] = rule
	h.longest = max(h.longest, spread*len(folded)+spread)
	return rule
}

// spread is how many times longer than its folded form a heading may be written:
// with more blanks between words.
const spread = 4

// fold brings a heading to the form that is compared: lower case, one blank
// between words.
func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// find returns the rule whose heading a line begins with.
func (h *headings) find(line string) (rule int, at heading, ok bool) {
	if len(h.rules) == 0 {
		return 0, heading{}, false
	}
	at.start = len(line) - len(strings.TrimLeft(line, decoration))
	if number := numberAt(line[at.start:]); number > 0 {
		at.number = strings.TrimRight(line[at.start:at.start+number], ".) \t")
		at.start += number
		at.start += len(line[at.start:]) - len(strings.TrimLeft(line[at.start:], decoration))
	}
	words := line[at.start:min(len(line), at.start+h.longest)]
	if colon := strings.IndexAny(words, ":："); colon >= 0 {
		words = words[:colon]
	} else if at.start+len(words) < len(line) {
		return 0, heading{}, false // no colon, and too long for a heading
	}
	words = strings.TrimRight(words, decoration)
	at.end = at.start + len(words)
	if rule, ok = h.rules[fold(words)]; ok {
		return rule, at, true
	}
	if open := strings.IndexAny(words, "(["); open > 0 && strings.HasSuffix(words, closing(words[open])) {
		rule, ok = h.rules[fold(words[:open])]
	}
	return rule, at, ok
}

func closing(open byte) string {
	if open == '[' {
		return "]"
	}
	return ")"
}

// numberAt returns the length of the number that a heading begins with and of
// the blanks behind it: "3 ", "3.1. ", "IV. ", "b) "; 0 if there is none.
func numberAt(s string) int {
	end := digitsAndDots(s)
	if end == 0 {
		if end = len(s) - len(strings.TrimLeft(s, "IVXLC")); end == 0 && s != "" && isLetter(s[0]) {
			end = 1
		}
		if end == 0 || end == len(s) || s[end] != '.' && s[end] != ')' {
			return 0
		}
	}
	if end < len(s) && (s[end] == ')' || s[end] == '.') {
		end++
	}
	blanks := len(s[end:]) - len(strings.TrimLeft(s[end:], " \t\u00a0"))
	if blanks == 0 {
		return 0
	}
	return end + blanks
}

func digitsAndDots(s string) int {
	end := 0
	for end < len(s) && (isDigit(s[end]) || end > 0 && s[end] == '.' && end+1 < len(s) && isDigit(s[end+1])) {
		end++
	}
	return end
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// begins reports what term, if any, a line begins with that is no heading only
// for what follows it.
func (h *headings) begins(line string) (rule int, words string, ok bool) {
	line = strings.TrimLeft(line, decoration)
	line = line[:min(len(line), h.longest)]
	for end := range line {
		r, _ := utf8.DecodeRuneInString(line[end:])
		if !unicode.IsLetter(r) && end > 0 {
			if at, found := h.rules[fold(line[:end])]; found {
				rule, words, ok = at, line[:end], true
			}
		}
	}
	return rule, words, ok
}
