package read

import (
	"bytes"
	"errors"
	"io"
)

// A line is one line of a file, or a row that may have several, without its end.
type line struct {
	bytes  []byte // good until the next line; nil when there are more than fit
	number int    // of the first line of it, from 1
	size   int64  // bytes there are
	offset int64  // bytes of the unpacked file before it
	open   int    // lines that a quote at its start takes in without being closed
}

// lines reads a file line by line. A line over the limit is passed over in
// constant memory.
type lines struct {
	body   *body
	limit  int64
	number int
	buffer []byte
}

// next returns the next line, and io.EOF after the last. On another error the
// line is what was read up to there.
func (l *lines) next() (line, error) {
	l.number++
	if cap(l.buffer) > keepBuffer {
		l.buffer = nil
	}
	l.buffer = l.buffer[:0]
	at := line{number: l.number, offset: l.body.at}
	for {
		piece, ended, err := l.body.nextLine()
		at.size += int64(len(piece))
		if at.size <= l.limit+2 { // with the line end
			l.buffer = append(l.buffer, piece...)
		}
		if ended || err != nil {
			if errors.Is(err, io.EOF) && at.size > 0 {
				err = nil
			}
			return l.cut(at, piece), err
		}
	}
}

// cut drops the line end. tail is what was read last.
func (l *lines) cut(at line, tail []byte) line {
	if end := lineEnd(tail); at.size > l.limit+2 {
		at.size -= int64(end)
		return at
	}
	at.bytes = l.buffer[:len(l.buffer)-lineEnd(l.buffer)]
	if at.size = int64(len(at.bytes)); at.size > l.limit {
		at.bytes = nil
	}
	return at
}

// lineEnd returns the length of the line end that bytes end in.
func lineEnd(b []byte) int {
	switch {
	case bytes.HasSuffix(b, []byte("\r\n")):
		return 2
	case bytes.HasSuffix(b, []byte("\n")):
		return 1
	}
	return 0
}
