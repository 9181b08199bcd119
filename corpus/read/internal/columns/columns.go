package columns

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// ErrDamaged says that a file cannot be read, or not further.
var ErrDamaged = errors.New("the file is damaged")

// A Value is a field of a row.
type Value struct {
	// Null: there is none.
	Null bool
	// Text is the value, if it is a string or bytes, or in words what it is.
	Text string
	// IsText says which.
	IsText bool
}

// A Table is a file being read. It is not safe for concurrent use.
type Table struct {
	file   *parquet.File
	names  []string // of all columns
	wanted []int    // leaf columns; -1 gives nulls
	group  int      // the row group that comes next
	left   int64    // rows of the open group
	open   []*column
}

// Open reads the directory of a file of so many bytes.
func Open(in io.ReaderAt, size int64) (t *Table, err error) {
	defer guard(&err)
	f, err := parquet.OpenFile(in, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, damaged(err)
	}
	t = &Table{file: f}
	for _, path := range f.Schema().Columns() {
		t.names = append(t.names, strings.Join(path, "."))
	}
	return t, nil
}

// guard makes a panic an error.
func guard(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%w: %v", ErrDamaged, p)
	}
}

func damaged(err error) error { return fmt.Errorf("%w: %w", ErrDamaged, err) }

// Names are those of the columns; columns of groups have both names with a dot
// between.
func (t *Table) Names() []string { return t.names }

// Want says which columns [Table.Next] gives, by their places in Names; -1 is one that
// is always null. It is called before Next.
func (t *Table) Want(columns []int) { t.wanted = columns }

// Listed reports whether a column holds lists.
func (t *Table) Listed(column int) bool {
	leaf, ok := t.file.Schema().Lookup(t.file.Schema().Columns()[column]...)
	return !ok || leaf.MaxRepetitionLevel > 0
}

// Rows returns how many rows the file says it has.
func (t *Table) Rows() int64 { return t.file.NumRows() }

// Next fills in the values of the next row, in the order of [Table.Want]. It returns
// [io.EOF] after the last.
func (t *Table) Next(row []Value) (err error) {
	defer guard(&err)
	for t.left == 0 {
		if err := t.nextGroup(); err != nil {
			return err
		}
	}
	t.left--
	for i, c := range t.open {
		row[i] = Value{Null: true}
		if c == nil {
			continue
		}
		if row[i], err = c.next(); err != nil {
			return damaged(err)
		}
	}
	return nil
}

func (t *Table) nextGroup() error {
	if err := t.Close(); err != nil {
		return damaged(err)
	}
	groups := t.file.RowGroups()
	if t.group == len(groups) {
		return io.EOF
	}
	g := groups[t.group]
	t.group++
	t.left, t.open = g.NumRows(), make([]*column, len(t.wanted))
	for i, leaf := range t.wanted {
		if leaf >= 0 {
			t.open[i] = &column{pages: g.ColumnChunks()[leaf].Pages()}
		}
	}
	return nil
}

// Close lets go of what is open. The file itself is the caller's.
func (t *Table) Close() (err error) {
	defer guard(&err)
	var errs []error
	for _, c := range t.open {
		if c != nil {
			errs = append(errs, c.pages.Close())
		}
	}
	t.open = nil
	return errors.Join(errs...)
}

// A column is one column of a row group.
type column struct {
	pages  parquet.Pages
	values parquet.ValueReader
	buffer [64]parquet.Value
	ready  []parquet.Value
}

// next returns the next value. It does not hold on to the page.
func (c *column) next() (Value, error) {
	for len(c.ready) == 0 {
		if err := c.fill(); err != nil {
			return Value{}, err
		}
	}
	v := c.ready[0]
	c.ready = c.ready[1:]
	switch {
	case v.IsNull():
		return Value{Null: true}, nil
	case slices.Contains([]parquet.Kind{parquet.ByteArray, parquet.FixedLenByteArray}, v.Kind()):
		return Value{Text: string(v.ByteArray()), IsText: true}, nil
	}
	return Value{Text: v.String()}, nil
}

// fill reads on. A group that has fewer values than rows is damaged.
func (c *column) fill() error {
	if c.values == nil {
		page, err := c.pages.ReadPage()
		if errors.Is(err, io.EOF) {
			return io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		c.values = page.Values()
	}
	n, err := c.values.ReadValues(c.buffer[:])
	c.ready = c.buffer[:n]
	if errors.Is(err, io.EOF) {
		c.values, err = nil, nil
	}
	return err
}
