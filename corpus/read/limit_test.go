package read

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestTooLargeDocuments(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{
		"a.txt": strings.Repeat("x", 101), "b.txt": strings.Repeat("x", 100),
		"c.jsonl": "{\"text\":\"1\"}\n{\"text\":\"" + strings.Repeat("x", 100) + "\"}\r\n{\"text\":\"3\"}\n" + strings.Repeat("y", 101),
		"d.csv":   "text\n1\n\"" + strings.Repeat("x\n", 60) + "\"\n3\n\"" + strings.Repeat("y\n", 200),
		"e.json":  "[{\"text\":\"1\"},{\"text\":\"" + strings.Repeat("x", 100) + "\"},{\"text\":\"3\"}]",
		"f.jsonl": "{\"text\":\"" + strings.Repeat("x", 89) + "\"}\r\n" + "{\"text\":\"" + strings.Repeat("x", 90) + "\"}\r\n",
	})
	got := readAll(t, Options{MaxDocument: 100}, root)
	failed(t, got[0], "too-large", "101 bytes", "100 bytes", "run.max_document")
	text(t, got[1], strings.Repeat("x", 100))
	failed(t, got[3], "too-large", "the line has 111 bytes")
	text(t, got[4], "3")
	failed(t, got[5], "too-large", "101 bytes")
	rest := brief(root, got[6:])
	for i, prefix := range []string{"d.csv:2 1", "d.csv:3 !too-large", "d.csv:64 3"} {
		if rest[i] != prefix {
			t.Errorf("record %d is %q, want %q", i, rest[i], prefix)
		}
	}
	failed(t, got[9], "too-large", "the row at line 65", "never closed")
	all := strings.Join(rest, "\n")
	for _, s := range []string{"e.json:1 1\ne.json:2 !too-large\ne.json:3 3", "f.jsonl:1 " + strings.Repeat("x", 89) + "\nf.jsonl:2 "} {
		if !strings.Contains(all, s) {
			t.Errorf("%q is not in\n%s", s, all)
		}
	}
}

// TestHugeLineInConstantMemory reads a line of 200 MB, generated on the way.
func TestHugeLineInConstantMemory(t *testing.T) {
	const size = 200 << 20
	for name, c := range map[string]struct {
		head, tail, format string
		size               int64
	}{
		"jsonl": {"{\"text\":\"first\"}\n{\"text\":\"", "\"}\n{\"text\":\"last\"}\n", "jsonl", size},
		"csv":   {"text\nfirst\n\"", "\"\nlast\n", "csv", size / 4},
		"json":  {"[{\"text\":\"first\"},{\"text\":\"", "\"},{\"text\":\"last\"}]", "json", size / 4},
	} {
		input := io.MultiReader(strings.NewReader(c.head), io.LimitReader(endless{}, c.size), strings.NewReader(c.tail))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got := readAll(t, Options{Format: c.format, Stdin: input, MaxDocument: 4 << 20}, "-")
		runtime.ReadMemStats(&after)
		if len(got) != 3 {
			t.Fatalf("%s: %d records, want 3", name, len(got))
		}
		text(t, got[0], "first")
		failed(t, got[1], "too-large", "limit")
		text(t, got[2], "last")
		// Everything ever allocated.
		if used := after.TotalAlloc - before.TotalAlloc; used > 40<<20 {
			t.Errorf("%s: %d MB were allocated", name, used>>20)
		}
	}
	rec := readAll(t, Options{Stdin: io.LimitReader(endless{}, size)}, "-")[0]
	failed(t, rec, "too-large", "more than 16777216 bytes")
}

// endless is the letter x without end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestArchiveThatUnpacksToTooMuch(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.txt.gz")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	if _, err := io.Copy(z, io.LimitReader(endless{}, 50<<20)); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(z.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	failed(t, readAll(t, Options{MaxDocument: 1 << 20}, path)[0], "too-large", "more than 1048576 bytes")
}

func TestNextEndsWithItsContext(t *testing.T) {
	t.Parallel()
	r, err := Open([]string{tree(t, map[string]string{"a.txt": ""})}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := r.Next(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Next gives %v after the context ended", err)
	}
	if len(drain(t, r)) != 1 {
		t.Error("the record is lost")
	}
}
