package config

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzLoad: whatever is in a file, Load returns a pipeline or an error with a
// place, and never both or neither.
func FuzzLoad(f *testing.F) {
	for _, name := range []string{"support.yaml", "general.yaml"} {
		text, err := os.ReadFile(filepath.Join("testdata/pipelines", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text, "run.window=3")
	}
	for _, seed := range []string{
		"", "a: &a [*a]", "stages: &s\n  - *s", "extends: main.yaml", "stages: [{id: a, uses: exec, command: [x]}]", "? [a]\n: b",
		"<<: {a: b}", "stages:\n\t- id", "a: !!binary x", "x: ${env:WORD}${file:main.yaml}", "\ufeff---\n...\n---", "a: 'x\r\u2028y'",
		"stages: [{<<: &x {id: a, uses: rules}}, *x]",
	} {
		f.Add([]byte(seed), "stages.a.with.patterns=[{label: x}]")
	}
	path := filepath.Join(f.TempDir(), "main.yaml")
	f.Fuzz(func(t *testing.T, text []byte, set string) {
		path := path + strings.ReplaceAll(t.Name(), "/", "_")
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		p, list := Load(context.Background(), path, testOptions(t, set))
		if (p == nil) != list.HasErrors() {
			t.Fatalf("pipeline %v with %v", p, list)
		}
		for _, d := range list {
			if d.File == "" || d.Code == "" || d.Summary == "" || d.Line < 0 || d.Column < 0 || d.Pointer != "" {
				t.Errorf("half a diagnostic: %+v", d)
			}
		}
		if p == nil {
			return
		}
		p.Digest()
		for _, v := range p.Effective() {
			if v.Origin == "" {
				t.Errorf("%s has no origin", v.Pointer)
			}
		}
	})
}
