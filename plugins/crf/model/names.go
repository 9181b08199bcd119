package model

import (
	"encoding/binary"

	"github.com/klauspost/compress/zstd"
)

// mostNames is the most memory that names may take, in bytes.
const mostNames = 1 << 31

// packNames compresses the names of features, each after its length. It returns
// nothing where no feature has a name.
func packNames(features []Feature) []byte {
	var names []byte
	named := false
	for _, f := range features {
		names = binary.AppendUvarint(names, uint64(len(f.Name)))
		names = append(names, f.Name...)
		named = named || f.Name != ""
	}
	if !named {
		return nil
	}
	// One goroutine, so that the bytes are the same everywhere. Options that are
	// right cannot fail.
	w, _ := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedBetterCompression))
	return w.EncodeAll(names, nil)
}

// unpackNames returns the names of n features.
func unpackNames(packed []byte, n int) ([]string, error) {
	names := make([]string, n)
	if len(packed) == 0 {
		return names, nil
	}
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(mostNames))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := r.DecodeAll(packed, nil)
	if err != nil {
		return nil, errDamaged("the list of names")
	}
	all := string(data)
	for i := range names {
		length, size := binary.Uvarint(data)
		if size <= 0 || length > uint64(len(data)-size) {
			return nil, errDamaged("the list of names")
		}
		at := len(all) - len(data) + size
		names[i] = all[at : at+int(length)]
		data = data[size+int(length):]
	}
	return names, nil
}
