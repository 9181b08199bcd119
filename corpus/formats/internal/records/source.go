package records

import (
	"github.com/onomast/onomast/corpus/annotation"
)

// A Record is a value of a file, with what is needed to speak of it.
type Record struct {
	*annotation.Input
	Value   Value
	records *Reader
}

// Problem says that the record cannot be read.
func (r Record) Problem(code, hint, format string, args ...any) *annotation.Problem {
	return r.records.Problem(r.Value, code, hint, format, args...)
}

// Origin is where the record is.
func (r Record) Origin() annotation.Origin { return r.records.Origin(r.Value) }

// Open returns a source that decodes each value of a file as a T and makes a draft of
// it.
func Open[T any](in *annotation.Input, draft func(Record, *T) (*annotation.Draft, error)) annotation.Source {
	return &source[T]{in: in, records: New(in), draft: draft}
}

type source[T any] struct {
	in      *annotation.Input
	records *Reader
	draft   func(Record, *T) (*annotation.Draft, error)
}

// Next reads the next value.
func (s *source[T]) Next() (*annotation.Draft, error) {
	v, err := s.records.Next()
	if err != nil {
		return nil, err
	}
	var decoded T
	if err := s.records.Unmarshal(v, &decoded); err != nil {
		return nil, err
	}
	return s.draft(Record{Input: s.in, Value: v, records: s.records}, &decoded)
}
