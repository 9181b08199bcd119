package read

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/onomast/onomast/corpus"
	"github.com/onomast/onomast/corpus/read/internal/columns"
	"github.com/onomast/onomast/corpus/read/internal/rendition"
)

// A parquetFile is a Parquet file. Each row is a document.
type parquetFile struct {
	file   *source
	table  *columns.Table
	size   int64 // of the file in bytes
	row    []columns.Value
	text   int // the first so many values of a row are text, then come id and language
	number int
	ended  bool
}

func newParquet(s *source) (*parquetFile, *corpus.Failure) {
	in, size, fail := s.randomAccess()
	if fail != nil {
		return nil, fail
	}
	t, err := columns.Open(in, size)
	if err != nil {
		return nil, failure(codeParquet, "fetch or make it again", "this is no Parquet file, or it is damaged")
	}
	p := &parquetFile{file: s, table: t, size: size}
	return p, p.columns()
}

// columns finds those of the text, the id and the language.
func (p *parquetFile) columns() *corpus.Failure {
	names, opts := p.table.Names(), &p.file.opts
	var wanted []int
	for _, c := range opts.columns {
		i := slices.Index(names, c.name)
		if i < 0 && !c.optional || i >= 0 && p.table.Listed(i) {
			return p.noColumn(c.name)
		}
		wanted = append(wanted, i)
	}
	if slices.Max(wanted) < 0 {
		return p.noColumn(opts.columns[0].name)
	}
	p.text = len(wanted)
	for _, either := range [][]string{{opts.IDField}, opts.languages} {
		i := slices.IndexFunc(names, func(name string) bool { return slices.Contains(either, name) })
		if i >= 0 && p.table.Listed(i) {
			i = -1
		}
		wanted = append(wanted, i)
	}
	p.table.Want(wanted)
	p.row = make([]columns.Value, len(wanted))
	return nil
}

func (p *parquetFile) noColumn(name string) *corpus.Failure {
	names := p.table.Names()
	return failure(codeColumn, closestField(name, names), "the file has no column %q of single values; it has %s", shorten(name), quoteAll(names))
}

func (p *parquetFile) next() (corpus.Record, error) {
	if p.ended {
		return corpus.Record{}, io.EOF
	}
	p.number++
	err := p.table.Next(p.row)
	if err == nil {
		return p.record(), nil
	}
	p.ended = true
	if errors.Is(err, io.EOF) && !errors.Is(err, columns.ErrDamaged) {
		return corpus.Record{}, io.EOF
	}
	rec := p.file.record(p.number)
	rec.Failure = failure(codeParquet, "fetch or make it again", "the file is damaged from row %d on", p.number)
	if errors.Is(err, errBomb) {
		rec.Failure = p.file.stream.failure(err)
	}
	return rec, nil
}

// record makes a record of the row.
func (p *parquetFile) record() corpus.Record {
	rec := p.file.record(p.number)
	if id := p.row[p.text]; !id.Null && utf8.ValidString(id.Text) {
		rec.ID = or(id.Text, rec.ID)
	}
	fields, j := p.file.opts.columns, p.file.join()
	var size int64
	for i, f := range fields {
		v := p.row[i]
		if f.optional && v.Null {
			continue
		}
		if rec.Failure = p.refuse(f.name, v); rec.Failure != nil {
			return rec
		}
		size += int64(len(v.Text))
		j.add(f.name, v.Text, nil, len(fields) > 1)
	}
	if size > p.file.opts.MaxDocument {
		rec.Failure = tooLarge(fmt.Sprintf("the text of row %d", p.number), fmt.Sprintf("%d bytes", size), p.file.opts.MaxDocument)
		return rec
	}
	text, _ := j.result()
	rec = p.file.withText(rec, text, rendition.Whole(text, int(min(p.size, math.MaxUint32))))
	if rec.Document != nil {
		rec.Parts = j.parts
	}
	return withLanguage(rec, p.language())
}

// refuse says why a value is no text.
func (p *parquetFile) refuse(name string, v columns.Value) *corpus.Failure {
	switch {
	case v.Null:
		return failure(codeNotText, "name another column with --text-field, or "+quote(name+"?")+" if it may be null",
			"row %d: the column %q is null", p.number, shorten(name))
	case !v.IsText:
		return failure(codeNotText, "name another column with --text-field", "row %d: the column %q is a number, not a text", p.number, shorten(name))
	case !utf8.ValidString(v.Text):
		return failure(codeUTF8, "mend the row", "row %d: byte %d of the column %q is not valid UTF-8", p.number, invalidUTF8([]byte(v.Text)), shorten(name))
	}
	return nil
}

func (p *parquetFile) language() string {
	if v := p.row[p.text+1]; v.IsText && utf8.ValidString(v.Text) && !strings.ContainsRune(v.Text, 0) {
		return v.Text
	}
	return ""
}

func (p *parquetFile) close() {
	if p != nil && p.table != nil {
		_ = p.table.Close() // it was only read
	}
}
