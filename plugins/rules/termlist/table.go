package termlist

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/rules/gazetteer"
)

// labelColumn is the name of the column, or the field, that holds labels.
const labelColumn = "label"

// A table turns rows of cells into terms.
type table struct {
	*reader
	names   []string // of the columns; nil before the header
	term    int      // index of the column of terms
	stopped bool
}

func (r *reader) table() *table {
	t := &table{reader: r}
	if len(r.Columns) > 0 {
		t.header(0, r.Columns)
	}
	return t
}

// readTSV reads tab-separated values, which know no quotes.
func (r *reader) readTSV(data []byte) {
	t := r.table()
	eachLine(data, func(line int, text string) bool {
		if text != "" && text[0] != '#' {
			cells := strings.Split(text, "\t")
			t.cells(line, cells, func(i int) int { return columnOf(cells, i) })
		}
		return !t.stopped
	})
}

// columnOf returns where cell i begins in its line, in code points from 1.
func columnOf(cells []string, i int) int {
	column := 1
	for _, c := range cells[:i] {
		column += utf8.RuneCountInString(c) + 1
	}
	return column
}

// readCSV reads comma-separated values (RFC 4180).
func (r *reader) readCSV(data []byte) {
	t := r.table()
	in := csv.NewReader(bytes.NewReader(data))
	in.Comment, in.FieldsPerRecord, in.ReuseRecord = '#', -1, true
	for !t.stopped {
		cells, err := in.Read()
		if err != nil {
			t.malformed(err)
			return
		}
		line, _ := in.FieldPos(0)
		t.cells(line, cells, func(i int) int {
			_, column := in.FieldPos(i) // in bytes: near enough
			return column
		})
	}
}

func (t *table) malformed(err error) {
	var bad *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
	case errors.As(err, &bad):
		t.failRow(bad.Line, bad.Column, "the line is no CSV: "+bad.Err.Error(), `put cells with commas or quotes in quotes, and write "" for a quote`)
	default:
		t.failRow(0, 0, "the list can not be read: "+err.Error(), "")
	}
}

// cells takes up a row, or the header if there is none yet; column says where a
// cell begins.
func (t *table) cells(line int, cells []string, column func(i int) int) {
	switch {
	case t.names == nil:
		t.header(line, cells)
	case blank(cells):
	case len(cells) > len(t.names):
		t.failRow(line, column(len(t.names)), fmt.Sprintf("the row has %d cells, the table %d columns", len(cells), len(t.names)), "")
	case t.term >= len(cells) || strings.TrimSpace(cells[t.term]) == "":
		t.failRow(line, 1, "the row has no term", "remove the row")
	default:
		t.record(line, cells, column)
	}
}

func (t *table) record(line int, cells []string, column func(i int) int) {
	row := Row{Line: line}
	for i, cell := range cells {
		cell = strings.TrimSpace(cell)
		switch name := t.names[i]; {
		case i == t.term:
			row.Term = strings.Clone(cell)
		case cell == "" || name == "" || name == "-":
		case name == labelColumn:
			row.Label = strings.Clone(cell)
		default:
			row.Attrs = append(row.Attrs, gazetteer.Attr{Key: name, Value: strings.Clone(cell)})
		}
	}
	t.row(row, column(t.term))
}

// NoTermColumn is the code of a table that lacks the column of terms.
const NoTermColumn = "rules.term-column"

// header takes up the names of the columns.
func (t *table) header(line int, cells []string) {
	t.term = -1
	t.names = make([]string, len(cells))
	for i, cell := range cells {
		name := strings.TrimSpace(cell)
		if strings.EqualFold(name, t.Term) {
			t.term = i
		}
		if strings.EqualFold(name, labelColumn) {
			name = labelColumn
		}
		t.names[i] = strings.Clone(name)
	}
	if t.term >= 0 {
		return
	}
	t.stopped = true
	hint := diag.Suggest(t.Term, t.names)
	if diag.DidYouMean(t.Term, t.names) == "" {
		hint = "name it with term_column, or name all columns with columns if the table has no header"
	}
	t.fail(line, 0, NoTermColumn, "the table has no column “"+t.Term+"”", hint)
}

func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

func (r *reader) failRow(line, column int, summary, hint string) {
	r.fail(line, column, "rules.list-row", summary, hint)
}
