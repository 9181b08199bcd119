package read

import (
	"errors"
	"fmt"
	"io"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
)

// packedTimes is how much larger than the text in it a file may be that holds
// more than text.
const packedTimes = 8

// keepBuffer is the largest buffer kept from one document to the next.
const keepBuffer = 1 << 20

// A whole is a file that is one document.
type whole struct {
	file   *source
	format format
	done   bool
}

func (w *whole) next() (corpus.Record, error) {
	if w.done {
		return corpus.Record{}, io.EOF
	}
	w.done = true
	rec := w.file.record(0)
	raw, fail := w.file.all(w.file.limit(w.format))
	if fail != nil {
		rec.Failure = fail
		return rec, nil
	}
	if w.format.rendered() {
		return w.file.render(rec, w.format, raw), nil
	}
	text, origin, fail := w.file.decodeWhole(raw, w.format == formatHTML)
	if fail != nil {
		rec.Failure = fail
		return rec, nil
	}
	if w.format == formatHTML {
		shown, from := htmlText(text)
		text, origin = shown, from.Then(origin)
	}
	return w.file.withText(rec, text, origin), nil
}

// withText puts a document into a record.
func (s *source) withText(rec corpus.Record, text string, origin *document.SourceMap) corpus.Record {
	doc, err := document.New(rec.ID, text)
	if err != nil { // the text was decoded and bounded before; be safe
		rec.Failure = failure(codeUTF8, "", "%s", err.Error())
		return rec
	}
	rec.Document, rec.Source = doc, origin
	if r := s.forced.repair; r != nil {
		r.note(doc)
	}
	return rec
}

// limit is the most bytes that a file of a format may have, or a record of it.
func (s *source) limit(f format) int64 {
	if f.packed() {
		return packedTimes * s.opts.MaxDocument
	}
	return s.opts.MaxDocument
}

// all reads the whole stream, up to a limit in bytes. They are good until the
// next file.
func (s *source) all(most int64) ([]byte, *corpus.Failure) {
	buf := s.reader.buffer
	if cap(buf) > keepBuffer || buf == nil {
		buf = make([]byte, 0, 16<<10)
	}
	buf = buf[:0]
	limit := int(most)
	for {
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
		n, err := s.stream.body.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		s.reader.buffer = buf
		switch {
		case len(buf) > limit:
			return nil, tooLarge("the file", s.sizeText(limit), most)
		case errors.Is(err, io.EOF):
			return buf, nil
		case err != nil:
			return nil, s.stream.failure(err)
		}
	}
}

// sizeText is the size of a file that is too large, as far as it is known
// without reading it.
func (s *source) sizeText(limit int) string {
	if size := s.stream.size(); size > int64(limit) {
		return fmt.Sprintf("%d bytes", size)
	}
	return fmt.Sprintf("more than %d bytes", limit)
}
