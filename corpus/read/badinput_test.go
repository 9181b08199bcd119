package read

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/onomast/onomast/corpus"
)

// written puts a text down in each format, alone.
func written(text string) map[string]string {
	escaped := strings.NewReplacer("\r", `\r`, "\n", `\n`, "\x00", `\u0000`, "\x01", `\u0001`, "\x1b", `\u001b`).Replace(text)
	return map[string]string{
		"a.txt": text, "a.md": text, "a.html": "<pre>" + text + "</pre>",
		"a.jsonl": `{"text":"` + escaped + "\"}\n", "a.json": `{"text":"` + escaped + `"}`,
		"a.csv": "id,text\n1,\"" + text + "\"\n", "a.tsv": "id\ttext\n1\t\"" + text + "\"\n",
	}
}

// TestEveryFormatKeepsOddText has every format hold the same odd texts: none of
// them is trimmed, normalised or refused.
func TestEveryFormatKeepsOddText(t *testing.T) {
	t.Parallel()
	for name, odd := range map[string]string{
		"empty": "", "crlf": "a\r\nb\r\n", "cr": "a\rb", "nul": "a\x00b", "decomposed": "e\u0301", "family": "\U0001F468\u200D\U0001F469", "right to left": "\u202eשלום",
		"mark inside": "a\uFEFFb", "space": " a ", "replacement": "\uFFFD", "private": "\ue000", "line separators": "a\u2028b\u0085c", "control": "a\x01\x1b[31mb",
	} {
		for file, content := range written(odd) {
			t.Run(name+" "+file, func(t *testing.T) {
				t.Parallel()
				text(t, one(t, Options{}, file, content), odd)
			})
		}
	}
}

// TestEveryFormatInEveryUnicodeEncoding reads the same text with and without
// byte order marks.
func TestEveryFormatInEveryUnicodeEncoding(t *testing.T) {
	t.Parallel()
	const words = "The café wrote: naïve \U0001F600, twice.\r\nAnd no more than that."
	for file, content := range written(words) {
		for name, source := range map[string]string{
			"utf-8":              content,
			"utf-8 with a mark":  bomUTF8 + content,
			"utf-16le":           utf16Bytes(content, binary.LittleEndian),
			"utf-16be":           utf16Bytes(content, binary.BigEndian),
			"utf-16le with mark": bomLE + utf16Bytes(content, binary.LittleEndian),
			"utf-16be with mark": bomBE + utf16Bytes(content, binary.BigEndian),
		} {
			t.Run(file+" "+name, func(t *testing.T) {
				t.Parallel()
				text(t, one(t, Options{}, file, source), words)
				gz := one(t, Options{}, file+".gz", gzipped(t, source))
				text(t, gz, words)
				text(t, one(t, Options{}, file+".zst", zstded(t, source)), words)
			})
		}
	}
}

// TestEveryFormatWithDamage has one failure, with its code, in each format and
// for each kind of damage, and goes on behind it.
func TestEveryFormatWithDamage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, damage string
		codes        []string // of txt, html; jsonl, json; csv
	}{
		{"one wrong byte", "é 北京 naïve \xff", []string{"invalid-utf8", "invalid-utf8", "invalid-utf8", "invalid-utf8", "invalid-utf8"}},
		{"cut character", "é 北京 naïve \xe5\x8c", []string{"invalid-utf8", "invalid-utf8", "invalid-utf8", "invalid-utf8", "invalid-utf8"}},
		{"surrogate", "é 北京 naïve \xed\xa0\x80", []string{"invalid-utf8", "invalid-utf8", "invalid-utf8", "invalid-utf8", "invalid-utf8"}},
		{"overlong", "é 北京 naïve \xc0\xaf", []string{"invalid-utf8", "invalid-utf8", "invalid-utf8", "invalid-utf8", "invalid-utf8"}},
	} {
		for i, file := range []string{"a.txt", "a.html", "a.jsonl", "a.json", "a.csv"} {
			root := tree(t, map[string]string{file: written(c.damage)[file], "b.txt": "goes on"})
			got := readAll(t, Options{}, root)
			if len(got) != 2 {
				t.Fatalf("%s in %s: %d records", c.name, file, len(got))
			}
			failed(t, got[0], c.codes[i], "byte ", "--encoding")
			text(t, got[1], "goes on")
		}
	}
}

func TestEmptyFiles(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{
		"a.txt": "", "b.md": "", "c.html": "", "d.jsonl": "", "e.json": "", "f.csv": "", "g.tsv": "",
		"h.txt.gz": gzipped(t, ""), "i.jsonl.zst": zstded(t, ""), "j.jsonl": "\n\r\n \n", "k.jsonl": bomUTF8, "l.csv": "text\n", "m.json": "[]", "n.json": " \n",
	})
	got := readAll(t, Options{}, root)
	want(t, root, got, "a.txt ", "b.md ", "c.html ", "e.json:1 !broken-json", "h.txt.gz ", "n.json:1 !broken-json")
}

func TestMarkdownIsKeptAsItIs(t *testing.T) {
	t.Parallel()
	const page = "---\ntitle: \"Notes: May\"\ntags: [a, b]\n---\n\n# Notes\n\n* **Dr. Smith** of [Acme](https://example.com \"Acme & Co\")\n\n```\ncode\n```\n<p>html &amp; more</p>\n"
	for _, name := range []string{"a.md", "a.markdown", "A.MD"} {
		rec := one(t, Options{}, name, page)
		text(t, rec, page)
		if rec.Source != nil {
			t.Errorf("%s: a map where text and source are the same", name)
		}
	}
}

func TestUnreadableFiles(t *testing.T) {
	t.Parallel()
	if os.Getuid() == 0 || runtime.GOOS == "windows" {
		t.Log("whoever may read everything sees no permissions; the links below are unreadable for everybody")
	}
	root := tree(t, map[string]string{"a.txt": "1", "locked.jsonl": "{}", "z.txt": "2"})
	if err := os.Chmod(filepath.Join(root, "locked.jsonl"), 0); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(root, "nowhere"), filepath.Join(root, "dangling.txt")); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink("self.txt", filepath.Join(root, "self.txt")); err != nil {
		t.Skip(err)
	}
	got := readAll(t, Options{}, root)
	at := slices.IndexFunc(got, func(r corpus.Record) bool { return strings.HasSuffix(r.ID, "dangling.txt") })
	failed(t, got[at], "unreadable", "leads to nothing", "mend or remove")
	at = slices.IndexFunc(got, func(r corpus.Record) bool { return strings.HasSuffix(r.ID, "self.txt") })
	if !strings.Contains(got[at].Skipped, "loop") {
		t.Errorf("a link to itself is skipped because %q", got[at].Skipped)
	}
	if os.Getuid() != 0 && runtime.GOOS != "windows" {
		at = slices.IndexFunc(got, func(r corpus.Record) bool { return strings.HasSuffix(r.ID, "locked.jsonl") })
		failed(t, got[at], "unreadable", "permission denied", "check its permissions")
	}
	text(t, got[0], "1")
	text(t, got[len(got)-1], "2")
}

// TestNestingAndSize are what a parser must not choke on.
func TestNestingAndSize(t *testing.T) {
	t.Parallel()
	deep := func(n int) string { return strings.Repeat(`{"a":`, n) + "1" + strings.Repeat("}", n) }
	longKey := strings.Repeat("k", 1<<20)
	root := tree(t, map[string]string{"a.jsonl": strings.Join([]string{
		`{"x":` + deep(9000) + `,"text":"deep"}`,
		`{"x":` + deep(200_000) + `,"text":"too deep"}`,
		`{"` + longKey + `":1,"text":"long key"}`,
		`{"` + longKey + `":1}`,
		`{"text":"` + strings.Repeat(`\u00e9`, 100_000) + `"}`,
		`{"id":"` + longKey + `","text":"long id"}`,
		`{"text":1e999999,"n":-0.0}`,
		`{"text":"a","text":"b"}`,
		`{"text":"ok"} trailing`,
		`{"text":"` + "\t" + `"}`,
		`{'text':'single'}`,
		`// comment`,
		`NaN`,
		`{"text":"fine"}`,
	}, "\n"), "b.json": strings.Repeat("[", 300_000)})
	got := readAll(t, Options{}, root)
	wanted := []string{"deep", "!broken-json", "long key", "!missing-field", strings.Repeat("é", 100_000), "long id", "!not-text", "b",
		"!broken-json", "!broken-json", "!broken-json", "!broken-json", "!broken-json", "fine", "!broken-json"}
	if len(got) != len(wanted) {
		t.Fatalf("%d records, want %d", len(got), len(wanted))
	}
	for i, rec := range got {
		if b := brief(root, got[i:i+1])[0]; !strings.HasSuffix(b, " "+wanted[i]) {
			t.Errorf("record %d is %.80q, want %.80q", i, b, wanted[i])
		}
		if rec.Failure != nil && len(rec.Failure.Error()) > 500 {
			t.Errorf("the message of record %d has %d bytes", i, len(rec.Failure.Error()))
		}
	}
	failed(t, got[8], "broken-json", "line 9, column 15")
	if len(got[5].ID) != 1<<20 {
		t.Errorf("an id of %d bytes", len(got[5].ID))
	}
}

func TestDirectoryNamedAsAFile(t *testing.T) {
	t.Parallel()
	root := tree(t, map[string]string{"odd.txt/inner.txt": "x", "odd.jsonl/inner.txt": "y"})
	want(t, root, readAll(t, Options{}, root), "odd.jsonl/inner.txt y", "odd.txt/inner.txt x")
}
