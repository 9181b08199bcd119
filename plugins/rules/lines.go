package rules

import (
	"strings"
	"unicode/utf8"

	"github.com/onomast/onomast/plugins/rules/alphabet"
)

// A line is a stretch of text with what requirements are checked against.
type line struct {
	start, end int
	folded     string
	bytes      byteSet
}

// lineTable is a text cut at its line breaks.
type lineTable struct {
	whole line
	lines []line
}

func (s *subject) lineTable() *lineTable {
	if s.lines == nil {
		s.lines = cutLines(s.text)
	}
	return s.lines
}

func cutLines(text string) *lineTable {
	t := &lineTable{whole: line{end: len(text)}}
	folded := make([]byte, 0, len(text)+16)
	t.lines = make([]line, 0, 1+strings.Count(text, "\n"))
	ends := make([]int, 0, cap(t.lines)) // of the lines in folded
	for start := 0; ; {
		end := len(text)
		if n := strings.IndexByte(text[start:], '\n'); n >= 0 {
			end = start + n
		}
		l := line{start: start, end: end}
		folded = appendFolded(folded, text[start:end], &l.bytes)
		t.lines = append(t.lines, l)
		ends = append(ends, len(folded))
		if end == len(text) {
			break
		}
		folded = append(folded, '\n')
		l.bytes.add('\n')
		for i := range l.bytes {
			t.whole.bytes[i] |= l.bytes[i]
		}
		start = end + 1
	}
	t.finish(string(folded), ends)
	return t
}

// finish gives each line its part of the folded text.
func (t *lineTable) finish(folded string, ends []int) {
	t.whole.folded = folded
	start := 0
	for i, end := range ends {
		t.lines[i].folded = folded[start:end]
		start = end + 1
	}
	last := &t.lines[len(t.lines)-1]
	for i := range last.bytes {
		t.whole.bytes[i] |= last.bytes[i]
	}
}

// appendFolded appends text as foldText has it, and notes the bytes of text.
func appendFolded(dst []byte, text string, set *byteSet) []byte {
	for i := 0; i < len(text); {
		c := text[i]
		set.add(c)
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		dst = utf8.AppendRune(dst, alphabet.SimpleFold(r))
		i += size
	}
	return dst
}
