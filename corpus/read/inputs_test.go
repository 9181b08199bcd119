package read

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/diag"
)

func TestOpenReportsEveryMistakeBeforeReading(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{"tickets.jsonl": "", "notes/a.txt": "", "empty/.keep": ""})
	_, err := Open([]string{
		filepath.Join(root, "tickest.jsonl"), filepath.Join(root, "nots", "a.txt"),
		filepath.Join(root, "*.csv"), filepath.Join(root, "none", "*.csv"), filepath.Join(root, "notes"), "",
	}, Options{Format: "jsnl", Encoding: "latin-9000", Exclude: []string{"[a"}})
	var list diag.List
	if !errors.As(err, &list) {
		t.Fatalf("Open gives %v, want a diag.List", err)
	}
	for _, word := range []string{`did you mean "jsonl"`, "latin-9000", `"[a"`, "tickets.jsonl\"?", "does not exist either", "an input is empty"} {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("%q is not in:\n%v", word, err)
		}
	}
	_, err = Open([]string{filepath.Join(root, "*.csv"), filepath.Join(root, "empty")}, Options{})
	for _, word := range []string{"no file matches", "no files in", "names that begin with a dot (1)"} {
		if err == nil || !strings.Contains(err.Error(), word) {
			t.Errorf("%q is not in:\n%v", word, err)
		}
	}
	if _, err := Open(nil, Options{}); err == nil || !strings.Contains(err.Error(), "nothing to read") {
		t.Errorf("no inputs give %v", err)
	}
}

func TestNamedFileOfUnknownKind(t *testing.T) {
	t.Parallel()
	text(t, one(t, Options{}, "notes.log", "plain"), "plain")
	text(t, one(t, Options{}, "Makefile", "all:"), "all:")
	failed(t, one(t, Options{}, "x.png", "\x89PNG\r\n\x1a\n\x00\x00"), "binary", "a PNG image")
	failed(t, one(t, Options{}, "x.bin", strings.Repeat("\x00\x01\x02\x03", 64)), "binary", "looks like binary data")
}

func TestNameWithGlobCharacters(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{"a[1].txt": "literal", "a1.txt": "other"})
	want(t, root, readAll(t, Options{}, filepath.Join(root, "a[1].txt")), "a[1].txt literal")
}

func TestStandardInput(t *testing.T) {
	t.Parallel()
	got := readAll(t, Options{Stdin: strings.NewReader("some words\n")}, "-", "-")
	want(t, "", got, "- some words\n")
	got = readAll(t, Options{Stdin: strings.NewReader(`{"text":"x"}`), Format: "jsonl"}, "-")
	want(t, "", got, "-:1 x")
	got = readAll(t, Options{Stdin: strings.NewReader(gzipped(t, "packed"))}, "-")
	want(t, "", got, "- packed")
	want(t, "", readAll(t, Options{}, "-"), "- ")
}

func TestFormatForEverything(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{"a.dat": `{"text":"1"}`, "b": `{"text":"2"}`})
	want(t, root, readAll(t, Options{Format: "jsonl"}, root), "a.dat:1 1", "b:1 2")
}

func TestGlobs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"*.txt", "a.txt", true},
		{"*.txt", "x/a.txt", true},
		{"x/*.txt", "x/a.txt", true},
		{"x/*.txt", "x/y/a.txt", false},
		{"x/**", "x/y/a.txt", true},
		{"x/**", "x", true},
		{"**/a", "a", true},
		{"**/a/**/b", "a/b", true},
		{"**/a/**/b", "x/a/y/z/b", true},
		{"**/a/**/b", "x/a/y/z/c", false},
		{"**/a/b", "a/a/a/b", true},
		{"a/**/**/b", "a/b", true},
		{"[ab]/?", "b/c", true},
		{"[ab]/?", "c/c", false},
		{"./x/*", "x/a", true},
		{"**", "any/thing", true},
	} {
		g, err := compileGlob(c.pattern)
		if err != nil {
			t.Fatal(err)
		}
		if got := g.match(c.name); got != c.want {
			t.Errorf("%q matches %q: %v, want %v", c.pattern, c.name, got, c.want)
		}
	}
	if g, _ := compileGlob(strings.Repeat("**/a/", 40) + "b"); g.match(strings.Repeat("a/", 2000) + "c") {
		t.Error("a pattern of many stars matches what it should not")
	}
}
