package read

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/onomast/onomast/core/document"
)

// A quoting says where in a row of a table a byte is.
type quoting uint8

const (
	fieldStart quoting = iota
	unquoted
	quoted
	quoteSeen // a quote inside a quoted field: its end, or half of a doubled quote
)

// after returns the state behind one more byte. A quote inside an unquoted
// field is an ordinary character.
func (q quoting) after(c, delimiter byte) quoting {
	switch {
	case q == quoted && c != '"':
		return quoted
	case q == quoted:
		return quoteSeen
	case q == quoteSeen && c == '"', q == fieldStart && c == '"':
		return quoted
	case c == delimiter, c == '\n':
		return fieldStart
	default:
		return unquoted
	}
}

// withoutQuotes returns the state at the end of a line that has no quotes.
func (q quoting) withoutQuotes() quoting {
	if q == quoted {
		return quoted
	}
	return fieldStart
}

// rows cuts a table into rows, which may have line breaks in quoted fields. A
// row over the limit is passed over in constant memory.
type rows struct {
	body      *body
	delimiter byte
	limit     int64
	lines     int  // read so far
	second    bool // the next byte is the second of a character
	buffer    []byte
}

// next returns the next row without its line end, and the line it begins at.
// Errors are as in [lines.next].
func (r *rows) next() (line, error) {
	if cap(r.buffer) > keepBuffer {
		r.buffer = nil
	}
	r.buffer = r.buffer[:0]
	at := line{number: r.lines + 1, offset: r.body.at}
	state := fieldStart
	r.second = false
	for {
		piece, ended, err := r.body.nextLine()
		at.size += int64(len(piece))
		if at.size <= r.limit+2 {
			r.buffer = append(r.buffer, piece...)
		}
		state = r.walk(state, piece)
		if ended {
			r.lines++
		}
		if ended && state != quoted {
			return r.cut(at, piece), nil
		}
		if err != nil {
			if errors.Is(err, io.EOF) && at.size > 0 {
				err = nil
			}
			if state == quoted {
				at.open = r.lines + 1 - at.number
				if !bytes.HasSuffix(r.buffer, []byte("\n")) {
					at.open++
				}
			}
			return r.cut(at, piece), err
		}
	}
}

// walk returns the state behind more bytes of a row. The second byte of a
// character may look like a delimiter.
func (r *rows) walk(state quoting, piece []byte) quoting {
	leads := r.body.charset.leads
	if leads == nil {
		if bytes.IndexByte(piece, '"') < 0 && bytes.HasSuffix(piece, []byte("\n")) {
			return state.withoutQuotes()
		}
		for _, c := range piece {
			state = state.after(c, r.delimiter)
		}
		return state
	}
	for _, c := range piece {
		if r.second {
			c = 0x80 // any letter
		}
		r.second = !r.second && leads[c]
		state = state.after(c, r.delimiter)
	}
	return state
}

func (r *rows) cut(at line, tail []byte) line {
	l := lines{limit: r.limit, buffer: r.buffer}
	return l.cut(at, tail)
}

// A cell is a field of a row: where it is, without its quotes.
type cell struct {
	start, end int
	quoted     bool
}

// cells splits a row.
func cells(row string, delimiter byte) ([]cell, error) {
	var all []cell
	for at := 0; ; {
		c := cell{start: at}
		if at < len(row) && row[at] == '"' {
			c.quoted = true
			c.start++
			if at = closingQuote(row, at+1); at < 0 {
				return nil, fmt.Errorf("the quote at column %d is never closed", column(row, c.start-1))
			}
			c.end = at
			at++
		} else {
			c.end = at + indexOrEnd(row[at:], delimiter)
			at = c.end
		}
		all = append(all, c)
		if at == len(row) {
			return all, nil
		}
		if row[at] != delimiter {
			return nil, fmt.Errorf("there is text behind the closing quote at column %d; a quote inside a quoted field is doubled", column(row, at-1))
		}
		at++
	}
}

// closingQuote returns where the quoted field that begins at an offset ends,
// or -1.
func closingQuote(row string, at int) int {
	for at < len(row) {
		next := strings.IndexByte(row[at:], '"')
		if next < 0 {
			return -1
		}
		at += next
		if at+1 == len(row) || row[at+1] != '"' {
			return at
		}
		at += 2
	}
	return -1
}

func indexOrEnd(s string, c byte) int {
	if i := strings.IndexByte(s, c); i >= 0 {
		return i
	}
	return len(s)
}

// column is the column of an offset on its line, from 1, in code points.
func column(row string, at int) int {
	begin := strings.LastIndexByte(row[:at], '\n') + 1
	return 1 + len([]rune(row[begin:at]))
}

// value returns the text of a cell, with the map back to the row.
func (c cell) value(row string) (string, *document.SourceMap) {
	var m document.Builder
	m.Skip(c.start)
	text := row[c.start:c.end]
	if !c.quoted || !strings.Contains(text, `""`) {
		m.Copy(len(text))
		return strings.Clone(text), m.Map()
	}
	var out strings.Builder
	for {
		i := strings.Index(text, `""`)
		if i < 0 {
			break
		}
		out.WriteString(text[:i+1])
		m.Copy(i)
		m.Convert(1, 2)
		text = text[i+2:]
	}
	out.WriteString(text)
	m.Copy(len(text))
	return out.String(), m.Map()
}

// headerDelimiter is the likeliest delimiter of a table by its header.
func headerDelimiter(header []byte) byte {
	best := byte(',')
	for _, c := range []byte{';', '\t'} {
		if bytes.Count(header, []byte{c}) > bytes.Count(header, []byte{best}) {
			best = c
		}
	}
	return best
}
