package output

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestStream(t *testing.T) {
	t.Parallel()
	for _, format := range []string{"jsonl", "csv", "html"} {
		opts := options(format)
		opts.PartDocuments = 1000
		want := undisturbed(t, opts, 40)
		var out, dead bytes.Buffer
		s := NewStream(opts.Encoder, &out, &dead)
		for i := range 40 {
			before := out.Len()
			o := outcome(i)
			if err := s.Put(o); err != nil {
				t.Fatal(err)
			}
			if result := o.Failure == nil && o.Skipped == ""; result != (out.Len() > before) {
				t.Fatalf("%s: after document %d %d bytes were passed on at once", format, i, out.Len()-before)
			}
		}
		counts, err := s.Finish(40)
		if err := errors.Join(err, s.Flush()); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want[partName(0, format)], out.String()); diff != "" {
			t.Error(diff)
		}
		if n := strings.Count(dead.String(), "\n"); n != counts.Dead || n != hasPrefix(want, deadDir) {
			t.Errorf("%d dead letters, want %d", n, counts.Dead)
		}
		line, _, _ := strings.Cut(dead.String(), "\n")
		if want := `{"id":"tickets/0003.txt","path":"tickets/0003.txt","stage":"rules","code":"timeout","message":"too slow","hint":"allow more"}`; line != want {
			t.Errorf("got %s, want %s", line, want)
		}
		if err := s.Put(outcome(1)); err == nil {
			t.Error("a document was put after the end")
		}
	}
}

func TestEmptyStream(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	counts, err := NewStream(options("csv").Encoder, &out, io.Discard).Finish(0)
	if err != nil || counts.In != 0 || !strings.HasPrefix(out.String(), "document,") {
		t.Errorf("got %q, %v, %v, want a header", out.String(), counts, err)
	}
}

func TestStreamCounts(t *testing.T) {
	t.Parallel()
	s := NewStream(options("jsonl").Encoder, io.Discard, io.Discard)
	if err := s.Put(outcome(0)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Finish(2); code(err) != CodeCounts {
		t.Errorf("got %v", err)
	}
}

func TestStreamToAFullDisk(t *testing.T) {
	t.Parallel()
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skipf("there is no /dev/full: %v", err)
	}
	defer func() { _ = full.Close() }()
	for name, s := range map[string]*Stream{
		"results": NewStream(options("jsonl").Encoder, full, io.Discard), "dead letters": NewStream(options("jsonl").Encoder, io.Discard, full),
	} {
		var err error
		n := 0
		for ; err == nil && n < 10; n++ {
			err = s.Put(outcome(n))
		}
		if code(err) != CodeWrite || !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "free space") {
			t.Errorf("%s: got %v", name, err)
		}
		if again := s.Put(outcome(n)); !errors.Is(again, syscall.ENOSPC) {
			t.Errorf("%s: afterwards got %v", name, again)
		}
		if err := s.Flush(); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("%s: Flush gives %v", name, err)
		}
	}
}
