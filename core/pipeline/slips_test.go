package pipeline_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/pipeline"
)

// A slip is one edit of a pipeline that ships, as people who write YAML make
// them. In to, each ¶ stands on a line that is a right place for the
// diagnostic; without one it is the line on which the edit begins. The list was
// written before the checks were tried on it.
type slip struct {
	name     string
	file     string // which pipeline is edited, without .yaml
	from, to string
	through  string // the pipeline that is checked, when it is another one
	also     string // begins another right place
}

const here = "¶"

// TestSlips makes one mistake at a time in the pipelines that ship, checks them
// as `runner check` does, and expects an error at a right line.
func TestSlips(t *testing.T) {
	if testing.Short() {
		t.Skip("checks well over a hundred pipelines")
	}
	h := newHost(t)
	builtin := self(t, serveShipped)
	caught, astray := 0, 0
	all := slips()
	for _, s := range all {
		t.Run(s.name, func(t *testing.T) {
			path, file, lines := s.make(t)
			found, err := pipeline.Verify(t.Context(), h, pipeline.Source{
				Path: path, Options: pipeline.Options{Builtin: builtin, Thorough: true},
			})
			if err != nil {
				t.Fatal(err)
			}
			hit, others := place(found, file, lines)
			if others > 0 {
				astray++
			}
			if hit {
				caught++
			} else {
				t.Logf("missed: want an error at %s:%v", filepath.Base(file), lines)
			}
			t.Logf("%s", strings.ReplaceAll(errorsOf(found).Error(), filepath.Dir(path)+string(filepath.Separator), ""))
		})
	}
	t.Logf("caught %d of %d slips at a right line; %d had an error elsewhere, too", caught, len(all), astray)
	if len(all) < 100 || caught*100 < 95*len(all) {
		t.Errorf("caught %d of %d, want at least 95 %% of at least 100", caught, len(all))
	}
}

func errorsOf(list diag.List) diag.List {
	var out diag.List
	for _, d := range list {
		if d.Severity == diag.Error {
			out = append(out, d)
		}
	}
	return out
}

// place reports whether an error or a warning is at a right line, and how many
// errors are not.
func place(found diag.List, file string, lines []int) (hit bool, others int) {
	for _, d := range found {
		right := false
		for _, line := range lines {
			right = right || d.File == file && d.Line == line
		}
		switch {
		case right && d.Severity != diag.Info:
			hit = true
		case d.Severity == diag.Error:
			others++
		}
	}
	return hit, others
}

// make writes the pipelines with the slip, and returns the one to check, the
// file the slip is in and the right lines.
func (s slip) make(t *testing.T) (path, file string, lines []int) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "shipped"))); err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(dir, s.file+".yaml")
	path = file
	if s.through != "" {
		path = filepath.Join(dir, s.through+".yaml")
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, after, found := strings.Cut(string(raw), s.from)
	if !found {
		t.Fatalf("%q is not in %s.yaml", s.from, s.file)
	}
	text := before + s.to + after
	if !strings.Contains(s.to, here) {
		text = before + here + s.to + after
	}
	for i, line := range strings.Split(text, "\n") {
		if strings.Contains(line, here) || s.also != "" && strings.Contains(line, s.also) {
			lines = append(lines, i+1)
		}
	}
	if err := os.WriteFile(file, []byte(strings.ReplaceAll(text, here, "")), 0o600); err != nil {
		t.Fatal(err)
	}
	return path, file, lines
}
