package models_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/transformer"
	"github.com/onomast/onomast/plugins/transformer/modeltest"
	"github.com/onomast/onomast/plugins/transformer/weights"
)

// mostOfTransformer is how many bytes the file of one may have, and those of all together.
const mostOfTransformer, mostOfTransformers = 90_000_000, 200_000_000

// folders are the transformers that ship.
func folders(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*/config.json")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no transformers", err)
	}
	for i, f := range files {
		files[i] = filepath.Dir(f)
	}
	return files
}

// opened reads a folder and its onomast.yaml.
func opened(t *testing.T, dir string) (*weights.Model, *weights.Card) {
	t.Helper()
	m, err := weights.Read(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	c, err := weights.ReadCard(dir)
	if err != nil {
		t.Fatal(err)
	}
	return m, c
}

// TestTransformersSize: what is in the repository stays small enough for it.
func TestTransformersSize(t *testing.T) {
	t.Parallel()
	var all int64
	for _, dir := range folders(t) {
		m, _ := opened(t, dir)
		info, err := os.Stat(m.Path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() > mostOfTransformer {
			t.Errorf("%s has %d bytes, more than %d", m.Path, info.Size(), mostOfTransformer)
		}
		all += info.Size()
	}
	if all > mostOfTransformers {
		t.Errorf("all together have %d bytes, more than %d", all, mostOfTransformers)
	}
}

// TestTransformersCards: what a page says of a model by numbers is what its files say.
func TestTransformersCards(t *testing.T) {
	t.Parallel()
	for _, dir := range folders(t) {
		page := read(t, dir+".md")
		head, rest, begins := strings.Cut(page, filesBegin)
		_, tail, ends := strings.Cut(rest, factsEnd)
		if !begins || !ends {
			t.Fatalf("%s.md has no lines %q and %q", dir, filesBegin, factsEnd)
		}
		want := head + filesBegin + fileFacts(t, dir) + factsEnd + tail
		if *update {
			if err := os.WriteFile(dir+".md", []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(want, page); diff != "" {
			t.Errorf("the card says otherwise than the files; go test ./models -update mends it (-files +card):\n%s", diff)
		}
	}
}

const filesBegin = "<!-- what the files say: go test ./models -update -->\n"

// fileFacts renders what the files of a model say.
func fileFacts(t *testing.T, dir string) string {
	t.Helper()
	m, c := opened(t, dir)
	data, err := os.ReadFile(m.Path)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n| | |\n|---|---|\n")
	row := func(what, format string, args ...any) {
		fmt.Fprintf(&b, "| %s | %s |\n", what, fmt.Sprintf(format, args...))
	}
	row("file", "%s, %d bytes, sha256 `%x`", filepath.ToSlash(m.Path), len(data), sha256.Sum256(data))
	row("version", "%s %s", c.Name, c.Version)
	row("labels", "%s", strings.Join(types(m.Labels), ", "))
	row("licence", "%s", c.Licence)
	row("languages", "%s", strings.Join(c.Languages, ", "))
	row("pieces at once", "%d", m.Limit)
	return b.String() + "\n"
}

// types are what B-labels begin, in order.
func types(labels []string) (out []string) {
	for _, label := range labels {
		if name, ok := strings.CutPrefix(label, "B-"); ok {
			out = append(out, name)
		}
	}
	return out
}

// TestTransformersAreListed: the pages about licences name each with its own.
func TestTransformersAreListed(t *testing.T) {
	t.Parallel()
	for _, page := range []string{"README.md", "LICENSES.md"} {
		text := read(t, page)
		for _, dir := range folders(t) {
			_, c := opened(t, dir)
			if !strings.Contains(text, dir) || !strings.Contains(text, c.Licence) || c.Licence == "" {
				t.Errorf("%s does not say that %s is under %q", page, dir, c.Licence)
			}
		}
	}
}

// TestTransformersFind: each finds what it is for, with what its folder alone says.
func TestTransformersFind(t *testing.T) {
	t.Parallel()
	modeltest.Library(t)
	for dir, tt := range map[string]struct{ text, want string }{
		"chinese":        {"昨天，李明去了上海的复旦大學。", "TIME 昨天, PERSON 李明, LOCATION 上海, ORG 复旦大學"},
		"pii":            {"My name is Hilde Ostermann and I live at 14 Baker Street, Springfield.", "GIVEN_NAME Hilde, SURNAME Ostermann, BUILDING_NUMBER 14, STREET_NAME Baker Street, CITY Springfield"},
		"medical-minilm": {"Patients with chronic hypertension were treated with captopril and hydrochlorothiazide.", "DISEASE hypertension, DRUG captopril, DRUG hydrochlorothiazide"},
		"legal-minilm":   {"Mr. Ramesh Kumar appealed to the Supreme Court of India under Section 302 of the Indian Penal Code.", "PERSON Ramesh Kumar, COURT Supreme Court of India, SECTION Section 302, STATUTE Indian Penal Code"},
		"support-minilm": {"I use Python 3.6 on Windows and get an error in main.py when I import numpy.", "LANGUAGE Python, VERSION 3.6, OS Windows, FILE_NAME main.py, LIBRARY numpy"},
	} {
		t.Run(dir, func(t *testing.T) {
			t.Parallel()
			if got := strings.Join(proposals(t, dir, tt.text), ", "); got != tt.want {
				t.Errorf("found %s, want %s", got, tt.want)
			}
		})
	}
}

// proposals are what a stage with a model proposes for a text.
func proposals(t *testing.T, dir, text string) (out []string) {
	t.Helper()
	with, err := json.Marshal(map[string]string{"model": dir})
	if err != nil {
		t.Fatal(err)
	}
	st, err := transformer.Kind().Open(t.Context(), plugin.Config{Stage: "found", With: with})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.(io.Closer).Close(); err != nil {
			t.Error(err)
		}
	})
	d, err := document.New("d", text)
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Process(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	l := d.Layer("found")
	for i := range l.Len() {
		s := l.Span(i)
		out = append(out, s.Label+" "+text[s.Start:s.End])
	}
	return out
}

// TestNoticesAreKept: the licences of those who made the weights ask for it.
func TestNoticesAreKept(t *testing.T) {
	t.Parallel()
	for path, said := range map[string]string{
		"pii/NOTICE":                   "National Design Studio",
		"pii/LICENSE":                  "Attribution 4.0",
		"chinese/LICENSE":              "Apache License",
		"multilingual/THIRD-PARTY.txt": "Apache 2.0",
		"medical-minilm/NOTICE":        "all-MiniLM-L6-v2",
		"medical-minilm/LICENSE":       "Apache License",
		"legal-minilm/NOTICE":          "all-MiniLM-L6-v2",
		"legal-minilm/LICENSE":         "Apache License",
		"support-minilm/NOTICE":        "all-MiniLM-L6-v2",
		"support-minilm/LICENSE":       "Apache License",
	} {
		data, err := os.ReadFile(path)
		if err != nil || !bytes.Contains(data, []byte(said)) {
			t.Errorf("%s does not say %q: %v", path, said, err)
		}
	}
}
