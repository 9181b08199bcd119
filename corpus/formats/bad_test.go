package formats_test

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats"
)

// TestCutOffFiles cuts each golden file after every few bytes: it is refused, or what is
// there is read and the rest is said to be missing; nothing hangs or panics.
func TestCutOffFiles(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("testdata", "golden", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, path := range files {
		if strings.HasSuffix(path, ".golden") {
			continue
		}
		format := filepath.Base(filepath.Dir(path))
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for at := 0; at < len(content); at += 1 + len(content)/20 {
			name := filepath.Join(dir, "cut"+filepath.Ext(path))
			if err := os.WriteFile(name, content[:at], 0o600); err != nil {
				t.Fatal(err)
			}
			r, err := formats.Open(name, nil, formats.Options{Format: format})
			if err != nil {
				continue
			}
			for {
				if _, err = r.Next(); err != nil {
					break
				}
			}
			if !errors.Is(err, io.EOF) {
				t.Logf("%s after %d bytes: %v", path, at, err)
			}
			if err := r.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestRefusedFiles opens files that are not what they seem.
func TestRefusedFiles(t *testing.T) {
	t.Parallel()
	var bomb, packed bytes.Buffer
	z := zlib.NewWriter(&bomb)
	zeros := make([]byte, 1<<20)
	for range 64 {
		if _, err := z.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	g := gzip.NewWriter(&packed)
	if _, err := g.Write([]byte(`{"text":"cut off","entities":[]}` + "\n" + strings.Repeat("x", 4<<10))); err != nil {
		t.Fatal(err)
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	spacyFile, err := os.ReadFile(filepath.Join("testdata", "golden", "spacy", "made_by_spacy.spacy"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, content, format, want string
	}{
		{"bomb.spacy", bomb.String(), "", "unpacks to more than 1048576 bytes"},
		{"cut.spacy", string(spacyFile[:len(spacyFile)-20]), "", "ends too early: it was cut off"},
		{"no.spacy", "hello", "spacy", "is not compressed by zlib"},
		{"binary", "\x00\x01\x02", "", "no format that is known by its looks"},
		{"one.conll", "one\ncolumn\n", "conll", "no two columns"},
		{"cut.jsonl.gz", packed.String()[:packed.Len()-4], "jsonl", "the archive ends too early"},
		{"no.jsonl.gz", "plain", "jsonl", "cannot be unpacked"},
		{"stdin.ann", "", "nonsense", "there is no format"},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		message := ""
		r, err := formats.Open(path, nil, formats.Options{Format: c.format, Whole: 1 << 20, Report: func(p annotation.Problem) { message += p.Error() }})
		for err == nil {
			_, err = r.Next()
		}
		if r != nil {
			_ = r.Close()
		}
		if !strings.Contains(message+err.Error(), c.want) {
			t.Errorf("%s: %s %v, want %q", c.name, message, err, c.want)
		}
	}
}

// TestTooLargeRecords passes over one record in the memory of a small one.
func TestTooLargeRecords(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 1<<20)
	for name, content := range map[string]string{
		"a.jsonl": `{"text":"` + long + `","entities":[]}` + "\n" + `{"text":"ok","entities":[]}` + "\n",
		"a.conll": strings.Repeat("x O\n", 200_000) + "\nok O\n",
	} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		var codes []string
		r, err := formats.Open(path, nil, formats.Options{Limit: 10_000, Report: func(p annotation.Problem) {
			if p.Effect == annotation.Failed {
				codes = append(codes, p.Code)
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		d, err := r.Next()
		if err != nil || d.Text != "ok" || strings.Join(codes, " ") != "too-large" || r.Counts().Failed != 1 {
			t.Errorf("%s: %v %v %v", name, d, err, codes)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestStandardInputIsReadTwice: the unit is detected there too, and nothing is left
// behind.
func TestStandardInputIsReadTwice(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	in := strings.NewReader(`{"text":"é Acme","entities":[{"start":3,"end":7,"text":"Acme","label":"ORG"}]}` + "\n")
	r, err := formats.Open("-", in, formats.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d, err := r.Next()
	if err != nil || len(d.Entities) != 1 || d.Origin.String() != "-:1" || !strings.HasPrefix(r.Unit(), "byte") {
		t.Errorf("%v %v %s", d, err, r.Unit())
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(os.TempDir()); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestEmptyDocuments: a document without text survives, or is reported as lost.
func TestEmptyDocuments(t *testing.T) {
	t.Parallel()
	for _, f := range formats.All() {
		for _, text := range []string{"", " \n\t"} {
			docs := []*annotation.Document{{ID: "empty", Text: text}, plain()}
			fit(t, f, docs)
			paths, reported := writeAll(t, t.TempDir(), f, "", docs)
			got, _ := readPaths(t, paths, formats.Options{Format: f.Name})
			lost := 0
			for _, p := range reported {
				if p.Effect == annotation.Lost {
					lost++
				}
			}
			if len(got)+lost != 2 {
				t.Errorf("%s, %q: %d documents are read, %d were reported as lost", f.Name, text, len(got), lost)
			}
		}
	}
}
