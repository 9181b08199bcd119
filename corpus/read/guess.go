package read

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// How sure a guess must be: how much of what is beyond ASCII is as expected,
// the lead over the next encoding that gives another text, and the letters
// there must be at least in a script that is not Latin.
const (
	sureScore   = 0.9
	sureLead    = 0.15
	sureLetters = 8
)

// guess names the encoding of a text that is not UTF-8, if there is little
// doubt. Damaged UTF-8 is no other encoding.
func guess(sample []byte) (charset, bool) {
	if damagedUTF8(sample) {
		return charset{}, false
	}
	var best, second float64
	var winner candidate
	var text string
	for _, c := range candidates() {
		decoded, score := c.score(sample)
		switch {
		case decoded == text:
		case score > best:
			best, second, winner, text = score, best, c, decoded
		case score > second:
			second = score
		}
	}
	if best < sureScore || best-second < sureLead {
		return charset{}, false
	}
	return tableCharset(winner.name, winner.table), true
}

// damagedUTF8 reports whether most of what is beyond ASCII is valid UTF-8,
// which hardly happens by chance.
func damagedUTF8(sample []byte) bool {
	var valid, invalid int
	for at := asciiPrefix(sample); at < len(sample); {
		r, size := utf8.DecodeRune(sample[at:])
		switch {
		case r == utf8.RuneError && size == 1:
			invalid++
		case size > 1:
			valid++
		}
		at += size
	}
	return valid > invalid
}

// A tally counts the characters beyond ASCII in a decoded sample.
type tally struct {
	all, placed  int // all, and those that may stand where they do
	letters, top int // letters, and those that are frequent
}

// score decodes a sample and says how well it looks like a text in this
// encoding, from 0 to 1.
func (c candidate) score(sample []byte) (string, float64) {
	decoded, err := c.table.NewDecoder().Bytes(sample)
	if err != nil {
		return "", 0
	}
	text, best := string(decoded), 0.0
	for _, p := range c.profiles {
		best = max(best, p.score(text))
	}
	return text, best
}

func (p profile) score(text string) float64 {
	var n tally
	before := ' '
	for at, r := range text {
		if r >= utf8.RuneSelf {
			after, _ := utf8.DecodeRuneInString(text[at+utf8.RuneLen(r):])
			p.count(&n, before, r, after)
		}
		before = r
	}
	score := ratio(n.placed, n.all)
	switch {
	case p.scripts != nil && n.letters < sureLetters:
		return 0
	case p.share == 0:
		return score
	}
	return score * min(1, ratio(n.top, n.letters)/p.share)
}

func (p profile) count(n *tally, before, r, after rune) {
	n.all++
	if !unicode.IsLetter(r) {
		if fullWidth(r) || strings.ContainsRune(punctuation, r) || strings.ContainsRune(p.letters, r) {
			n.placed++
		}
		return
	}
	n.letters++
	if strings.ContainsRune(p.frequent, unicode.ToLower(r)) {
		n.top++
	}
	if p.has(r) && p.placed(before, r, after) {
		n.placed++
	}
}

// has reports whether texts like this use the letter.
func (p profile) has(r rune) bool {
	if p.scripts == nil {
		return strings.ContainsRune(p.letters, r)
	}
	return unicode.In(r, p.scripts...) && !halfWidth(r)
}

// placed reports whether the letter may stand between its neighbours.
func (p profile) placed(before, r, after rune) bool {
	if p.scripts == nil {
		return amongLatin(before, after)
	}
	return amongOthers(before, r, after)
}

// amongLatin reports whether a Latin letter beyond ASCII may stand there:
// beside an ASCII letter, or alone.
func amongLatin(before, after rune) bool {
	return asciiLetter(before) || asciiLetter(after) || !unicode.IsLetter(before) && !unicode.IsLetter(after)
}

// amongOthers reports whether a letter of another script may stand there: not
// beside ASCII letters, and a capital only at the start of a word.
func amongOthers(before, r, after rune) bool {
	if unicode.IsUpper(r) && unicode.IsLetter(before) {
		return false
	}
	return !asciiLetter(before) && !asciiLetter(after) || unicode.Is(unicode.Han, r)
}

func asciiLetter(r rune) bool { return r < utf8.RuneSelf && unicode.IsLetter(r) }

// fullWidth reports CJK punctuation, which stands in every such text.
func fullWidth(r rune) bool { return r >= 0x3000 && r < 0x3040 || r >= 0xff00 && r < 0xff61 }

// halfWidth reports half-width katakana, which bytes of other encodings become
// in Shift_JIS.
func halfWidth(r rune) bool { return r >= 0xff61 && r <= 0xff9f }

func ratio(part, all int) float64 {
	if all == 0 {
		return 0
	}
	return float64(part) / float64(all)
}
