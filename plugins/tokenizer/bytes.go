package tokenizer

import "unicode"

// A kind is a set of properties of a byte. The union over a chunk of text says
// which matchers are worth trying there.
type kind uint16

const (
	lower kind = 1 << iota
	upper
	digit
	space // ASCII white space
	ender // , ; : ! ? ) ] " after which a word has surely ended
	high  // part of a code point above U+007F
	latin // first byte of a two-byte code point that is always a letter
	at
	slash // / or \
	colon // : or ;
	hyphen
	dot
	quote // apostrophe
	under
	single // a mark that is a token whatever follows, but for marks that combine

	letter = lower | upper
	alnum  = letter | digit
)

// kinds gives the properties of each byte.
var kinds = classify()

func classify() (t [256]kind) {
	for b := 'a'; b <= 'z'; b++ {
		t[b] = lower
		t[b-'a'+'A'] = upper
	}
	for b := '0'; b <= '9'; b++ {
		t[b] = digit
	}
	for b := 0x80; b < 0x100; b++ {
		t[b] = high
	}
	for _, b := range []byte{0xC4, 0xC5, 0xD0, 0xD1} { // U+0100-U+017F, U+0400-U+047F
		t[b] |= latin
	}
	add := func(chars string, k kind) {
		for _, b := range []byte(chars) {
			t[b] |= k
		}
	}
	add(" \t\n\v\f\r", space)
	add(",;:!?)]\"", ender)
	add("@", at)
	add(`/\`, slash)
	add(":;", colon)
	add("-", hyphen)
	add(".", dot)
	add("'", quote)
	add("_", under)
	add(",;:()[]\"", single)
	return t
}

// kindAt returns the properties of the byte at i, none outside of s.
func kindAt(s string, i int) kind {
	if uint(i) < uint(len(s)) {
		return kinds[s[i]]
	}
	return 0
}

// run returns the end of the bytes from i on that have one of the properties.
func run(s string, i int, k kind) int {
	for i < len(s) && kinds[s[i]]&k != 0 {
		i++
	}
	return i
}

// letters returns the end of the run of letters that begins at i, as far as it
// can tell without tables: ASCII, Latin-1, Latin Extended-A and Cyrillic.
func letters(s string, i int) int {
	for {
		i = run(s, i, letter)
		if !latinAt(s, i) {
			return i
		}
		i += 2
	}
}

// latinAt reports whether a two-byte letter begins at i: one that is ALetter in
// UAX #29.
func latinAt(s string, i int) bool {
	if i+1 >= len(s) || s[i] < 0x80 {
		return false
	}
	if s[i] == 0xC3 {
		return s[i+1] != 0x97 && s[i+1] != 0xB7 // the signs of multiplication and division
	}
	return kinds[s[i]]&latin != 0
}

// skipSpace returns the first position from i on that is not white space.
func skipSpace(s string, i int) int {
	for i < len(s) {
		switch {
		case kinds[s[i]]&space != 0:
			i++
		case s[i] >= 0x80:
			r, size := runeAt(s, i)
			if !unicode.IsSpace(r) {
				return i
			}
			i += size
		default:
			return i
		}
	}
	return i
}
