package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strconv"

	"github.com/onomast/onomast/corpus/read"
)

// measureIDs reads records with ids of their own, made on the way, and says what
// the program holds at each power of ten.
func measureIDs(n int) error {
	r, err := read.Open([]string{"-"}, read.Options{Format: "jsonl", Encoding: "utf-8", Stdin: &manyIDs{left: n}})
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	before, next := heap(), 1000
	for met := 1; ; met++ {
		rec, err := r.Next(context.Background())
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if rec.Failure != nil {
			return rec.Failure
		}
		if met == next || met == n {
			held := heap() - before
			fmt.Printf("%10d ids: %7.1f MB, %.1f bytes an id\n", met, float64(held)/1e6, float64(held)/float64(met))
			next *= 10
		}
	}
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// manyIDs is a file of short records.
type manyIDs struct {
	left, made int
	pending    []byte
}

func (m *manyIDs) Read(p []byte) (int, error) {
	if len(m.pending) == 0 {
		if m.left == 0 {
			return 0, io.EOF
		}
		m.left--
		m.made++
		m.pending = strconv.AppendInt(append(m.pending[:0], `{"id":"customer-`...), int64(m.made), 10)
		m.pending = append(m.pending, "\",\"text\":\"x\"}\n"...)
	}
	n := copy(p, m.pending)
	m.pending = m.pending[n:]
	return n, nil
}
