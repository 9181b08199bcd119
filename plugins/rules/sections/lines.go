package sections

import (
	"strings"
	"unicode"
)

// A line is a stretch of text without the characters that end it.
type line struct {
	// start and end are byte offsets, half-open. Marks of the runs that the line
	// is in stand before start.
	start, end int
}

// split returns the lines of a text. They end at \n, \r\n or \r; the last one
// need not.
func split(lines []line, text string) []line {
	for at := 0; at < len(text); {
		n := strings.IndexAny(text[at:], "\r\n")
		if n < 0 {
			return append(lines, line{at, len(text)})
		}
		lines = append(lines, line{at, at + n})
		at += n + 1
		if text[at-1] == '\r' && strings.HasPrefix(text[at:], "\n") {
			at++
		}
	}
	return lines
}

// trim returns the stretch of text that lines fill, without white space around
// it; it is empty when nothing else is there.
func trim(text string, lines []line) (start, end int) {
	for len(lines) > 0 {
		if start = skipSpace(text, lines[0].start, lines[0].end); start < lines[0].end {
			break
		}
		lines = lines[1:]
	}
	for ; len(lines) > 0; lines = lines[:len(lines)-1] {
		last := lines[len(lines)-1]
		if end = last.start + len(strings.TrimRightFunc(text[last.start:last.end], unicode.IsSpace)); end > last.start {
			return start, end
		}
	}
	return 0, 0
}

func skipSpace(text string, from, to int) int {
	return to - len(strings.TrimLeftFunc(text[from:to], unicode.IsSpace))
}
