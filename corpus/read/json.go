package read

import (
	"bufio"
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
	body   *bufio.Reader
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
	first, err := j.first()
	switch {
	case errors.Is(err, io.EOF) && (j.list == listClosed || j.list == listNone && j.number > 0):
		j.ended = true
		return corpus.Record{}, io.EOF
	case err != nil:
		return j.stop(err), nil
	case j.list == listClosed:
		return j.stop(syntaxError("there is more after the end of the list")), nil
	}
	size, err := j.value(first)
	if err != nil {
		return j.stop(err), nil
	}
	j.number++
	rec := j.file.record(j.number)
	if j.alone() {
		rec.ID = j.file.stream.id
	}
	if size > j.file.opts.MaxDocument {
		rec.Failure = tooLarge("the record", fmt.Sprintf("%d bytes", size), j.file.opts.MaxDocument)
		return rec, nil
	}
	return j.file.object(rec, j.buffer, fmt.Sprintf("record %d", j.number)), nil
}

// alone reports whether the first value is the whole file. Its record has the
// id of the file.
func (j *jsonFile) alone() bool {
	if j.number > 1 || j.list != listNone {
		return false
	}
	_, err := j.skip()
	if err == nil {
		_ = j.body.UnreadByte() // skip has just read it
	}
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

// first returns the first byte of the next value.
func (j *jsonFile) first() (byte, error) {
	for {
		c, err := j.skip()
		switch {
		case err != nil:
			return 0, err
		case c == '[' && j.list == listNone && j.number == 0:
			j.list = listOpen
		case c == ']' && j.list == listOpen:
			j.list = listClosed
		case c == ',' && j.list == listOpen && j.number > 0:
		default:
			return c, nil
		}
	}
}

// skip returns the next byte that is no space.
func (j *jsonFile) skip() (byte, error) {
	for {
		c, err := j.body.ReadByte()
		if err != nil || c != ' ' && c != '\t' && c != '\n' && c != '\r' {
			return c, err
		}
	}
}

// value reads one value into the buffer, or past it when it is over the limit,
// and returns its size. It only follows brackets and strings.
func (j *jsonFile) value(c byte) (size int64, err error) {
	if cap(j.buffer) > keepBuffer {
		j.buffer = nil
	}
	j.buffer = j.buffer[:0]
	var depth int
	var quoted, escaped bool
	for {
		if size++; size <= j.file.opts.MaxDocument {
			j.buffer = append(j.buffer, c)
		}
		switch {
		case escaped:
			escaped = false
		case quoted:
			escaped, quoted = c == '\\', c != '"'
		case c == '"':
			quoted = true
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		}
		if depth <= 0 && !quoted && (c == '"' || c == '}' || c == ']' || j.scalarEnds()) {
			return size, nil
		}
		if c, err = j.body.ReadByte(); err != nil {
			return size, err
		}
	}
}

// scalarEnds reports whether what follows ends a number or a word.
func (j *jsonFile) scalarEnds() bool {
	next, err := j.body.Peek(1)
	return err != nil || bytes.ContainsAny(next, " \t\r\n,]}[{\"")
}
