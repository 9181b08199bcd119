package read

import (
	"bufio"
	"errors"
	"io"

	"github.com/onomast/onomast/corpus"
)

// A records yields the documents of one file; io.EOF after the last.
type records interface {
	next() (corpus.Record, error)
}

// A source is one file being read, and what its format needs to know.
type source struct {
	reader  *Reader
	opts    Options
	forced  charset // what the user said
	charset charset // of a record file
	stream  *stream
	records records
}

// record returns an empty record: of a line of the file, or of the whole file
// for line 0.
func (s *source) record(line int) corpus.Record {
	rec := corpus.Record{ID: s.stream.id, Path: s.stream.path, Line: line}
	if line > 0 {
		rec.ID = lineID(s.stream.id, line)
	}
	return rec
}

// start unpacks the stream and makes the reader of its format. Standard input
// is text unless a format is given.
func (s *source) start(f format, archive string) *corpus.Failure {
	if fail := s.stream.unpack(archive); fail != nil {
		return fail
	}
	if !f.records() {
		s.records = &whole{file: s, format: f}
		return nil
	}
	body, fail := s.text()
	if fail != nil {
		return fail
	}
	switch f {
	case formatJSONL:
		s.records = &jsonl{file: s, lines: lines{body: body, limit: s.opts.MaxDocument}}
	case formatJSON:
		s.records = &jsonFile{file: s, body: body}
	default:
		s.records = newTable(s, body, f == formatTSV)
	}
	return nil
}

// text settles the encoding of a record file by its beginning, and returns its
// body in an encoding that has ASCII in it: lines can be cut before they are
// converted.
func (s *source) text() (*bufio.Reader, *corpus.Failure) {
	body := bufio.NewReaderSize(s.stream.body, bufferSize)
	_, err := body.Peek(4)                // the first read; a pipe may have no more yet
	head, _ := body.Peek(body.Buffered()) // cannot fail
	if len(head) == 0 && err != nil && !errors.Is(err, io.EOF) {
		return nil, s.stream.failure(err)
	}
	c, mark, fail := choose(trimTail(head), s.forced, false)
	if fail != nil {
		if fail.Code != codeUTF8 {
			return nil, fail
		}
		// Some lines are not valid: each of them will say so.
		c = charset{kind: kindUTF8, name: nameUTF8}
	}
	if _, err := body.Discard(mark); err != nil {
		return nil, s.stream.failure(err)
	}
	s.charset = c
	if c.kind == kindUTF16 {
		s.charset = charset{kind: kindUTF8, name: c.name}
		body = bufio.NewReaderSize(&utf16Reader{body: body, bigEndian: c.bigEndian}, bufferSize)
	}
	return body, nil
}
