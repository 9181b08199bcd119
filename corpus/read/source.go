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
	reader     *Reader
	opts       Options
	forced     charset // what the user said
	stream     *stream
	body       *body // of a record file
	records    records
	parser     parser      // of JSON records
	marked     annotations // of their entities
	fieldTexts joined
	bounds     *allowance // of the archive that the file is or lies in
	depth      int        // of archives around it
}

// record returns an empty record: of a line of the file, or of the whole file
// for line 0.
func (s *source) record(line int) corpus.Record {
	if s.forced.repair != nil {
		*s.forced.repair = repair{} // that of a record that failed
	}
	rec := corpus.Record{ID: s.stream.id, Path: s.stream.path, Entry: s.stream.entry, Line: line}
	if line > 0 {
		rec.ID = lineID(s.stream.id, line)
	}
	return rec
}

// start unpacks the stream and makes the reader of its format. A format that is
// not known from the name is found out by the first bytes.
func (s *source) start(f format, known bool, packing string) *corpus.Failure {
	if fail := s.stream.unpack(packing); fail != nil {
		return fail
	}
	if s.bounds != nil && packing != "" {
		s.stream.body = bounded{s.stream.body, s.bounds}
	}
	if !known {
		f = s.sniff()
	}
	s.reader.counts.Files[f.String()]++
	if f.records() && !f.archive() {
		s.reader.ids.open(s.stream.id)
	}
	return s.open(f)
}

// open makes the reader of a format.
func (s *source) open(f format) *corpus.Failure {
	switch f {
	case formatText, formatHTML, formatMail, formatDocx, formatPDF:
		s.records = &whole{file: s, format: f}
		return nil
	case formatMailbox:
		s.records = newMailbox(s)
		return nil
	case formatParquet:
		p, fail := newParquet(s)
		s.records = p
		return fail
	case formatZip, formatTar:
		a, fail := newArchive(s, f)
		s.records = a
		return fail
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

// close lets go of the file and of what is open in it.
func (s *source) close() {
	switch r := s.records.(type) {
	case *archive:
		r.close()
	case *parquetFile:
		r.close()
	}
	s.stream.close()
}
