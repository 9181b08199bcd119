package output

import (
	"errors"
	"fmt"
	"io"

	"github.com/onomast/onomast/corpus"
	"github.com/onomast/onomast/corpus/write"
)

// A Stream puts the results of a run out to a writer, each in one write as
// soon as it is there, and dead letters to another, one JSON object a line.
// What has been written cannot be taken back, so a stream cannot be resumed.
type Stream struct {
	out, dead io.Writer
	encoder   write.Encoder
	counts    Counts
	scratch   []byte
	begun     bool
	broken    error
}

// NewStream returns a stream of results to out and dead letters to dead.
func NewStream(encoder write.Encoder, out, dead io.Writer) *Stream {
	return &Stream{out: out, dead: dead, encoder: encoder, counts: newCounts()}
}

// Put writes one outcome. After an error every call gives that error again.
func (s *Stream) Put(o *corpus.Outcome) error {
	if s.broken != nil {
		return s.broken
	}
	switch {
	case o.Failure != nil:
		s.broken = s.putDead(o)
	case o.Skipped == "":
		s.broken = s.putResult(o)
	}
	if s.broken == nil {
		s.counts.add(o)
	}
	return s.broken
}

func (s *Stream) putResult(o *corpus.Outcome) error {
	data := s.header()
	if s.counts.OK > 0 {
		data = s.encoder.AppendSeparator(data)
	}
	data, err := s.encoder.AppendDocument(data, o)
	if err != nil {
		return err
	}
	return s.write(data)
}

// header returns the bytes before the first document, once.
func (s *Stream) header() []byte {
	if s.begun {
		return s.scratch[:0]
	}
	s.begun = true
	return s.encoder.AppendHeader(s.scratch[:0])
}

func (s *Stream) write(data []byte) error {
	s.scratch = data
	if len(data) == 0 {
		return nil
	}
	if _, err := s.out.Write(data); err != nil {
		return report(CodeWrite, err, advice(err, "see to what reads it")+" and run the command again",
			"cannot write %s: %v", s.which("result"), reason(err))
	}
	return nil
}

func (s *Stream) putDead(o *corpus.Outcome) error {
	line, err := encodeJSON(newDeadLetter(o, ""), "")
	if err != nil {
		return err
	}
	if _, err := s.dead.Write(line); err != nil {
		return report(CodeWrite, err, advice(err, "see to the disk")+" and run the command again",
			"cannot write %s: %v", s.which("dead letter"), reason(err))
	}
	return nil
}

// which says what could not be written, for a message.
func (s *Stream) which(what string) string {
	if s.counts.In == 0 {
		return "the first " + what
	}
	return fmt.Sprintf("the %s of document %d", what, s.counts.In+1)
}

// Finish writes what stands after the last document and checks that in, the
// number of records the reader gave, is accounted for.
func (s *Stream) Finish(in int) (Counts, error) {
	if s.broken != nil {
		return s.counts, s.broken
	}
	if err := s.write(s.encoder.AppendFooter(s.header())); err != nil {
		s.broken = err
		return s.counts, err
	}
	s.broken = errFinished
	return s.counts, s.counts.check(in)
}

// errFinished answers calls after Finish.
var errFinished = errors.New("the run is complete")

// Flush reports whether all that was put has been passed on. A stream holds
// nothing back.
func (s *Stream) Flush() error {
	if errors.Is(s.broken, errFinished) {
		return nil
	}
	return s.broken
}
