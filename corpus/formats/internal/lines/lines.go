// Package lines reads text files line by line in constant memory.
package lines

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/onomast/onomast/corpus/annotation"
)

const bufferSize = 64 << 10

// A Reader yields the lines of a file, without their ends.
type Reader struct {
	// Number is that of the line read last, from 1.
	Number int
	path   string
	in     *bufio.Reader
	limit  int64
	line   []byte
	back   bool
}

// New returns a reader of a file. A byte order mark is passed over.
func New(in *annotation.Input) *Reader {
	r := &Reader{path: in.Path, in: bufio.NewReaderSize(in.Body, bufferSize), limit: in.Limit}
	if head, _ := r.in.Peek(3); bytes.Equal(head, []byte("\xef\xbb\xbf")) {
		_, _ = r.in.Discard(3)
	}
	return r
}

// Peek returns the first bytes of the file, before any line has been read.
func (r *Reader) Peek() []byte {
	head, _ := r.in.Peek(bufferSize) // less at the end of the file
	return head
}

// Next returns the next line, good until the one after it, and io.EOF after the last.
// An error that is a *annotation.Problem concerns one line.
func (r *Reader) Next() (string, error) {
	if r.back {
		r.back = false
		return string(r.line), nil
	}
	r.Number++
	fits, err := r.read()
	switch {
	case !fits:
		return "", r.Problem("too-large", "", "the line has more than %d bytes", r.limit)
	case errors.Is(err, io.EOF) && len(r.line) > 0, err == nil:
	case errors.Is(err, io.EOF):
		return "", io.EOF
	default:
		return "", fmt.Errorf("%s: line %d: %w", r.path, r.Number, err)
	}
	r.line = bytes.TrimSuffix(r.line, []byte("\n"))
	r.line = bytes.TrimSuffix(r.line, []byte("\r"))
	if !utf8.Valid(r.line) {
		return "", r.Problem("invalid-utf8", "give --encoding NAME if the file is in another encoding", "the line is not valid UTF-8")
	}
	return string(r.line), nil
}

// Back makes the next call return the same line again.
func (r *Reader) Back() { r.back = true }

func (r *Reader) read() (fits bool, err error) {
	r.line, fits = r.line[:0], true
	for {
		piece, err := r.in.ReadSlice('\n')
		fits = fits && int64(len(r.line)+len(piece)) <= r.limit+2
		if fits {
			r.line = append(r.line, piece...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return fits, err
		}
	}
}

// Problem is a failure at the line read last.
func (r *Reader) Problem(code, hint, format string, args ...any) *annotation.Problem {
	return &annotation.Problem{
		Effect: annotation.Failed, Code: code, Message: fmt.Sprintf(format, args...), Hint: hint,
		Origin: annotation.Origin{Path: r.path, Line: r.Number},
	}
}

// Origin is the line read last.
func (r *Reader) Origin() annotation.Origin { return annotation.Origin{Path: r.path, Line: r.Number} }
