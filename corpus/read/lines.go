package read

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// A line is one line of a file, without its end.
type line struct {
	bytes  []byte // good until the next line; nil when there are more than fit
	number int    // from 1
	size   int64  // bytes there are
}

// lines reads a file line by line. A line over the limit is passed over in
// constant memory.
type lines struct {
	body   *bufio.Reader
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
	at := line{number: l.number}
	for {
		piece, err := l.body.ReadSlice('\n')
		at.size += int64(len(piece))
		ended := err == nil
		if errors.Is(err, bufio.ErrBufferFull) {
			err = nil
		}
		if at.size <= l.limit+2 { // with the line end
			l.buffer = append(l.buffer, piece...)
		}
		if ended || err != nil {
			if errors.Is(err, io.EOF) && at.size > 0 {
				err = nil
			}
			return l.cut(at), err
		}
	}
}

// cut drops the line end.
func (l *lines) cut(at line) line {
	if at.size > l.limit+2 {
		return at
	}
	text := bytes.TrimSuffix(l.buffer, []byte("\n"))
	if len(text) < len(l.buffer) {
		text = bytes.TrimSuffix(text, []byte("\r"))
	}
	at.size = int64(len(text))
	if at.size <= l.limit {
		at.bytes = text
		if at.bytes == nil {
			at.bytes = []byte{}
		}
	}
	return at
}
