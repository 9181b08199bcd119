package diag

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

const (
	tabStop  = 4
	maxCells = 100 // of an excerpt
	lead     = 60  // cells of a long line that stay before the caret
	ellipsis = "…"
)

// A cell is one code point of a line as it is shown.
type cell struct {
	text  string
	width int
}

// cut returns a line as it is shown, at most maxCells wide, and how many cells
// lie before the code point at column (from 1).
func cut(line string, column int) (shown string, caret int) {
	cells, caret := layOut(line, column)
	total := 0
	for _, c := range cells {
		total += c.width
	}
	if total <= maxCells {
		return join(cells), caret
	}
	skip := max(0, min(caret-lead, total-maxCells))
	return window(cells, skip, caret)
}

// layOut returns the cells of a line up to what can be seen behind a column,
// and how many of them lie before it.
func layOut(line string, column int) (cells []cell, caret int) {
	at := 0
	for _, r := range line {
		if len(cells) > column+maxCells {
			break
		}
		c := cell{text: visible(string(r)), width: widthOf(r, at)}
		if r == '\t' {
			c.text = strings.Repeat(" ", c.width)
		}
		cells = append(cells, c)
		at += c.width
		if len(cells) < column {
			caret = at
		}
	}
	return cells, caret
}

// window returns the cells from skip on, with an ellipsis for what is cut off.
func window(cells []cell, skip, caret int) (string, int) {
	var b strings.Builder
	at, shown := 0, 0
	if skip > 0 {
		b.WriteString(ellipsis)
	}
	for _, c := range cells {
		if at >= skip {
			if shown+c.width > maxCells {
				b.WriteString(ellipsis)
				break
			}
			b.WriteString(c.text)
			shown += c.width
		} else if at+c.width > skip {
			b.WriteString(strings.Repeat(" ", at+c.width-skip))
			shown += at + c.width - skip
		}
		at += c.width
	}
	if skip > 0 {
		caret += 1 - skip
	}
	return b.String(), caret
}

func join(cells []cell) string {
	var b strings.Builder
	for _, c := range cells {
		b.WriteString(c.text)
	}
	return b.String()
}

// widthOf returns how many cells of a terminal a code point takes.
func widthOf(r rune, at int) int {
	switch {
	case r == '\t':
		return tabStop - at%tabStop
	case unicode.In(r, unicode.Mn, unicode.Me) || r == '\u200d' || r == '\u200b' || r == '\ufe0f':
		return 0
	}
	if kind := width.LookupRune(r).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
		return 2
	}
	return 1
}
