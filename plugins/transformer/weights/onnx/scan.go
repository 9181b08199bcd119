package onnx

import (
	"encoding/binary"
	"errors"
	"io"

	"google.golang.org/protobuf/encoding/protowire"
)

// A scanner reads protobuf fields of a file, a window at a time, so that what is passed
// over is not read.
type scanner struct {
	file   io.ReaderAt
	size   int64
	window [4096]byte
	from   int64 // of the window in the file
	filled int
}

// errDamaged says that the bytes are no protobuf message.
var errDamaged = errors.New("it is damaged")

// errShort says that a field goes beyond the end of the file.
var errShort = errors.New("its end is missing")

// A field is one field of a message: a number, or the place of its bytes.
type field struct {
	number   protowire.Number
	wire     protowire.Type
	value    uint64
	from, to int64
}

// bytesAt returns what the file has at a place, 1 byte at least and n at most.
func (s *scanner) bytesAt(at int64, n int) ([]byte, error) {
	if at >= s.size {
		return nil, errShort
	}
	n = int(min(int64(n), s.size-at))
	if at < s.from || at+int64(n) > s.from+int64(s.filled) {
		got, err := s.file.ReadAt(s.window[:], at)
		if got < n {
			return nil, errors.Join(err, errShort)
		}
		s.from, s.filled = at, got
	}
	return s.window[at-s.from:][:n], nil
}

// varint reads a number and returns the place behind it.
func (s *scanner) varint(at int64) (uint64, int64, error) {
	b, err := s.bytesAt(at, binary.MaxVarintLen64)
	if err != nil {
		return 0, 0, err
	}
	v, n := protowire.ConsumeVarint(b)
	if n < 0 {
		if len(b) < binary.MaxVarintLen64 {
			return 0, 0, errShort
		}
		return 0, 0, errDamaged
	}
	return v, at + int64(n), nil
}

// text reads a string.
func (s *scanner) text(f field) (string, error) {
	if f.wire != protowire.BytesType || f.to-f.from > int64(len(s.window)) {
		return "", errDamaged
	}
	if f.from == f.to {
		return "", nil
	}
	b, err := s.bytesAt(f.from, int(f.to-f.from))
	return string(b), err
}

// each gives all fields of the message in the bytes [from,to) to a function.
func (s *scanner) each(from, to int64, do func(field) error) error {
	for from < to {
		key, next, err := s.varint(from)
		if err != nil {
			return err
		}
		f := field{from: next}
		if f.number, f.wire = protowire.DecodeTag(key); f.number < 1 {
			return errDamaged
		}
		if from, err = s.value(&f); err != nil {
			return err
		}
		if from > to {
			return errDamaged
		}
		if err := do(f); err != nil {
			return err
		}
	}
	return nil
}

// value reads the value of a field, which begins at f.from, and returns the place
// behind it.
func (s *scanner) value(f *field) (next int64, err error) {
	switch f.wire {
	case protowire.VarintType:
		f.value, next, err = s.varint(f.from)
		return next, err
	case protowire.Fixed32Type:
		next = f.from + 4
	case protowire.Fixed64Type:
		next = f.from + 8
	case protowire.BytesType:
		var length uint64
		if length, f.from, err = s.varint(f.from); err != nil {
			return 0, err
		}
		if length > uint64(s.size) {
			return 0, errShort
		}
		next = f.from + int64(length)
	default:
		return 0, errDamaged
	}
	if next > s.size {
		return 0, errShort
	}
	f.to = next
	return next, nil
}

// numbers calls a function with the numbers of a repeated field, packed or not.
func (s *scanner) numbers(f field, do func(uint64)) error {
	if f.wire == protowire.VarintType {
		do(f.value)
		return nil
	}
	for at := f.from; at < f.to; {
		v, next, err := s.varint(at)
		if err != nil {
			return err
		}
		do(v)
		at = next
	}
	return nil
}
