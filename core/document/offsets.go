package document

import (
	"fmt"
	mathbits "math/bits"
	"sort"
	"unicode/utf8"
)

// A Unit is what an offset counts.
type Unit uint8

// The units. Inside the runtime every offset is in bytes.
const (
	// Byte counts bytes of the UTF-8 text.
	Byte Unit = iota
	// CodePoint counts Unicode code points, as Python does.
	CodePoint
	// UTF16 counts UTF-16 code units, as JavaScript and Java do.
	UTF16
)

// String returns the word used on the command line and in results: "byte",
// "codepoint" or "utf16".
func (u Unit) String() string {
	switch u {
	case CodePoint:
		return "codepoint"
	case UTF16:
		return "utf16"
	default:
		return "byte"
	}
}

// ParseUnit is the inverse of [Unit.String].
func ParseUnit(s string) (Unit, error) {
	switch s {
	case "byte":
		return Byte, nil
	case "codepoint":
		return CodePoint, nil
	case "utf16":
		return UTF16, nil
	}
	return Byte, fmt.Errorf("unknown offset unit %q: use codepoint, byte or utf16", s)
}

// sampleBytes is the distance between two marks: 8 bytes of index for each
// 256 bytes of text, and at most 32 words to count for a lookup.
const sampleBytes = 256

// A mark holds how many units of each kind begin before a sampled position.
type mark struct {
	codePoints, utf16 int32
}

func (m mark) units(u Unit) int {
	if u == UTF16 {
		return int(m.utf16)
	}
	return int(m.codePoints)
}

// Offsets converts positions in one text between bytes and other units. ASCII
// text needs no index; other text gets a mark every few hundred bytes, so a
// lookup costs the same wherever it is. Offsets is safe for concurrent use.
type Offsets struct {
	text  string
	plain int    // text[:plain] is ASCII; a multiple of sampleBytes, or the whole length
	marks []mark // one for each sampleBytes from plain on
}

// NewOffsets prepares the conversion of offsets into text, which must be valid
// UTF-8 of at most [MaxText] bytes.
func NewOffsets(text string) *Offsets {
	o := &Offsets{text: text, plain: len(text)}
	var m mark
	for from := 0; from < len(text); from += sampleBytes {
		block := text[from:min(from+sampleBytes, len(text))]
		points, utf16 := countUnits(block)
		ascii := points == len(block) && block[len(block)-1] < utf8.RuneSelf
		if !ascii && o.marks == nil {
			o.plain = from
			o.marks = make([]mark, 0, (len(text)-from)/sampleBytes+1)
			m = mark{int32(from), int32(from)}
		}
		if o.marks != nil {
			o.marks = append(o.marks, m)
			m.codePoints += int32(points)
			m.utf16 += int32(utf16)
		}
	}
	return o
}

// To converts a byte offset to unit u. The end of the text is a valid offset.
// An offset inside a code point counts as the start of that code point, one
// outside the text as its nearest end.
func (o *Offsets) To(u Unit, byteOffset int) int {
	at := o.floor(byteOffset)
	if u == Byte || at <= o.plain {
		return at
	}
	i := min((at-o.plain)/sampleBytes, len(o.marks)-1)
	points, utf16 := countUnits(o.text[o.plain+i*sampleBytes : at])
	if u == UTF16 {
		return int(o.marks[i].utf16) + utf16
	}
	return int(o.marks[i].codePoints) + points
}

// From converts an offset in unit u to a byte offset. It reports false for an
// offset outside the text, inside a code point, or between the two halves of a
// surrogate pair.
func (o *Offsets) From(u Unit, offset int) (byteOffset int, ok bool) {
	switch {
	case offset < 0 || offset > len(o.text):
		return 0, false
	case u == Byte:
		return offset, boundary(o.text, offset)
	case offset <= o.plain:
		return offset, true
	}
	i := sort.Search(len(o.marks), func(i int) bool { return o.marks[i].units(u) > offset }) - 1
	return o.scan(u, o.plain+i*sampleBytes, o.marks[i].units(u), offset)
}

// scan walks on from byte at, before which n units begin, to the wanted unit.
func (o *Offsets) scan(u Unit, at, n, want int) (int, bool) {
	for at < len(o.text) && !utf8.RuneStart(o.text[at]) {
		at++
	}
	for n < want && at < len(o.text) {
		_, size := utf8.DecodeRuneInString(o.text[at:])
		if n++; u == UTF16 && size == utf8.UTFMax {
			n++
		}
		at += size
	}
	if n != want {
		return 0, false
	}
	return at, true
}

// floor brings a byte offset to the start of its code point.
func (o *Offsets) floor(at int) int {
	at = max(0, min(at, len(o.text)))
	for at > 0 && !boundary(o.text, at) {
		at--
	}
	return at
}

// countUnits returns how many code points and UTF-16 units begin in s, eight
// bytes at a time.
func countUnits(s string) (codePoints, utf16 int) {
	const ones = 0x0101010101010101
	n := len(s)
	continuation, wide := 0, 0
	for ; len(s) >= 8; s = s[8:] {
		x := load64(s)
		if x&(ones<<7) == 0 {
			continue
		}
		continuation += mathbits.OnesCount64(x >> 7 &^ (x >> 6) & ones)
		wide += mathbits.OnesCount64(x >> 7 & (x >> 6) & (x >> 5) & (x >> 4) & ones)
	}
	for i := range len(s) {
		if !utf8.RuneStart(s[i]) {
			continuation++
		} else if s[i] >= 0xf0 {
			wide++
		}
	}
	return n - continuation, n - continuation + wide
}

// load64 reads eight bytes; the compiler makes it one load.
func load64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
