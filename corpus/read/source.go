package read

import (
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
	stream  *stream
	body    *body // of a record file
	records records
	parser  parser      // of JSON records
	marked  annotations // of their entities
}

// record returns an empty record: of a line of the file, or of the whole file
// for line 0.
func (s *source) record(line int) corpus.Record {
	if s.forced.repair != nil {
		*s.forced.repair = repair{} // that of a record that failed
	}
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
	body, fail := s.openBody()
	if fail != nil {
		return fail
	}
	s.body = body
	switch f {
	case formatJSONL:
		s.records = &jsonl{file: s, lines: lines{body: body, limit: s.opts.MaxDocument}}
	case formatJSON:
		s.records = &jsonFile{file: s, body: body}
	default:
		s.records = newTable(s, f == formatTSV)
	}
	return nil
}
