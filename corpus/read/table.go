package read

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
)

// A table is a csv or tsv file with a header. Each row is a document.
type table struct {
	file  *source
	rows  rows
	names []string
	text  []int // columns; -1 is one that may be missing
	// columns of the id and the language; -1 is none
	id, language int
	ended        bool
}

func newTable(s *source, tabs bool) *table {
	t := &table{file: s, rows: rows{body: s.body, limit: s.opts.MaxDocument, delimiter: s.opts.Delimiter}}
	switch {
	case t.rows.delimiter != 0:
	case tabs:
		t.rows.delimiter = '\t'
	default:
		t.rows.delimiter = headerDelimiter(s.body.firstLine())
	}
	return t
}

func (t *table) next() (corpus.Record, error) {
	if t.ended {
		return corpus.Record{}, io.EOF
	}
	for {
		row, err := t.rows.next()
		blank := row.bytes != nil && len(row.bytes) == 0
		switch {
		case errors.Is(err, io.EOF):
			t.ended = true
			return corpus.Record{}, io.EOF
		case err != nil:
			return t.stop(row.number, t.file.stream.failure(err)), nil
		case blank:
		case t.names == nil:
			if fail := t.header(row); fail != nil {
				return t.stop(0, fail), nil
			}
		default:
			return t.row(row), nil
		}
	}
}

// stop ends the reading of the file with a failure.
func (t *table) stop(number int, fail *corpus.Failure) corpus.Record {
	t.ended = true
	rec := t.file.record(number)
	rec.Failure = fail
	return rec
}

// A parsed is a row in UTF-8, cut into cells.
type parsed struct {
	text    string
	encoded *document.SourceMap // from text to the bytes of the row
	cells   []cell
}

// parse converts a row and cuts it.
func (t *table) parse(row line) (p parsed, fail *corpus.Failure) {
	where := fmt.Sprintf("line %d", row.number)
	if row.bytes == nil {
		fail = tooLarge("the row at "+where, fmt.Sprintf("%d bytes", row.size), t.file.opts.MaxDocument)
		fail.Hint += "; if no field is that long, a quote at its start is never closed"
		return p, fail
	}
	text, encoded, fail := t.file.body.convert(row.bytes)
	if fail != nil {
		return p, inPlace(fail, where)
	}
	p.text, p.encoded = string(text), encoded
	all, err := cells(p.text, t.rows.delimiter)
	if err != nil {
		if row.open > 1 {
			err = fmt.Errorf("%w, so that %d lines up to the end of the file are one row", err, row.open)
		}
		return p, failure(codeCSV, "mend the quotes of this row", "%s: %s", where, err)
	}
	p.cells = all
	return p, nil
}

// value returns the text of column i, "" for -1.
func (p parsed) value(i int) (string, *document.SourceMap) {
	if i < 0 {
		return "", nil
	}
	text, origin := p.cells[i].value(p.text)
	return text, origin.Then(p.encoded)
}

// header finds the columns.
func (t *table) header(row line) *corpus.Failure {
	p, fail := t.parse(row)
	if fail != nil {
		return fail
	}
	for i := range p.cells {
		name, _ := p.value(i)
		t.names = append(t.names, strings.TrimSpace(name))
	}
	t.id = slices.Index(t.names, t.file.opts.IDField)
	t.language = -1
	for _, name := range t.file.opts.languages {
		if t.language < 0 {
			t.language = slices.Index(t.names, name)
		}
	}
	return t.textColumns()
}

// textColumns finds the columns of the text.
func (t *table) textColumns() *corpus.Failure {
	columns := t.file.opts.columns
	for _, c := range columns {
		i := slices.Index(t.names, c.name)
		if i < 0 && !c.optional {
			return t.noColumn(c.name)
		}
		t.text = append(t.text, i)
	}
	if slices.Max(t.text) < 0 {
		return t.noColumn(columns[0].name)
	}
	return nil
}

func (t *table) noColumn(name string) *corpus.Failure {
	return failure(codeColumn, closestField(name, t.names), "the table has no column %q; it has %s", shorten(name), quoteAll(t.names))
}

// row makes a record of a row.
func (t *table) row(row line) corpus.Record {
	rec := t.file.record(row.number)
	rec.Offset = row.offset
	p, fail := t.parse(row)
	if fail == nil && len(p.cells) != len(t.names) {
		fail = failure(codeRagged, "mend the row; a field that holds the delimiter or a line break needs quotes",
			"line %d has %d fields, the header %d", row.number, len(p.cells), len(t.names))
	}
	if fail != nil {
		rec.Failure = fail
		return rec
	}
	id, _ := p.value(t.id)
	rec.ID = or(id, rec.ID)
	j := t.file.join()
	for i, column := range t.text {
		text, origin := p.value(column)
		j.add(t.file.opts.columns[i].name, text, origin, len(t.text) > 1)
	}
	text, origin := j.result()
	rec = t.file.withText(rec, text, origin)
	if rec.Document != nil {
		rec.Parts = j.parts
	}
	language, _ := p.value(t.language)
	return withLanguage(rec, language)
}
