package pipelines_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/transformer/ort"
)

// TestMultilingualExamples holds the languages of the examples, the stages that their
// entities come from, and some of these.
func TestMultilingualExamples(t *testing.T) {
	needModels(t)
	texts := readExamples(t, "multilingual")
	tests := []struct{ file, languages, by string }{
		{"01-english.txt", "en", "everywhere general"},
		{"02-german.txt", "de", "everywhere german people"},
		{"03-french.txt", "fr", "everywhere french"},
		{"04-spanish.txt", "es", "everywhere spanish"},
		{"05-portuguese.txt", "pt", "everywhere portuguese"},
		{"06-danish.txt", "da", "danish"},
		{"07-estonian.txt", "et", "estonian"},
		{"08-arabic.txt", "ar", "arabic"},
		{"09-hindi.txt", "hi", "hindi"},
		{"10-chinese.txt", "zh", "chinese"},
		{"11-japanese.txt", "ja", "japanese"},
		{"12-korean.txt", "ko", "korean"},
		{"13-mixed-letter.txt", "de en fr de", "everywhere french general german people"},
		{"14-mixed-chat.txt", "da en da ja", "danish everywhere general japanese"},
		{"15-unknown.txt", "und", "everywhere people"},
	}
	if len(tests) != len(texts) {
		t.Errorf("there are %d examples", len(texts))
	}
	docs := make([]*document.Document, len(tests))
	for i, test := range tests {
		d, err := document.New(test.file, texts["examples/multilingual/"+test.file])
		if err != nil {
			t.Fatal(err)
		}
		docs[i] = d
	}
	results, err := openFile(t, "multilingual.yaml").Annotate(t.Context(), docs)
	if err != nil {
		t.Fatal(err)
	}
	for i, test := range tests {
		if results[i].Failure != nil {
			t.Fatalf("%s: %v", test.file, results[i].Failure)
		}
		d := results[i].Document
		var languages []string
		for _, r := range d.Languages() {
			languages = append(languages, r.Language)
		}
		if diff := cmp.Diff(test.languages, strings.Join(languages, " ")); diff != "" {
			t.Errorf("%s: languages:\n%s", test.file, diff)
		}
		if diff := cmp.Diff(test.by, sources(d)); diff != "" {
			t.Errorf("%s: stages:\n%s", test.file, diff)
		}
	}
}

// needModels skips a test of a pipeline with transformers where nothing runs them.
func needModels(t *testing.T) {
	t.Helper()
	if _, err := ort.Find(""); err != nil {
		t.Skipf("no ONNX Runtime, which make build fetches: %v", err)
	}
}

// sources are the stages that proposed the entities of a document.
func sources(d *document.Document) string {
	seen := map[string]bool{}
	for _, s := range d.Layer(document.Entities).All() {
		for _, why := range s.Evidence {
			if why.Key == "source" {
				seen[why.Value] = true
			}
		}
	}
	return strings.Join(slices.Sorted(maps.Keys(seen)), " ")
}

// Names that are spelled the same belong to who speaks the language.
func TestRoutesOfOneSentence(t *testing.T) {
	needModels(t)
	runner := openFile(t, "multilingual.yaml")
	for text, want := range map[string]string{
		"Mme Odile Courtemanche habite à Bordeaux depuis cinq ans.":                   "french",
		"La Sra. Odile Courtemanche vive en Bordeaux desde hace cinco años con él.":   "spanish",
		"Frau Odile Courtemanche wohnt seit fünf Jahren mit ihrem Mann in Bordeaux.":  "german",
		"Ms. Odile Courtemanche has been living in Bordeaux for the last five years.": "general",
	} {
		doc, err := document.New("x", text)
		if err != nil {
			t.Fatal(err)
		}
		results, err := runner.Annotate(t.Context(), []*document.Document{doc})
		if err != nil || results[0].Failure != nil {
			t.Fatal(err, results[0].Failure)
		}
		found := ""
		for _, s := range results[0].Document.Layer(document.Entities).All() {
			if s.Label == "PERSON" {
				for _, why := range s.Evidence {
					if why.Key == "source" {
						found += fmt.Sprint(why.Value)
					}
				}
			}
		}
		if found != want {
			t.Errorf("%s: the person is from %q, want %q", text, found, want)
		}
	}
}

// The pipeline that the page about languages shows does what its tests say.
func TestPipelineOfTheLanguagesPage(t *testing.T) {
	page, err := os.ReadFile("../docs/languages.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "```yaml\n")
	source, _, ok := strings.Cut(rest, "```\n")
	if !ok || !strings.Contains(source, "tests:") {
		t.Fatal("the page shows no pipeline")
	}
	path := filepath.Join(t.TempDir(), "letters.yaml")
	if err := os.WriteFile(path, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	found, err := openFile(t, path).Test(t.Context())
	if err != nil || len(found) > 0 {
		t.Error(found, err)
	}
}
