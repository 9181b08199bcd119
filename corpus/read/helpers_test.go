package read

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// tree writes files, by path with slashes, below a new directory.
func tree(t testing.TB, files map[string]string) string {
	t.Helper()
	return plant(t, t.TempDir(), files)
}

// plant does the same in a directory that may not exist yet.
func plant(t fataler, root string, files map[string]string) string {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatalf("%v", err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatalf("%v", err)
		}
	}
	return root
}

// below puts a directory before every name.
func inside(root string, names ...string) []string {
	paths := make([]string, len(names))
	for i, n := range names {
		paths[i] = filepath.Join(root, filepath.FromSlash(n))
	}
	return paths
}

// A fataler is a test, or a case of a property.
type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

// readAll reads the inputs to the end.
func readAll(t fataler, opts Options, inputs ...string) []corpus.Record {
	t.Helper()
	r, err := Open(inputs, opts)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	defer func() { _ = r.Close() }()
	return drain(t, r)
}

func drain(t fataler, r *Reader) []corpus.Record {
	t.Helper()
	var all []corpus.Record
	before := r.Counts().Records()
	for {
		rec, err := r.Next(context.Background())
		if errors.Is(err, io.EOF) {
			if got := r.Counts().Records() - before; got != len(all) {
				t.Fatalf("counts %d after %d records", got, len(all))
			}
			return all
		}
		if err != nil {
			t.Fatalf("Next: %v", err)
		}
		all = append(all, rec)
	}
}

// brief is a record in one word each: the id, and the text, the code of the
// failure, or that it was skipped.
func brief(root string, all []corpus.Record) []string {
	out := make([]string, len(all))
	for i, rec := range all {
		id := strings.TrimPrefix(strings.TrimPrefix(rec.ID, filepath.ToSlash(root)), "/")
		switch {
		case rec.Failure != nil:
			out[i] = id + " !" + rec.Failure.Code
		case rec.Skipped != "":
			out[i] = id + " -"
		default:
			out[i] = id + " " + rec.Document.Text()
		}
	}
	return out
}

// want compares records in brief.
func want(t testing.TB, root string, got []corpus.Record, wanted ...string) {
	t.Helper()
	if diff := cmp.Diff(wanted, brief(root, got)); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
}

// one reads a single file of the given name and content.
func one(t testing.TB, opts Options, name, content string) corpus.Record {
	t.Helper()
	root := tree(t, map[string]string{name: content})
	all := readAll(t, opts, inside(root, name)...)
	if len(all) != 1 {
		t.Fatalf("%d records from %s, want 1: %v", len(all), name, brief(root, all))
	}
	return all[0]
}

// failed checks that a record is a failure of a code whose message and hint
// hold every word.
func failed(t testing.TB, rec corpus.Record, code string, words ...string) {
	t.Helper()
	if rec.Failure == nil {
		t.Fatalf("record %q did not fail, want %s", rec.ID, code)
	}
	if rec.Document != nil || rec.Failure.Stage != "reader" || rec.Failure.Code != code {
		t.Fatalf("record %q: document %v, failure %+v, want code %s", rec.ID, rec.Document, rec.Failure, code)
	}
	for _, w := range words {
		if !strings.Contains(rec.Failure.Error(), w) {
			t.Errorf("failure %q does not say %q", rec.Failure.Error(), w)
		}
	}
}

// text checks that a record is a document with a text.
func text(t testing.TB, rec corpus.Record, wanted string) {
	t.Helper()
	if rec.Document == nil {
		t.Fatalf("record %q has no document: %v %s", rec.ID, rec.Failure, rec.Skipped)
	}
	if rec.Document.Text() != wanted {
		t.Errorf("text of %q is %q, want %q", rec.ID, rec.Document.Text(), wanted)
	}
}

// origin returns the source bytes of the first occurrence of a word.
func origin(t testing.TB, rec corpus.Record, source, word string) string {
	t.Helper()
	at := strings.Index(rec.Document.Text(), word)
	if at < 0 {
		t.Fatalf("%q is not in %q", word, rec.Document.Text())
	}
	start, end := rec.Source.Span(at, at+len(word))
	return source[start:end]
}

// sound checks what holds for every map: it goes forward and stays in the
// source.
func sound(t testing.TB, text string, m *document.SourceMap, source int) {
	t.Helper()
	last, lastEnd := 0, 0
	for at := range len(text) {
		start, end := m.Span(at, at+1)
		if start < last || end < lastEnd || end < start || end > source {
			t.Fatalf("byte %d of %q leads to [%d,%d) of %d after [%d,%d)", at, text, start, end, source, last, lastEnd)
		}
		last, lastEnd = start, end
	}
}
