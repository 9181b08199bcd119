package model

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"

	"github.com/klauspost/compress/zstd"
)

const (
	// longestName is what is kept of a name, in bytes.
	longestName = 1 << 10
	// namesWindow is the memory that names are unpacked in.
	namesWindow = 1 << 23
)

// packNames compresses the names of features, each after its length. It returns
// nothing where no feature has a name.
func packNames(features []Feature) []byte {
	var names []byte
	named := false
	for _, f := range features {
		name := f.Name[:min(len(f.Name), longestName)]
		names = binary.AppendUvarint(names, uint64(len(name)))
		names = append(names, name...)
		named = named || name != ""
	}
	if !named {
		return nil
	}
	// One goroutine, so that the bytes are the same everywhere. Options that are
	// right cannot fail.
	w, _ := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(namesWindow), zstd.WithEncoderLevel(zstd.SpeedBetterCompression))
	return w.EncodeAll(names, nil)
}

// unpackNames returns the names of n features.
func unpackNames(packed []byte, n int) ([]string, error) {
	names := make([]string, n)
	if len(packed) == 0 {
		return names, nil
	}
	unpacked, err := zstd.NewReader(bytes.NewReader(packed), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(namesWindow))
	if err != nil {
		return nil, err
	}
	defer unpacked.Close()
	r := bufio.NewReader(unpacked)
	var name [longestName]byte
	for i := range names {
		length, err := binary.ReadUvarint(r)
		if err == nil && length > longestName {
			err = io.ErrUnexpectedEOF
		}
		if err == nil {
			_, err = io.ReadFull(r, name[:length])
		}
		if err != nil {
			return nil, errDamaged("the list of names")
		}
		names[i] = string(name[:length])
	}
	return names, nil
}
