package config

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// including loads files with a library that ships two files.
func including(t *testing.T, f files) (*Pipeline, string) {
	t.Helper()
	opts := testOptions(t)
	opts.Library = fstest.MapFS{
		"dates/en.yaml": {Data: []byte("description: English dates.\nwords: [monday]\nlimits: {low: 1, high: 9}\n")},
		"money.yaml":    {Data: []byte("words: [euro, dollar]\n")},
	}
	opts.Catalog = nil // options are as they are written
	p, list := Load(context.Background(), f.write(t), opts)
	return p, short(list)
}

func TestInclude(t *testing.T) {
	t.Parallel()
	p, list := including(t, files{
		"main.yaml": "stages:\n  - id: one\n    uses: rules\n    include: [dates/en, money, own, ./more/extra.yaml]\n    with: {words: [first], limits: {high: 5}, name: x}\n" +
			"  - id: two\n    uses: rules\n    include: [money]\n",
		"lib/own.yaml":    "# a line\nwords:\n  - mine\n",
		"lib/money.yaml":  "words: [yen]\n",
		"more/extra.yaml": "words: [extra]\nfile: list.txt\n",
	})
	if p == nil {
		t.Fatal(list)
	}
	want := map[string]any{
		"words": []any{"first", "monday", "yen", "mine", "extra"}, "name": "x", "file": "list.txt",
		"limits": map[string]any{"low": 1.0, "high": 5.0},
	}
	if diff := cmp.Diff(want, withOf(t, p, "one")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]any{"words": []any{"yen"}}, withOf(t, p, "two")); diff != "" {
		t.Errorf("two (-want +got):\n%s", diff)
	}
	origins := map[string]string{
		"/words/0": "main.yaml:5", "/words/1": "lib/dates/en.yaml:2", "/words/2": "lib/money.yaml:1", "/words/3": "lib/own.yaml:3",
		"/words/4": "more/extra.yaml:1", "/limits/low": "lib/dates/en.yaml:3", "/limits/high": "main.yaml:5",
	}
	for pointer, want := range origins {
		if got := p.Stages[0].Origins[pointer]; got != want {
			t.Errorf("%s comes from %s, want %s", pointer, got, want)
		}
	}
}

func TestIncludeMistakes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		more files
		with string
		want string
	}{
		{"no such library", nil, "include: [dates/eng]", `main.yaml:4:15: there is no library "dates/eng"; did you mean "dates/en"?`},
		{"nothing near", nil, "include: [recipes-of-all-kinds]", `main.yaml:4:15: there is no library "recipes-of-all-kinds"`},
		{"no file", nil, "include: [x.yaml]", `main.yaml:4:15: there is no file "x.yaml"`},
		{"outside", nil, "include: [../dates]", `main.yaml:4:15: "../dates" is no name of a library`},
		{"a pipeline", files{"p.yaml": "stages: []\n"}, "include: [p.yaml]", `p.yaml:1:1: a file that is included holds options of a stage, not stages`},
		{"broken", files{"p.yaml": "a: [\n"}, "include: [p.yaml]", `p.yaml:1:`},
		{"another shape", files{"p.yaml": "words: 5\n"}, "include: [p.yaml]\n    with: {words: [a]}", `p.yaml:1:8: words is a single value here, but a list at main.yaml:5:19`},
		{"no list", nil, "include: money", `main.yaml:4:14: include: got string, want list`},
		{"no text", nil, "include: [5]", `main.yaml:4:15: include[0]: got integer, want string`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := files{"main.yaml": "stages:\n  - id: one\n    uses: rules\n    " + tt.with + "\n"}
			for name, text := range tt.more {
				f[name] = text
			}
			_, got := including(t, f)
			if !strings.Contains(got, tt.want) {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// What a file extends may include too; paths are relative to who wrote them.
func TestIncludeIsInherited(t *testing.T) {
	t.Parallel()
	p, list := including(t, files{
		"main.yaml":      "extends: base/base.yaml\nstages:\n  - id: one\n    with: {words: [mine]}\n",
		"base/base.yaml": "stages:\n  - id: one\n    uses: rules\n    include: [here.yaml]\n",
		"base/here.yaml": "words: [base]\n",
	})
	if p == nil {
		t.Fatal(list)
	}
	if diff := cmp.Diff(map[string]any{"words": []any{"mine", "base"}}, withOf(t, p, "one")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	digest := p.Digest()
	if err := os.WriteFile(filepath.Join(filepath.Dir(p.Path), "base", "here.yaml"), []byte("words: [other]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	again, _ := Load(context.Background(), p.Path, testOptionsWithout(t))
	if again == nil || again.Digest() == digest {
		t.Error("the digest does not change with an included file")
	}
}

// testOptionsWithout are options without a catalog.
func testOptionsWithout(t *testing.T) Options {
	opts := testOptions(t)
	opts.Catalog = nil
	return opts
}
