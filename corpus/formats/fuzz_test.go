package formats_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats"
)

// FuzzRead gives each decoder anything: it ends, without a panic, and what it yields is
// sound.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("testdata", "golden", "*", "*"))
	if err != nil {
		f.Fatal(err)
	}
	names := formats.Names(formats.Readable)
	for _, path := range files {
		content, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for i, name := range names {
			if name == filepath.Base(filepath.Dir(path)) {
				f.Add(i, content)
			}
		}
	}
	f.Fuzz(func(t *testing.T, which int, content []byte) {
		format, err := formats.Named(names[uint(which)%uint(len(names))])
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "x.ann")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(filepath.Dir(path), "x.txt"), []byte("Zoë 😊 of Acme"), 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := formats.Open(path, nil, formats.Options{Format: format.Name, Limit: 1 << 16, Whole: 1 << 20})
		if err != nil {
			return
		}
		defer r.Close()
		for {
			d, err := r.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				return
			}
			checkSound(t, d)
		}
	})
}

// checkSound checks what every document has to be.
func checkSound(t *testing.T, d *annotation.Document) {
	t.Helper()
	if !utf8.ValidString(d.Text) {
		t.Fatal("the text is not valid UTF-8")
	}
	in := func(r annotation.Range) bool {
		o := document.NewOffsets(d.Text)
		_, ok := o.From(document.Byte, r.Start)
		_, ok2 := o.From(document.Byte, r.End)
		return ok && ok2 && r.Start < r.End
	}
	for _, list := range [][]annotation.Range{d.Tokens, d.Sentences} {
		end := 0
		for _, r := range list {
			if !in(r) || r.Start < end {
				t.Fatalf("a token or sentence %v does not fit", r)
			}
			end = r.End
		}
	}
	for i := range d.Entities {
		e := &d.Entities[i]
		if e.Label == "" || len(e.Fragments) == 0 || e.Parent < annotation.NoParent || e.Parent >= len(d.Entities) {
			t.Fatalf("entity %d is not sound: %+v", i, e)
		}
		end := 0
		for _, r := range e.Fragments {
			if !in(r) || r.Start < end {
				t.Fatalf("entity %d does not fit: %v", i, e.Fragments)
			}
			end = r.End
		}
	}
	for _, r := range d.Relations {
		if min(r.From, r.To) < 0 || max(r.From, r.To) >= len(d.Entities) {
			t.Fatalf("a relation leads nowhere: %+v", r)
		}
	}
}
