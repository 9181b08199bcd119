package tokenizer

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/schema"
)

func config(with string) plugin.Config {
	return plugin.Config{Stage: "tokens", With: json.RawMessage(with)}
}

// process opens the kind and runs it over a document.
func process(t *testing.T, cfg plugin.Config, doc *document.Document) *document.Document {
	t.Helper()
	s, err := Kind().Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Process(t.Context(), doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

func newDocument(t *testing.T, text, language string) *document.Document {
	t.Helper()
	doc, err := document.New("d", text)
	if err != nil {
		t.Fatal(err)
	}
	if language != "" {
		l := document.NewLayer(document.Language)
		l.AddRange(0, len(text), language)
		if err := doc.Add(l); err != nil {
			t.Fatal(err)
		}
	}
	return doc
}

func TestOptions(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, with, language, text, want string
	}{
		{"default is English", `{}`, "", "Smith's l'homme", "Smith|'s|l'homme"},
		{"language layer", `{}`, "fr-CA", "Smith's l'homme", "Smith's|l'|homme"},
		{"language option wins", `{"language":"en"}`, "fr", "Smith's l'homme", "Smith|'s|l'homme"},
		{"unknown language", `{"language":"qq"}`, "", "Smith's Dr. X", "Smith's|Dr.|X"},
		{"no clitics", `{"split_clitics":false}`, "", "Smith's", "Smith's"},
		{"own abbreviations", `{"abbreviations":["Abk.","xyz"]}`, "", "Abk. xyz. ABK. abc.", "Abk.|xyz.|ABK|.|abc|."},
		{"fewer abbreviations", `{"no_abbreviations":["Dr."]}`, "", "Dr. Smith Mr. X", "Dr|.|Smith|Mr.|X"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			doc := process(t, config(test.with), newDocument(t, test.text, test.language))
			if diff := cmp.Diff(test.want, joined(doc, document.Tokens)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAbbreviationsFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "own.txt")
	write(t, path, "# ours\nqed\n[title]\nXyz. # a rank\n[starters]\nlo\n")
	cfg := config(`{"abbreviations_file":"own.txt"}`)
	cfg.Files = map[string]string{"/abbreviations_file": path}
	doc := process(t, cfg, newDocument(t, "It is qed. Lo Xyz. The Great.", ""))
	if got, want := joined(doc, document.Sentences), "It is qed.|Lo Xyz. The Great."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func write(t *testing.T, path, data string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestContract(t *testing.T) {
	t.Parallel()
	names := labels()
	tokens := plugin.LayerSpec{Name: "tokens", Role: plugin.TokensRole, Labels: names[:]}
	sents := plugin.LayerSpec{Name: "sentences", Role: plugin.SentencesRole, Labels: []string{"sentence"}}
	need := []plugin.Need{{Layer: "language", Optional: true}}
	tests := []struct {
		with string
		want plugin.Contract
	}{
		{`{}`, plugin.Contract{Needs: need, Provides: []plugin.LayerSpec{tokens, sents}}},
		{`{"language":"de-AT"}`, plugin.Contract{Provides: []plugin.LayerSpec{tokens, sents}}},
		{`{"sentences":false}`, plugin.Contract{Needs: need, Provides: []plugin.LayerSpec{tokens}}},
	}
	for _, test := range tests {
		got, err := Kind().Contract(config(test.with))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.with, diff)
		}
	}
}

func TestMistakes(t *testing.T) {
	t.Parallel()
	bad := filepath.Join(t.TempDir(), "bad.txt")
	write(t, bad, "abc\n[titel]\nx\n")
	wide := filepath.Join(t.TempDir(), "wide.txt")
	write(t, wide, "\xff\xfea\x00")
	tests := []struct {
		name, with, pointer, code string
		line                      int
	}{
		{"two words", `{"abbreviations":["a.","a b"]}`, "/abbreviations/1", "tokenizer.bad-abbreviation", 0},
		{"nothing", `{"no_abbreviations":["."]}`, "/no_abbreviations/0", "tokenizer.bad-abbreviation", 0},
		{"language by name", `{"language":"english"}`, "/language", "tokenizer.bad-language", 0},
		{"language", `{"language":"English language"}`, "/language", "tokenizer.bad-language", 0},
		{"no file", `{"abbreviations_file":"none.txt"}`, "/abbreviations_file", "tokenizer.abbreviations-file", 0},
		{"UTF-16", `{"abbreviations_file":"` + wide + `"}`, "/abbreviations_file", "tokenizer.abbreviations-file", 0},
		{"bad section", `{"abbreviations_file":"` + bad + `"}`, "", "tokenizer.unknown-section", 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := Kind().Contract(config(test.with))
			list := diag.From(err, "other")
			if len(list) != 1 || list[0].Code != test.code || list[0].Pointer != test.pointer || list[0].Line != test.line {
				t.Errorf("got %+v; want %s at %q line %d", list, test.code, test.pointer, test.line)
			}
		})
	}
}

func TestOpenRefusesMistakes(t *testing.T) {
	t.Parallel()
	for _, with := range []string{`{"unknown":1}`, `{"abbreviations_file":"none.txt"}`} {
		if _, err := Kind().Open(t.Context(), config(with)); err == nil {
			t.Errorf("%s: no error", with)
		}
	}
}

func TestSchema(t *testing.T) {
	t.Parallel()
	data, err := schema.Of(Kind().Options)
	if err != nil || !strings.Contains(string(data), `"split_clitics"`) {
		t.Errorf("schema %s, error %v", data, err)
	}
}

func TestLabels(t *testing.T) {
	t.Parallel()
	text := "word Dr. X 5 2023-03-15 10:30 XG-4500 p53 http://a.org a@b.com 1.2.3.4 /a/b #tag @me 😀 , € 1️⃣ 我"
	want := "word abbreviation word number date time code code url email ip path hashtag mention emoji punct symbol emoji word"
	doc := annotate(t, text, defaults())
	var got []string
	for _, span := range doc.Layer(document.Tokens).All() {
		got = append(got, span.Label)
	}
	if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWithoutSentences(t *testing.T) {
	t.Parallel()
	doc := process(t, config(`{"sentences":false}`), newDocument(t, "One. Two.", ""))
	if doc.Layer(document.Sentences) != nil || doc.Layer(document.Tokens).Len() != 4 {
		t.Errorf("got %v", doc)
	}
}

func TestDeadline(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	doc := newDocument(t, strings.Repeat("a ", 2*checkEvery), "")
	if err := newStage(defaults(), nil).Process(ctx, doc); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestConcurrentDocuments(t *testing.T) {
	t.Parallel()
	s := newStage(defaults(), nil)
	var group sync.WaitGroup
	for _, language := range []string{"en", "de", "fr", "en", "de", "fr", "qq"} {
		doc := newDocument(t, "l'homme's", language)
		group.Go(func() {
			if err := s.Process(t.Context(), doc); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

// The files that ship parse, and each says something the scanner can use.
func TestShippedLexicons(t *testing.T) {
	t.Parallel()
	files, err := lexicons.ReadDir("lexicon")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := lexicons.ReadFile("lexicon/" + file.Name())
		if err != nil {
			t.Fatal(err)
		}
		lex, problems := parseLexicon(file.Name(), string(data))
		if len(problems) > 0 || len(lex) == 0 {
			t.Errorf("%s: %d sections, %v", file.Name(), len(lex), problems)
		}
		if !strings.Contains(string(data), "Apache-2.0") {
			t.Errorf("%s: no licence", file.Name())
		}
		for _, w := range append(lex["inner"], lex["final"]...) {
			if strings.HasSuffix(w, ",") || w == "" {
				t.Errorf("%s: entry %q never matches", file.Name(), w)
			}
		}
	}
}
