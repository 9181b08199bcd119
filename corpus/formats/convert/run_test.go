package convert_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats"
	"github.com/onomast/onomast/corpus/formats/convert"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func named(t *testing.T, name string) annotation.Format {
	t.Helper()
	f, err := formats.Named(name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func write(t *testing.T, path, content string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func names(t *testing.T, dir string) string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			all = append(all, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(all, " ")
}

const line = `{"id":"a","text":"Acme paid.","entities":[{"start":0,"end":4,"label":"ORG"}]}` + "\n"

// TestOutputsOfManyInputs: each input of a directory has an output of its own, below the
// same directories, and none takes the place of another.
func TestOutputsOfManyInputs(t *testing.T) {
	t.Parallel()
	in, out := t.TempDir(), t.TempDir()
	for _, name := range []string{"a/train.jsonl", "b/train.jsonl", "train.jsonl", "train.json", ".hidden.jsonl", "README.md"} {
		write(t, filepath.Join(in, name), line)
	}
	write(t, filepath.Join(in, "README.md"), "# words\n")
	r, err := convert.Run(context.Background(), convert.Options{Inputs: []string{in}, To: named(t, "doccano"), Output: out + "/"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := names(t, out), "a/train.jsonl b/train.jsonl train-2.jsonl train.jsonl"; got != want {
		t.Errorf("written: %s, want %s", got, want)
	}
	if r.Documents != 4 || r.Skipped != 1 || !r.Faithful() {
		t.Errorf("%+v", r)
	}
	brat := filepath.Join(t.TempDir(), "brat")
	if _, err := convert.Run(context.Background(), convert.Options{Inputs: []string{in}, To: named(t, "brat"), Output: brat}); err != nil {
		t.Fatal(err)
	}
	if got := names(t, brat); !strings.Contains(got, "a/train/a.ann") || !strings.Contains(got, "b/train/a.ann") {
		t.Errorf("written: %s", got)
	}
}

// TestOneFileFails: the others go on, and what was read of it is kept.
func TestOneFileFails(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	good := write(t, filepath.Join(dir, "good.jsonl"), line)
	bad := write(t, filepath.Join(dir, "bad.spacy"), "x\x9cnothing")
	list := write(t, filepath.Join(dir, "list.json"), "["+strings.TrimSpace(line)+",{")
	var out bytes.Buffer
	var failed []string
	r, err := convert.Run(context.Background(), convert.Options{Inputs: []string{bad, list, good}, To: named(t, "jsonl"), Stdout: &out, List: func(p annotation.Problem) {
		if p.Effect == annotation.Failed {
			failed = append(failed, filepath.Base(p.Path)+" "+p.Code)
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Join(failed, ", ") != "bad.spacy unreadable, list.json broken-json" || r.Documents != 2 || strings.Count(out.String(), "\n") != 2 {
		t.Errorf("%v %+v %s", failed, r, out.String())
	}
	if r.Of(annotation.Noted) != 1 || r.Problems[len(r.Problems)-1].Code != "duplicate-id" {
		t.Errorf("%+v", r.Problems)
	}
}

// TestNothingHalfWritten: when the conversion fails, the file that was there is there.
func TestNothingHalfWritten(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	in, out := write(t, filepath.Join(dir, "in.jsonl"), line), write(t, filepath.Join(dir, "out.conll"), "before")
	broken := errors.New("no tokenizer")
	_, err := convert.Run(context.Background(), convert.Options{Inputs: []string{in}, To: named(t, "conll"), Output: out, Tokenize: func(*annotation.Document) error { return broken }})
	if !errors.Is(err, broken) {
		t.Fatalf("got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := convert.Run(ctx, convert.Options{Inputs: []string{in}, To: named(t, "jsonl"), Output: out}); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if data, _ := os.ReadFile(out); string(data) != "before" || names(t, dir) != "in.jsonl out.conll" {
		t.Errorf("left: %s with %q", names(t, dir), data)
	}
}

// TestDirectoryOfDocuments: files of one document each become files of one document each
// in one directory, under names of their own.
func TestDirectoryOfDocuments(t *testing.T) {
	t.Parallel()
	in, out := t.TempDir(), t.TempDir()
	for _, name := range []string{"x", "y", "sub/x"} {
		write(t, filepath.Join(in, name+".txt"), "Acme paid.")
		write(t, filepath.Join(in, name+".ann"), "T1\tORG 0 4\tAcme\n")
	}
	write(t, filepath.Join(in, "annotation.conf"), "[entities]\nORG\n")
	r, err := convert.Run(context.Background(), convert.Options{Inputs: []string{in}, To: named(t, "xmi"), Output: out})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := names(t, out), "TypeSystem.xml x-2.xmi x.xmi y.xmi"; got != want || r.Documents != 3 {
		t.Errorf("%d documents, written: %s, want %s", r.Documents, got, want)
	}
}
