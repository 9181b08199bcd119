package formats_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats"
)

// dataFiles returns annotated files that are not part of the repository.
func dataFiles(t *testing.T) []string {
	t.Helper()
	root := os.Getenv("ONOMAST_DATA")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared", "data")
	}
	files, err := filepath.Glob(filepath.Join(root, "*", "*.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skipf("no data in %s: set ONOMAST_DATA", root)
	}
	return files
}

// TestRealDataRoundTrips takes the first documents of each file of the real data, and with
// ONOMAST_ALL_DATA all of them (for minutes), through every format. What
// a format cannot hold is reported beforehand; nothing else may differ. Each entity is
// accounted for: it is there, or was reported as lost.
func TestRealDataRoundTrips(t *testing.T) {
	t.Parallel()
	for _, path := range dataFiles(t) {
		t.Run(filepath.Base(filepath.Dir(path))+"/"+filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			for _, f := range formats.All() {
				if f.Read == nil || f.Write == nil {
					continue
				}
				r, err := formats.Open(path, nil, formats.Options{Report: func(p annotation.Problem) { t.Errorf("%v", p.Error()) }})
				if err != nil {
					t.Fatal(err)
				}
				for more := true; more; {
					var docs []*annotation.Document
					docs, more = some(t, r)
					carry(t, f, docs)
					more = more && os.Getenv("ONOMAST_ALL_DATA") != ""
				}
				if err := r.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// some reads a few documents.
func some(t *testing.T, r *formats.Reader) (docs []*annotation.Document, more bool) {
	t.Helper()
	for range documents() {
		d, err := r.Next()
		if errors.Is(err, io.EOF) {
			return docs, false
		}
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs, true
}

// carry takes documents through a format.
func carry(t *testing.T, f annotation.Format, docs []*annotation.Document) {
	t.Helper()
	if len(docs) == 0 {
		return
	}
	before := 0
	for _, d := range docs {
		before += len(d.Entities)
	}
	lost := 0
	for _, p := range fit(t, f, docs) {
		if p.Effect == annotation.Lost {
			lost++
		}
	}
	after := 0
	for _, d := range docs {
		after += len(d.Entities)
	}
	if before != after+lost {
		t.Errorf("%s: of %d entities %d are left and %d reported as lost", f.Name, before, after, lost)
	}
	dir := t.TempDir()
	paths, changed := writeAll(t, dir, f, "", docs)
	got, problems := readPaths(t, paths, formats.Options{Format: f.Name})
	if len(problems) > 0 {
		t.Fatalf("%s: reading what was written: %d problems, such as %s %s", f.Name, len(problems), problems[0].Code, problems[0].Origin)
	}
	if len(got) != len(docs) {
		t.Fatalf("%s: %d documents became %d", f.Name, len(docs), len(got))
	}
	differ := 0
	for i, d := range docs {
		respace(f.Holds, d)
		relabel(d, changed)
		if !same(canonical(f, d), canonical(f, got[i])) {
			if differ++; differ == 1 {
				t.Errorf("%s: %s differs", f.Name, d.Origin)
			}
		}
	}
	if differ > 0 {
		t.Errorf("%s: %d of %d documents differ", f.Name, differ, len(docs))
	}
}

// documents is how many documents are taken at a time.
func documents() int {
	if testing.Short() {
		return 5
	}
	return 50
}
