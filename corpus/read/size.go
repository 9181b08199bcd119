package read

import (
	"context"
	"errors"
	"io"
	"os"
	"sync/atomic"
)

// Size returns how many bytes the files of the inputs hold, packed as they
// are, without reading them: what [Reader.BytesRead] comes to in the end. It is
// false when that cannot be known: standard input is among them, or a pipe.
func Size(ctx context.Context, inputs []string, opts Options) (bytes int64, known bool, err error) {
	r, err := Open(inputs, opts)
	if err != nil {
		return 0, false, err
	}
	for {
		if err := ctx.Err(); err != nil {
			return 0, false, err
		}
		it, err := r.nextItem()
		if errors.Is(err, io.EOF) {
			return bytes, true, nil
		}
		if err != nil {
			return 0, false, err
		}
		if !r.opens(it) {
			continue
		}
		info, err := os.Stat(it.path)
		if it.path == stdinName || err == nil && !info.Mode().IsRegular() {
			return 0, false, nil
		}
		if err == nil {
			bytes += info.Size()
		}
	}
}

// opens reports whether a file is opened for reading.
func (r *Reader) opens(it item) bool {
	if it.skipped != "" || it.failure != nil {
		return false
	}
	ext, _ := extensions(it.path)
	_, known := r.formatFor(ext)
	return known || it.named
}

// BytesRead returns how many bytes of files have been read so far. It may be
// called while another goroutine reads.
func (r *Reader) BytesRead() int64 { return r.bytes.Load() }

// count adds what is read of the file to n.
func (s *stream) count(n *atomic.Int64) {
	s.raw = &meter{in: s.raw, n: n}
	s.body = s.raw
}

// A meter counts the bytes that pass.
type meter struct {
	in   io.Reader
	n    *atomic.Int64
	read int64
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.in.Read(p)
	m.n.Add(int64(n))
	m.read += int64(n)
	return n, err
}
