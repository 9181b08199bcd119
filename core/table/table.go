// Package table lays out figures for a terminal: columns, grouped digits, and bars that
// are made of block characters.
package table

import (
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/width"
)

// A Table has a header and rows of cells. Columns are set to the right but those of
// Left; white space at the end of a line is left out.
type Table struct {
	Header []string
	Rows   [][]string
	// Left are the columns that are set to the left; the first one always is.
	Left []int
	// Widest is the most columns of the terminal that a cell takes; 0: 28.
	Widest int
}

// Add adds a row.
func (t *Table) Add(cells ...string) { t.Rows = append(t.Rows, cells) }

// Print writes the table.
func (t *Table) Print(w io.Writer) error {
	rows := t.Rows
	if t.Header != nil {
		rows = append([][]string{t.Header}, rows...)
	}
	widths := t.widths(rows)
	var b strings.Builder
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			cell = t.fit(cell)
			pad := strings.Repeat(" ", widths[i]-Cells(cell))
			if i > 0 {
				line.WriteString("  ")
			}
			if t.left(i) {
				line.WriteString(cell + pad)
			} else {
				line.WriteString(pad + cell)
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (t *Table) widths(rows [][]string) []int {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], Cells(t.fit(cell)))
		}
	}
	return widths
}

func (t *Table) left(column int) bool {
	for _, l := range t.Left {
		if l == column {
			return true
		}
	}
	return column == 0
}

func (t *Table) fit(s string) string {
	if t.Widest > 0 {
		return Cut(s, t.Widest)
	}
	return Cut(s, 28)
}

// Cells is how many columns of a terminal a text takes.
func Cells(s string) int {
	n := 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// Cut makes controls visible and shortens a text to so many columns of a terminal.
func Cut(s string, columns int) string {
	s = Plain(s)
	if Cells(s) <= columns {
		return s
	}
	n := 0
	for i, r := range s {
		if n += Cells(string(r)); n > columns-1 {
			return s[:i] + "…"
		}
	}
	return s
}

// Plain makes line breaks and other controls visible: labels, ids and texts are not ours.
func Plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return '\ufffd'
		}
		return r
	}, s)
}

// Number groups digits by three.
func Number(n int) string {
	s := fmt.Sprint(n)
	for at := len(s) - 3; at > 0 && s[at-1] != '-'; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}

// Count renders a number of things.
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Number(n) + " " + many
}

// Percent renders a share; a share of nothing is a dash.
func Percent(n, of int) string {
	if of == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(of))
}

// Bar draws a share of 1 as a bar of at most so many columns; what is not nothing is
// seen.
func Bar(share float64, columns int) string {
	eighths := int(share*float64(8*columns) + 0.5)
	if share > 0 && eighths == 0 {
		eighths = 1
	}
	bar := strings.Repeat("█", eighths/8)
	if rest := eighths % 8; rest > 0 {
		bar += string([]rune(" ▏▎▍▌▋▊▉")[rest])
	}
	return bar
}

// Spark draws a bar of eight heights for each count; 0 is a space.
func Spark(counts []int) string {
	most := 0
	for _, n := range counts {
		most = max(most, n)
	}
	var b strings.Builder
	for _, n := range counts {
		if n == 0 {
			b.WriteByte(' ')
			continue
		}
		b.WriteRune([]rune("▁▂▃▄▅▆▇█")[(n*8-1)/most])
	}
	return b.String()
}
