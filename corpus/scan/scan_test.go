package scan_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats"
	"github.com/onomast/onomast/corpus/scan"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t *testing.T, o scan.Options) *scan.Corpus {
	t.Helper()
	c, err := scan.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

func ids(t *testing.T, c *scan.Corpus) []string {
	t.Helper()
	var out []string
	if err := c.Each(t.Context(), func(d *annotation.Document) error {
		out = append(out, d.ID+" "+d.Split)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

func write(t *testing.T, dir, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestEveryFormatTwice reads a directory of several formats, with files in none, twice.
func TestEveryFormatTwice(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "train.jsonl", "{\"id\":\"a\",\"text\":\"Ada\",\"entities\":[{\"start\":0,\"end\":3,\"label\":\"PER\"}]}\n{\"id\":\"b\",\"text\":\"x\",\"entities\":[],\"split\":\"dev\"}\n")
	write(t, dir, "test.conll", "Ada B-PER\nsang O\n\n")
	write(t, dir, "notes.md", "# Notes\n")
	write(t, dir, ".hidden.jsonl", "{")
	c := open(t, scan.Options{Inputs: []string{dir}})
	first, second := ids(t, c), ids(t, c)
	if diff := cmp.Diff(first, second); diff != "" {
		t.Error(diff)
	}
	if len(first) != 3 || first[1] != "a train" || first[2] != "b dev" || !strings.HasSuffix(first[0], " test") {
		t.Errorf("%q", first)
	}
	s := c.Summary()
	if s.Skipped != 1 || s.Documents != 3 || len(s.Files) != 2 || !s.Whole() || len(s.Lines()) != 0 {
		t.Errorf("%+v", s)
	}
}

func TestStandardInputIsReadTwice(t *testing.T) {
	t.Parallel()
	c := open(t, scan.Options{Inputs: []string{"-"}, Stdin: strings.NewReader("{\"id\":\"a\",\"text\":\"Ada\",\"entities\":[]}\n")})
	for range 2 {
		if got := ids(t, c); len(got) != 1 || got[0] != "a " {
			t.Errorf("%q", got)
		}
	}
	if c.Summary().Files[0].Path != "-" {
		t.Error("it has another name")
	}
}

// TestBrokenRecords: they are counted anew each time, a few are kept, and the rest goes on.
func TestBrokenRecords(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "a.jsonl", "{\"id\":\"a\",\"text\":\"Ada\",\"entities\":[{\"start\":0,\"end\":99,\"label\":\"PER\"}]}\n"+
		strings.Repeat("{\"text\":\"\xff\",\"entities\":[]}\n", 30)+"{\"id\":\"z\",\"text\":\"x\",\"entities\":[]}\n")
	c := open(t, scan.Options{Inputs: []string{dir}})
	for range 2 {
		if got := ids(t, c); len(got) != 2 {
			t.Errorf("%q", got)
		}
		s := c.Summary()
		if s.Failed != 30 || s.Lost != 1 || len(s.Problems) != 21 || s.Whole() {
			t.Errorf("%d failed, %d lost, %d kept", s.Failed, s.Lost, len(s.Problems))
		}
		if got := strings.Join(s.Lines(), "\n"); !strings.Contains(got, "not valid UTF-8") || !strings.Contains(got, "not counted: 30") {
			t.Errorf("%s", got)
		}
	}
}

func TestNothingToRead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, inputs := range [][]string{{dir}, {filepath.Join(dir, "missing.jsonl")}} {
		if _, err := scan.Open(scan.Options{Inputs: inputs}); err == nil {
			t.Errorf("%v: it was opened", inputs)
		}
	}
	write(t, dir, "notes.md", "# Notes\n")
	if _, err := scan.Open(scan.Options{Inputs: []string{dir}}); err == nil || !strings.Contains(err.Error(), "--from") {
		t.Errorf("%v", err)
	}
	write(t, dir, "empty.jsonl", "")
	empty := filepath.Join(dir, "empty.jsonl")
	none := func(*annotation.Document) error { return errors.New("there is one") }
	if err := open(t, scan.Options{Inputs: []string{empty}}).Each(t.Context(), none); err == nil || !strings.Contains(err.Error(), "is empty") {
		t.Errorf("an empty file: %v", err)
	}
	if err := open(t, scan.Options{Inputs: []string{"-"}}).Each(t.Context(), none); err == nil || err.Error() != "standard input is empty: there is nothing to read" {
		t.Errorf("nothing on standard input: %v", err)
	}
	if err := open(t, scan.Options{Inputs: []string{empty}, Read: formats.Options{Format: "jsonl"}}).Each(t.Context(), none); err != nil {
		t.Errorf("an empty file of a format that is named: %v", err)
	}
}

// TestAnEmptyFileAmongOthers has no documents, and nothing is wrong with it.
func TestAnEmptyFileAmongOthers(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "a.jsonl", "")
	write(t, dir, "b.jsonl", "{\"id\":\"b\",\"text\":\"x\",\"entities\":[]}\n")
	c := open(t, scan.Options{Inputs: []string{filepath.Join(dir, "a.jsonl"), filepath.Join(dir, "b.jsonl")}})
	if got := ids(t, c); len(got) != 1 || !c.Summary().Whole() || len(c.Summary().Files) != 2 {
		t.Errorf("%q, %+v", got, c.Summary())
	}
}

func TestEachEnds(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "a.jsonl", strings.Repeat("{\"text\":\"Ada\",\"entities\":[]}\n", 3))
	c := open(t, scan.Options{Inputs: []string{dir}})
	stop, n := errors.New("stop"), 0
	if err := c.Each(t.Context(), func(*annotation.Document) error { n++; return stop }); !errors.Is(err, stop) || n != 1 {
		t.Errorf("%v after %d", err, n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.Each(ctx, func(*annotation.Document) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
