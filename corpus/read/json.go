package read

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/onomast/onomast/corpus"
)

// A jsonFile is a file of one object, of several one after another, or of one
// list of objects. Each object is a document; its number is its place in the
// file, from 1.
type jsonFile struct {
	file   *source
	body   *body
	number int
	list   listState
	ended  bool
	buffer []byte
}

// A listState says where in the list of objects the file is.
type listState uint8

const (
	listNone listState = iota
	listOpen
	listClosed
)

func (j *jsonFile) next() (corpus.Record, error) {
	if j.ended {
		return corpus.Record{}, io.EOF
	}
	err := j.between()
	switch {
	case errors.Is(err, io.EOF) && (j.list == listClosed || j.list == listNone && j.number > 0):
		j.ended = true
		return corpus.Record{}, io.EOF
	case errors.Is(err, io.EOF) && j.list == listNone:
		return j.stop(syntaxError("the file is empty; one without documents is []")), nil
	case err != nil:
		return j.stop(err), nil
	case j.list == listClosed:
		return j.stop(syntaxError("there is more after the end of the list")), nil
	}
	offset := j.body.at
	size, err := j.value()
	if err != nil {
		return j.stop(err), nil
	}
	j.number++
	rec := j.file.record(j.number)
	rec.Offset = offset
	if j.alone() {
		rec.ID = j.file.stream.id
	}
	if size > j.file.opts.MaxDocument {
		rec.Failure = tooLarge("the record", fmt.Sprintf("%d bytes", size), j.file.opts.MaxDocument)
		return rec, nil
	}
	rec = j.file.object(rec, j.buffer, place{"record", j.number})
	if rec.ID == j.file.stream.id {
		rec.Line = 0 // it is the whole file, whose path nobody else has
	}
	return rec, nil
}

// alone reports whether the first value is the whole file. Its record has the
// id of the file.
func (j *jsonFile) alone() bool {
	if j.number > 1 || j.list != listNone {
		return false
	}
	_, err := j.peek()
	return errors.Is(err, io.EOF)
}

// A syntaxError is a mistake between the values of a file.
type syntaxError string

func (e syntaxError) Error() string { return string(e) }

// stop reports what ends the reading of the file.
func (j *jsonFile) stop(err error) corpus.Record {
	j.ended = true
	j.number++
	rec := j.file.record(j.number)
	rec.Offset = j.body.at
	if errors.Is(err, io.EOF) {
		err = syntaxError("the file ends before the JSON does")
	}
	var syntax syntaxError
	if errors.As(err, &syntax) {
		rec.Failure = failure(codeJSON, "mend the file; a file of one object a line is called .jsonl", "record %d: %s", j.number, syntax)
	} else {
		rec.Failure = j.file.stream.failure(err)
	}
	return rec
}

// between takes what stands before the next value.
func (j *jsonFile) between() error {
	for {
		c, err := j.peek()
		switch {
		case err != nil:
			return err
		case c == '[' && j.list == listNone && j.number == 0:
			j.list = listOpen
		case c == ']' && j.list == listOpen:
			j.list = listClosed
		case c == ',' && j.list == listOpen && j.number > 0:
		default:
			return nil
		}
		j.body.take([]byte{c})
	}
}

// peek takes space, and returns the byte behind it.
func (j *jsonFile) peek() (byte, error) {
	for {
		next, err := j.body.Peek(1)
		if err != nil {
			return 0, err
		}
		if c := next[0]; c != ' ' && c != '\t' && c != '\n' && c != '\r' {
			return c, nil
		}
		j.body.take(next)
	}
}

// value takes one value, into the buffer or past it when it is over the limit,
// and returns its size in bytes.
func (j *jsonFile) value() (size int64, err error) {
	if cap(j.buffer) > keepBuffer {
		j.buffer = nil
	}
	j.buffer = j.buffer[:0]
	var s scan
	for {
		if _, err := j.body.Peek(1); err != nil {
			if errors.Is(err, io.EOF) && s.bare {
				return size, nil
			}
			return size, err
		}
		chunk, _ := j.body.Peek(j.body.Buffered()) // cannot fail
		if ascii := asciiPrefix(chunk); j.body.charset.kind == kindAuto && ascii < len(chunk) {
			if chunk = chunk[:ascii]; ascii == 0 { // settle reads ahead
				j.body.settleAhead()
				continue
			}
		}
		s.leads = j.body.charset.leads
		n, ended := s.run(chunk)
		if size += int64(n); size <= j.file.opts.MaxDocument {
			j.buffer = append(j.buffer, chunk[:n]...)
		}
		j.body.take(chunk[:n])
		if ended {
			return size, nil
		}
	}
}

// A scan finds the end of a JSON value. It only follows brackets and strings.
type scan struct {
	leads           *[256]bool
	depth           int
	quoted, escaped bool
	bare            bool // in a number or a word that no bracket is around
	second          bool // the next byte is the second of a character
}

// run reports how many bytes of a chunk belong to the value, and whether it ends
// there. What can begin no value is one of a single byte.
func (s *scan) run(chunk []byte) (n int, ended bool) {
	for i := 0; i < len(chunk); i++ {
		c := chunk[i]
		switch {
		case s.second:
			s.second = false
		case s.leads != nil && s.leads[c]:
			s.second = true
		case s.escaped:
			s.escaped = false
		case s.quoted:
			if s.leads == nil {
				if i = special(chunk, i); i == len(chunk) {
					return i, false
				}
				c = chunk[i]
			}
			if s.inString(c) {
				return i + 1, true
			}
		case s.bare && bytes.IndexByte([]byte(" \t\r\n,]}[{\""), c) >= 0:
			return i, true
		case s.outside(c):
			return i + 1, true
		}
	}
	return len(chunk), false
}

func (s *scan) inString(c byte) (ended bool) {
	s.escaped, s.quoted = c == '\\', c != '"'
	return !s.quoted && s.depth == 0
}

func (s *scan) outside(c byte) (ended bool) {
	switch c {
	case '"':
		s.quoted = true
	case '{', '[':
		s.depth++
	case '}', ']':
		s.depth--
		return s.depth <= 0
	case ',':
		return s.depth == 0
	default:
		s.bare = s.depth == 0
	}
	return false
}
