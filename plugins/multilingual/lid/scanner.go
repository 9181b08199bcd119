package lid

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// maxGram is the longest n-gram that is hashed, in letters.
	maxGram = 5
	// maxWord is how many letters of a word are looked at. What follows counts as
	// another word: a text without spaces has no other end.
	maxWord = 24
	// boundary stands before and behind a word.
	boundary = ' '
)

// A Scanner goes through the words of a text. Words are runs of letters, marks and
// apostrophes between letters; numbers, punctuation, addresses and @names are none.
type Scanner struct {
	text  string
	at    int  // where to go on
	apart bool // no letter stands right before
	start int
	end   int
	runes []rune // of the word, small, with its boundaries
}

// NewScanner returns a scanner of the words of text.
func NewScanner(text string) *Scanner {
	return &Scanner{text: text, apart: true, runes: make([]rune, 0, maxWord+2)}
}

// Next goes to the next word and reports whether there is one.
func (s *Scanner) Next() bool {
	for s.at < len(s.text) {
		if s.apart && startsAddress(s.text[s.at:]) {
			s.at = endOfChunk(s.text, s.at)
			continue
		}
		r, size := runeAt(s.text, s.at)
		if letter(r) {
			s.word()
			s.apart = false
			return true
		}
		s.at += size
		s.apart = true
	}
	return false
}

// Start and End return the byte offsets of the word in the text, half-open.
func (s *Scanner) Start() int { return s.start }

// End is the end to [Scanner.Start].
func (s *Scanner) End() int { return s.end }

// word takes in the word that begins here.
func (s *Scanner) word() {
	s.start = s.at
	s.runes = s.runes[:0]
	joined := false
	for s.at < len(s.text) && len(s.runes) < maxWord+1 {
		r, size := runeAt(s.text, s.at)
		if !letter(r) && !s.joins(r, size) {
			break
		}
		if len(s.runes) == 0 {
			if joined = unspaced(r); !joined {
				s.runes = append(s.runes, boundary)
			}
		} else if unspaced(r) != joined && r != '\'' {
			break
		}
		s.runes = append(s.runes, small(r))
		s.at += size
	}
	if !joined {
		s.runes = append(s.runes, boundary)
	}
	s.end = s.at
}

// joins reports whether the apostrophe r stands between letters.
func (s *Scanner) joins(r rune, size int) bool {
	if r != '\'' && r != '’' || len(s.runes) == 0 {
		return false
	}
	next, _ := runeAt(s.text, s.at+size)
	return letter(next)
}

func runeAt(s string, i int) (rune, int) {
	if i < len(s) && s[i] < utf8.RuneSelf {
		return rune(s[i]), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}

// letter reports whether words are made of r.
func letter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r))
}

// small returns r in lower case; all apostrophes are one.
func small(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			return r | 0x20
		}
		return r
	case r == '’':
		return '\''
	}
	return unicode.ToLower(r)
}

// unspaced reports whether r belongs to a script that sets no space between words.
func unspaced(r rune) bool {
	switch {
	case r < 0x0E00:
		return false
	case r < 0x0F00: // Thai, Lao
		return true
	case r < 0x2E80:
		return 0x1000 <= r && r < 0x10A0 || 0x1780 <= r && r < 0x1800 // Burmese, Khmer
	case r < 0xA000: // Han, kana
		return true
	}
	return 0xF900 <= r && r < 0xFB00 || 0x20000 <= r && r < 0x32000
}

// startsAddress reports whether s begins with something that is no word of any
// language: an address of the web, the name of an account.
func startsAddress(s string) bool {
	switch s[0] {
	case '@':
		return true
	case 'h', 'H':
		return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
	case 'w', 'W':
		return strings.HasPrefix(s, "www.")
	}
	return false
}

// endOfChunk returns where the white space behind i begins.
func endOfChunk(s string, i int) int {
	if n := strings.IndexFunc(s[i:], unicode.IsSpace); n >= 0 {
		return i + n
	}
	return len(s)
}
