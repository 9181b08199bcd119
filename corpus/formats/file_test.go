package formats_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/klauspost/compress/zstd"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats"
)

const zoe = `{"id":"z","text":"Zoë 😊 Łódź","entities":[{"start":6,"end":10,"text":"Łódź","label":"LOC"}]}` + "\n"

// TestPackedAndEncodedFiles reads one document in every wrapping.
func TestPackedAndEncodedFiles(t *testing.T) {
	t.Parallel()
	var gz, zs, wide bytes.Buffer
	g := gzip.NewWriter(&gz)
	if _, err := g.Write([]byte(zoe)); err != nil {
		t.Fatal(err)
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	z, err := zstd.NewWriter(&zs)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := z.Write([]byte(zoe)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for _, u := range utf16.Encode([]rune("\ufeff" + zoe)) {
		wide.Write([]byte{byte(u), byte(u >> 8)})
	}
	for name, c := range map[string]struct{ content, encoding string }{
		"a.jsonl":     {zoe, ""},
		"b.jsonl":     {"\xef\xbb\xbf" + strings.ReplaceAll(zoe, "\n", "\r\n"), "auto"},
		"c.jsonl.gz":  {gz.String(), ""},
		"d.jsonl.zst": {zs.String(), ""},
		"e.jsonl":     {wide.String(), ""},
		"f.json":      {"[\n " + zoe + "]", "utf-8"},
		"g.json":      {strings.ReplaceAll(zoe, ",", ",\n  "), ""},
	} {
		docs, problems, r := readAll(t, name, c.content, formats.Options{Encoding: c.encoding})
		if len(docs) != 1 || len(problems) > 0 || r.Format().Name != "jsonl" {
			t.Fatalf("%s: %d documents, %v", name, len(docs), problems)
		}
		if got := surfaces(docs[0]); len(got) != 1 || got[0] != "LOC=Łódź" {
			t.Errorf("%s: %v", name, got)
		}
	}
	docs, problems, _ := readAll(t, "latin.jsonl", "{\"text\":\"Zo\xeb\",\"entities\":[{\"start\":0,\"end\":3,\"label\":\"PER\"}]}\n", formats.Options{Encoding: "windows-1252"})
	if len(docs) != 1 || docs[0].Text != "Zoë" {
		t.Errorf("windows-1252: %v %v", docs, problems)
	}
	_, problems, _ = readAll(t, "latin.jsonl", "{\"text\":\"Zo\xeb\",\"entities\":[]}\n", formats.Options{})
	if len(problems) != 1 || problems[0].Code != "invalid-utf8" || problems[0].Line != 1 {
		t.Errorf("not UTF-8: %v", problems)
	}
	if _, err := formats.Open(filepath.Join("testdata", "golden", "jsonl", "own.jsonl"), nil, formats.Options{Encoding: "klingon"}); err == nil || !strings.Contains(err.Error(), "no encoding") {
		t.Errorf("an encoding that is none: %v", err)
	}
}

// TestLargeFilesAreReadTwice has more text than is held while nothing tells the units
// apart, so that the file is read once more, and the last documents decide.
func TestLargeFilesAreReadTwice(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("writes 20 MB")
	}
	path := filepath.Join(t.TempDir(), "large.jsonl")
	var b bytes.Buffer
	filler := strings.Repeat("é word ", 3000)
	for i := range 1000 {
		fmt.Fprintf(&b, `{"id":"%d","text":"é Acme %s","entities":[{"start":2,"end":6,"label":"ORG"},{"start":0,"end":9999999,"label":"BAD"}]}`+"\n", i, filler)
	}
	b.WriteString(`{"id":"last","text":"😊 Acme","entities":[{"start":3,"end":7,"text":"Acme","label":"ORG"}]}` + "\n")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	lost := 0
	r, err := formats.Open(path, nil, formats.Options{Report: func(annotation.Problem) { lost++ }})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for {
		d, err := r.Next()
		if err != nil {
			break
		}
		n++
		if got := surfaces(d); len(got) != 1 || got[0] != "ORG=Acme" || d.ID != fmt.Sprint(n-1) && d.ID != "last" {
			t.Fatalf("document %d, %s: %v", n, d.ID, got)
		}
	}
	if n != 1001 || lost != 1000 || !strings.HasPrefix(r.Unit(), "utf16: 1001 of 2001") {
		t.Errorf("%d documents, %d lost, %s", n, lost, r.Unit())
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
}

func TestFormatsAreToldApart(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]string{
		`{"text":"x","entities":[],"tokens":[[0,1]],"tags":["a"]}`: "jsonl",
		`{"text":"x","label":[[0,1,"A"]]}`:                         "doccano",
		`{"text":"x","label":[]}`:                                  "doccano",
		`{"text":"x","spans":[],"answer":"accept"}`:                "prodigy",
		`{"text":"x","ents":[]}`:                                   "spacy-json",
		`{"tokens":["x"],"ner_tags":[0]}`:                          "hf",
		"x\tO\n":                                                   "conll",
		"1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n":                           "conllu",
		"#FORMAT=WebAnno TSV 3.3\n":                                "webanno",
		"just words\nand more of them\n":                           "",
		"%PDF-1.7":                                                 "",
		"":                                                         "",
		`{"a":1}`:                                                  "",
		"a,b\n1,2\n":                                               "",
	} {
		f, ok := formats.Detect("x", []byte(content))
		if ok != (want != "") || f.Name != want {
			t.Errorf("%q is taken for %q, want %q", content, f.Name, want)
		}
	}
}
