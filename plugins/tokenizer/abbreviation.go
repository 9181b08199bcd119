package tokenizer

import (
	"strings"
	"unicode"
)

// A manner says how an abbreviation behaves at its stop.
type manner uint8

const (
	never   manner = iota // no abbreviation
	title                 // a name follows: Dr.
	counted               // one only if a number follows: No. 5
	inner                 // in the middle of a sentence: e.g.
	final                 // it may end a sentence: Inc.
	initial               // one letter: J.
)

// stopped returns the token in [i,end), with the stop that follows it if it is an
// abbreviation.
func (s *scanner) stopped(i, end int) token {
	w := s.text[i:end]
	if series := reporterEnd(s.text, end); series > 0 && !lowerOnly(w) {
		return token{start: i, end: series, class: abbreviation}
	}
	how := s.profile.manner(w)
	if how == initial {
		if kindAt(s.text, i-1)&digit != 0 { // a unit: "24h."
			how = never
		} else if pair := secondInitial(s.text, end); pair > 0 {
			return token{start: i, end: pair, class: abbreviation}
		}
	}
	if how == counted && !s.profile.keeps(counted, w, s.text, end+1) {
		how = pattern(w) // "r. 5" is a rule, "R. Smith" a name
	}
	ellipsis := strings.HasPrefix(s.text[end+1:], "..")
	if how == never || ellipsis || !s.profile.keeps(how, w, s.text, end+1) {
		return token{start: i, end: end, class: shape(w)}
	}
	return token{start: i, end: end + 1, class: abbreviation, final: how >= final || how == title && s.afterNumber(i)}
}

// afterNumber reports whether a number stands before i: "1980 г." is a year, "г." before
// a name a town.
func (s *scanner) afterNumber(i int) bool {
	return i >= 2 && s.text[i-1] == ' ' && kinds[s.text[i-2]]&digit != 0
}

// manner tells how the word behaves when a stop follows it.
func (p *profile) manner(w string) manner {
	if how, ok := p.abbreviations[w]; ok {
		return how
	}
	how := pattern(w)
	if at := strings.LastIndexByte(w, '.'); how == never && at >= 0 && p.abbreviations[w[at+1:]] == counted {
		return counted // "W.P.No. 5"
	}
	return how
}

// pattern tells the manner of abbreviations that need no list.
func pattern(w string) manner {
	switch _, size := runeAt(w, 0); {
	case size == len(w) && isLetters(w):
		return initial
	case isAcronym(w):
		return final
	}
	return never
}

// keeps decides by what follows at i whether the stop before it is part of the
// word w. A single letter at the end of a line is no initial: "Sex: F.".
func (p *profile) keeps(how manner, w, text string, i int) bool {
	if how != counted && how != initial && (how != title || len(w) > 1) {
		return true
	}
	next := following(text, i)
	if how == title {
		return next.gap == sameLine
	}
	numbered := unicode.IsNumber(next.first) || next.first == '§' || next.coded
	if how == counted {
		return next.gap != paragraph && (numbered || isRoman(next.word))
	}
	if r, _ := runeAt(w, 0); unicode.IsUpper(r) || next.coded {
		numbered = false
	}
	return next.gap == sameLine && (unicode.IsLetter(next.first) || numbered) && !p.begins(next)
}

// begins reports whether a sentence is likely to begin with what follows. "No. 5"
// is not "No", nor "A. Smith" an article.
func (p *profile) begins(next prospect) bool { return p.starters.has(next.word) && !next.dotted }

// isAcronym reports whether w is single letters with stops between: U.S, b.i.d.
func isAcronym(w string) bool {
	letter := false
	for _, r := range w {
		if letter = !letter; letter != unicode.IsLetter(r) || !letter && r != '.' {
			return false
		}
	}
	return letter
}

func isLetters(w string) bool {
	for _, r := range w {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return w != ""
}

// reporterEnd returns the end of the series of a law reporter after the stop at i:
// "F.3d", "N.E.2d", "Cal.4th"; 0 if there is none.
func reporterEnd(s string, i int) int {
	end := run(s, i+1, digit)
	tail := run(s, end, lower)
	switch s[end:tail] {
	case "d", "nd", "rd", "th":
		if end == i+2 && kindAt(s, tail)&(alnum|under|high) == 0 {
			return tail
		}
	}
	return 0
}

// lowerOnly reports whether w has no capital: "to.3d" is no reporter.
func lowerOnly(w string) bool { return run(w, 0, lower|dot) == len(w) }

// secondInitial returns the end of an initial joined by a hyphen to the one whose
// stop is at i: "-P." of "J.-P."; 0 if there is none.
func secondInitial(s string, i int) int {
	end := letters(s[:min(len(s), i+4)], i+2)
	if kindAt(s, i+1)&hyphen == 0 || kindAt(s, end)&dot == 0 {
		return 0
	}
	if _, size := runeAt(s, i+2); size != end-i-2 {
		return 0
	}
	return end + 1
}

// isRoman reports whether w could be a Roman numeral or the letter of a section.
func isRoman(w string) bool {
	if len(w) == 1 {
		return kinds[w[0]]&upper != 0
	}
	for i := range len(w) {
		switch w[i] {
		case 'I', 'V', 'X', 'L', 'C':
		default:
			return false
		}
	}
	return w != ""
}

// A prospect is what follows a stop.
type prospect struct {
	first  rune      // first character, quotes and opening brackets aside; 0 at the end
	word   string    // the letters that begin there, at most maxStarter bytes
	dotted bool      // a stop follows the word
	coded  bool      // a capital begins it and digits are in it: CV-12
	gap    lineBreak // what lies between
}

const (
	maxStarter = 24
	maxOpening = 3
)

// following looks at what comes at or after i. The white space there is looked at
// by nobody else but its neighbours, so this costs no more than reading it.
func following(s string, i int) prospect {
	from := i
	i = skipSpace(s, i)
	p := prospect{gap: breaks(s[from:i])}
	for range maxOpening {
		r, size := runeAt(s, i)
		if size == 0 || !unicode.Is(unicode.Ps, r) && !unicode.Is(unicode.Pi, r) && r != '"' && r != '\'' {
			break
		}
		i += size
	}
	if i >= len(s) {
		return p
	}
	p.first, _ = runeAt(s, i)
	s = s[:min(len(s), i+maxStarter)]
	end := letters(s, i)
	p.word, p.dotted = s[i:end], kindAt(s, end)&dot != 0
	if kindAt(s, i)&upper != 0 && kindAt(s, end)&(digit|hyphen) != 0 {
		for ; end < len(s) && kinds[s[end]]&space == 0; end++ {
			p.coded = p.coded || kinds[s[end]]&digit != 0
		}
	}
	return p
}
