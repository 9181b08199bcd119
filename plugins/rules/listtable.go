package rules

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

// labelColumn is the name of the column that holds labels.
const labelColumn = "label"

// A sheet turns the rows of a table into terms.
type sheet struct {
	format  listFormat
	yield   func(row)
	names   []string // of the columns; nil before the header
	term    int      // index of the column of terms
	found   diag.List
	stopped bool
}

func newSheet(f listFormat, yield func(row)) *sheet {
	t := &sheet{format: f, yield: yield}
	if len(f.columns) > 0 {
		t.header(0, f.columns)
	}
	return t
}

// readTSV reads tab-separated values, which know no quotes.
func readTSV(data []byte, f listFormat, yield func(row)) diag.List {
	t := newSheet(f, yield)
	for line := 1; len(data) > 0 && !t.stopped; line++ {
		var text []byte
		text, data, _ = bytes.Cut(data, []byte("\n"))
		text = bytes.TrimSuffix(text, []byte("\r"))
		if len(text) == 0 || text[0] == '#' {
			continue
		}
		cells := strings.Split(string(text), "\t")
		t.row(line, cells, func(i int) int { return columnOf(cells, i) })
	}
	return t.found
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
func readCSV(data []byte, f listFormat, yield func(row)) diag.List {
	t := newSheet(f, yield)
	r := csv.NewReader(bytes.NewReader(data))
	r.Comment, r.FieldsPerRecord, r.ReuseRecord = '#', -1, true
	for !t.stopped {
		cells, err := r.Read()
		if err != nil {
			t.malformed(err)
			break
		}
		line, _ := r.FieldPos(0)
		t.row(line, cells, func(i int) int {
			_, column := r.FieldPos(i) // in bytes: near enough
			return column
		})
	}
	return t.found
}

func (t *sheet) malformed(err error) {
	var bad *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
	case errors.As(err, &bad):
		t.fail(bad.Line, bad.Column, "the line is no CSV: "+bad.Err.Error(), `put cells with commas or quotes in quotes, and write "" for a quote`)
	default:
		t.fail(0, 0, "the list can not be read: "+err.Error(), "")
	}
}

// row takes up a row, or the header if there is none yet; column says where a
// cell begins.
func (t *sheet) row(line int, cells []string, column func(i int) int) {
	switch {
	case t.names == nil:
		t.header(line, cells)
	case blank(cells):
	case len(cells) > len(t.names):
		t.fail(line, column(len(t.names)), fmt.Sprintf("the row has %d cells, the table %d columns", len(cells), len(t.names)), "")
	case t.term >= len(cells) || strings.TrimSpace(cells[t.term]) == "":
		t.fail(line, 1, "the row has no term", "remove the row")
	default:
		t.record(line, cells, column)
	}
}

func (t *sheet) record(line int, cells []string, column func(i int) int) {
	r := row{line: line}
	for i, cell := range cells {
		cell = strings.TrimSpace(cell)
		switch name := t.names[i]; {
		case i == t.term:
			r.term = strings.Clone(cell)
		case cell == "" || name == "" || name == "-":
		case name == labelColumn:
			r.label = strings.Clone(cell)
		default:
			r.attrs = append(r.attrs, gazetteer.Attr{Key: name, Value: strings.Clone(cell)})
		}
	}
	if problem := checkTerm(r.term); problem != "" {
		t.fail(line, column(t.term), problem, "")
		return
	}
	t.yield(r)
}

// header takes up the names of the columns.
func (t *sheet) header(line int, cells []string) {
	t.term = -1
	t.names = make([]string, len(cells))
	for i, cell := range cells {
		name := strings.TrimSpace(cell)
		if strings.EqualFold(name, t.format.termColumn) {
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
	hint := didYouMean(t.format.termColumn, t.names)
	if hint == "" {
		hint = "name it with term_column, or name all columns with columns if the table has no header"
	}
	t.fail(line, 0, "the table has no column “"+t.format.termColumn+"”", hint)
}

func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

func (t *sheet) fail(line, column int, summary, hint string) {
	t.found = t.format.keep(t.found, t.format.mistake(line, column, "rules.list-row", summary, hint))
}
