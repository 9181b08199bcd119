package output

import (
	"io"
	"testing"
)

// BenchmarkPut puts documents of about 100 bytes away: on the disk with its
// checkpoints, and down a stream. "dead" is the worst case, a file for each.
func BenchmarkPut(b *testing.B) {
	done, dead := outcome(1), outcome(3)
	b.Run("directory", func(b *testing.B) {
		d, err := Open(b.TempDir(), identity(), Options{Encoder: options("jsonl").Encoder})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportAllocs()
		for b.Loop() {
			if err := d.Put(done); err != nil {
				b.Fatal(err)
			}
		}
		if err := d.Close(); err != nil {
			b.Fatal(err)
		}
	})
	b.Run("dead", func(b *testing.B) {
		d, err := Open(b.TempDir(), identity(), Options{Encoder: options("jsonl").Encoder})
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if err := d.Put(dead); err != nil {
				b.Fatal(err)
			}
		}
		if err := d.Close(); err != nil {
			b.Fatal(err)
		}
	})
	b.Run("stream", func(b *testing.B) {
		s := NewStream(options("jsonl").Encoder, io.Discard, io.Discard)
		b.ReportAllocs()
		for b.Loop() {
			if err := s.Put(done); err != nil {
				b.Fatal(err)
			}
		}
	})
}
