package tokenizer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// narrow is U+202F NARROW NO-BREAK SPACE, the one white space that UAX #29 has
// inside words.
const narrow = "\u202f"

// segment returns the end of the word that begins at i: the UAX #29 segment, or
// less where a barrier stands in it.
func (s *scanner) segment(i int) int {
	return segment(s.text[:s.nextBarrier(i)], i, &s.uax)
}

// segment returns the end of the UAX #29 segment of s that begins at i.
func segment(s string, i int, uax *words.Iterator[string]) int {
	if end, ok := latinSegment(s, i); ok {
		return end
	}
	uax.SetText(s[i:])
	uax.Next()
	return i + uax.End()
}

// nextBarrier returns the first position behind i that no word reaches across,
// at most the end of the chunk. It is kept, so that words split at barriers are
// looked at once.
func (s *scanner) nextBarrier(i int) int {
	if !s.has(colon | dot | high) {
		return s.chunk.end
	}
	if s.barrier <= i {
		s.barrier = i + 1
		for s.barrier < s.chunk.end && !s.bars(s.barrier) {
			s.barrier++
		}
	}
	return s.barrier
}

// bars reports whether UAX #29 is not followed at i: before a colon, a semicolon,
// U+202F, and a stop after two small letters and before a capital.
func (s *scanner) bars(i int) bool {
	switch s.text[i] {
	case ';':
		return true
	case ':':
		return !s.profile.colon
	case narrow[0]:
		return strings.HasPrefix(s.text[i:], narrow)
	case '.':
		r, _ := runeAt(s.text, i+1)
		return unicode.IsUpper(r) && twoLower(s.text[:i]) && !inDottedName(s.text, i)
	}
	return false
}

// inDottedName reports whether the letters before i follow a stop themselves, as in
// the names of programs: "java.util.List".
func inDottedName(s string, i int) bool {
	from := i
	for i > 0 && kinds[s[i-1]]&(alnum|under) != 0 && from-i < maxStarter {
		i--
	}
	return kindAt(s, i-1)&dot != 0 && kindAt(s, i-2)&alnum != 0
}

// twoLower reports whether s ends in two small letters.
func twoLower(s string) bool {
	last, size := utf8.DecodeLastRuneInString(s)
	return unicode.IsLower(last) && unicode.IsLower(before(s, len(s)-size))
}

// latinSegment finds the end of the segment that begins at i by the rules WB5 to
// WB13b alone, and says false where that takes the tables of the library.
func latinSegment(s string, i int) (end int, ok bool) {
	kind, size := latinKind(s, i)
	for size > 0 {
		last := kind
		i += size
		if i == len(s) {
			return i, true
		}
		if kind, size = latinKind(s, i); size == 0 {
			return 0, false
		}
		if kind&(alnum|under) != 0 {
			if last&(alnum|under) != 0 {
				continue
			}
			return i, true
		}
		if !joins(s[i], last) {
			return i, true
		}
		next, width := latinKind(s, i+1)
		if width == 0 && i+1 < len(s) {
			return 0, false
		}
		if next&last&(letter|digit) == 0 {
			return i, true
		}
		i++
		kind, size = next, width
	}
	return 0, false
}

// joins reports whether b may stand between two letters, or two digits (WB6, WB12).
func joins(b byte, last kind) bool {
	switch b {
	case '.', '\'':
		return last&(letter|digit) != 0
	case ':':
		return last&letter != 0
	case ',', ';':
		return last&digit != 0
	}
	return false
}

// latinKind returns the kind and size of the character at i; letters of either
// case count as both. The size is 0 at the end and for what takes tables.
func latinKind(s string, i int) (kind, int) {
	switch {
	case i >= len(s):
		return 0, 0
	case latinAt(s, i):
		return letter, 2
	case s[i] >= 0x80:
		return 0, 0
	case kinds[s[i]]&letter != 0:
		return letter, 1
	default:
		return kinds[s[i]] & (digit | under), 1
	}
}
