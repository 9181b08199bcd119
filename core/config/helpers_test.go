package config

import (
	"context"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/onomast/onomast/core/diag"
)

var update = flag.Bool("update", false, "write the golden files")

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s (run with -update to accept):\n%s", path, d)
	}
}

// files are the contents of a folder by name; "main.yaml" is the pipeline.
type files map[string]string

func (f files) write(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range slices.Sorted(maps.Keys(f)) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(f[name]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "main.yaml")
}

func (f files) load(t testing.TB, set ...string) (*Pipeline, diag.List) {
	t.Helper()
	return Load(context.Background(), f.write(t), testOptions(t, set...))
}

// mustLoad loads files without mistakes.
func (f files) mustLoad(t testing.TB, set ...string) *Pipeline {
	t.Helper()
	p, list := f.load(t, set...)
	if p == nil {
		t.Fatal(list)
	}
	return p
}

// short renders diagnostics one a line, with only the base name of files.
func short(list diag.List) string {
	var lines []string
	for _, d := range list {
		text := d.Error()
		if dir := filepath.Dir(d.File); dir != "." {
			text = strings.ReplaceAll(text, dir+string(filepath.Separator), "")
		}
		lines = append(lines, text)
	}
	return strings.Join(lines, "\n")
}

// options returns what the only stage that is named rules got.
func withOf(t testing.TB, p *Pipeline, id string) map[string]any {
	t.Helper()
	for _, s := range p.Stages {
		if s.ID == id {
			var out map[string]any
			if err := json.Unmarshal(s.With, &out); err != nil {
				t.Fatal(err)
			}
			return out
		}
	}
	t.Fatalf("there is no stage %s", id)
	return nil
}

// stage is a pipeline of one stage with the given options of its kind.
func stage(uses, with string) string {
	return "stages:\n  - id: one\n    uses: " + uses + "\n    with:\n" + indent(with)
}

func indent(s string) string {
	return "      " + strings.ReplaceAll(strings.TrimRight(s, "\n"), "\n", "\n      ") + "\n"
}
