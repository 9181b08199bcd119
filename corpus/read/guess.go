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
	sureLead    = 0.08
	sureLetters = 8

	// unknownWeight is how much more a character that texts of a Latin script
	// do not have tells than one out of place.
	unknownWeight = 3
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

// score decodes a sample and says how well it looks like a text in this
// encoding, from 0 to 1.
func (c candidate) score(sample []byte) (string, float64) {
	decoded, err := c.table.NewDecoder().Bytes(sample)
	if err != nil || impossible(decoded) {
		return "", 0
	}
	text, best := string(decoded), 0.0
	for _, p := range c.profiles {
		best = max(best, p.score(text))
	}
	return text, best
}

// impossible reports text that nobody writes: control characters beyond ASCII,
// and bytes that mean nothing, but for one that the end of the sample cuts.
func impossible(decoded []byte) bool {
	text := strings.TrimSuffix(string(decoded), "\uFFFD")
	return strings.ContainsFunc(text, func(r rune) bool { return r >= 0x80 && r < 0xa0 || r == utf8.RuneError })
}

// A tally counts the characters beyond ASCII in a decoded sample.
type tally struct {
	profile
	all, placed  int // all, and those that may stand where they do
	unknown      int // those that texts like this do not have
	letters, top int // letters, and those that are frequent
	telling      int // punctuation, and letters that tell by where they stand

	// the letters beyond ASCII just before, as far as they are next to each
	// other: how many, how many of them the profile has, and whether an ASCII
	// letter comes before
	run, known, plain int
	touches           bool
}

// rare letters are what letters of other encodings become; alone they tell
// nothing.
const rare = "ŒœŸ"

func (p profile) score(text string) float64 {
	n := tally{profile: p}
	before := ' '
	for _, r := range text {
		n.add(before, r)
		before = r
	}
	n.add(before, ' ')
	score := ratio(n.placed, n.all)
	if p.scripts == nil {
		score -= unknownWeight * ratio(n.unknown, n.all)
	}
	switch {
	case p.scripts != nil && n.letters < sureLetters, p.scripts == nil && n.telling == 0:
		return 0
	case p.share == 0:
		return score
	}
	return score * min(1, ratio(n.top, n.letters)/p.share)
}

func (n *tally) add(before, r rune) {
	if r < utf8.RuneSelf || !unicode.IsLetter(r) {
		n.endRun(asciiLetter(r))
		if r >= utf8.RuneSelf {
			n.all++
			if fullWidth(r) || strings.ContainsRune(punctuation, r) || strings.ContainsRune(n.profile.letters, r) {
				n.placed++
				n.telling++
			} else {
				n.unknown++
			}
		}
		return
	}
	n.all++
	n.letters++
	if strings.ContainsRune(n.frequent, unicode.ToLower(r)) {
		n.top++
	}
	if n.run++; n.run == 1 {
		n.touches = asciiLetter(before)
	}
	if !n.has(r) {
		n.unknown++
		return
	}
	// A capital of another script begins a word.
	if n.scripts == nil || n.run == 1 || !unicode.IsUpper(r) {
		n.known++
	}
	if !strings.ContainsRune(rare, r) {
		n.plain++
	}
}

// endRun counts a run of letters beyond ASCII, if it may stand there: Latin
// ones are few at a time and among ASCII letters, or alone; those of other
// scripts stand apart from ASCII letters.
func (n *tally) endRun(ascii bool) {
	const few = 3
	touches := n.touches || ascii
	latin := n.run == 1 || n.run <= few && touches
	if latin && n.scripts == nil || n.scripts != nil && (!touches || n.share == eastAsianShare) {
		n.placed += n.known
	}
	if touches { // a letter that stands alone may be any
		n.telling += n.plain
	}
	n.run, n.known, n.plain = 0, 0, 0
}

// has reports whether texts like this use the letter.
func (p profile) has(r rune) bool {
	if p.scripts == nil {
		return strings.ContainsRune(p.letters, r)
	}
	return unicode.In(r, p.scripts...) && !halfWidth(r)
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
