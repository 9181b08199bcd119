package output

import (
	"bufio"
	"encoding/json"
	"io"

	"github.com/onomast/onomast/corpus"
	"github.com/onomast/onomast/corpus/write"
)

// A Stream writes results, in order, to one writer, and dead letters as JSON
// lines to another. It is used by one goroutine.
type Stream struct {
	encoder write.Encoder
	out     *bufio.Writer
	dead    io.Writer
	counts  Counts
	begun   bool
	buf     []byte
}

// NewStream returns a stream of results to out and dead letters to dead.
func NewStream(encoder write.Encoder, out, dead io.Writer) *Stream {
	return &Stream{encoder: encoder, out: bufio.NewWriterSize(out, partBuffer), dead: dead, counts: newCounts()}
}

// Put writes the outcome of the next document.
func (s *Stream) Put(o *corpus.Outcome) error {
	s.begin()
	s.counts.add(o)
	if o.Failure != nil {
		line, err := json.Marshal(newLetter(o, ""))
		if err != nil {
			return err
		}
		_, err = s.dead.Write(append(line, '\n'))
		return err
	}
	if o.Skipped != "" {
		return nil
	}
	var err error
	if s.buf, err = s.encoder.AppendDocument(s.buf[:0], o); err != nil {
		return err
	}
	_, err = s.out.Write(s.buf)
	return err
}

func (s *Stream) begin() {
	if !s.begun {
		s.begun = true
		_, _ = s.out.Write(s.encoder.AppendHeader(nil)) // an error stays in the buffer
	}
}

// Flush passes on what is buffered.
func (s *Stream) Flush() error { return s.out.Flush() }

// Finish writes what stands after the last document. in is the number of
// documents the reader gave.
func (s *Stream) Finish(in int) (Counts, error) {
	s.begin()
	if _, err := s.out.Write(s.encoder.AppendFooter(nil)); err != nil {
		return s.counts, err
	}
	if err := s.out.Flush(); err != nil {
		return s.counts, err
	}
	return s.counts, s.counts.check(in)
}
