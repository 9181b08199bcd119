package tokenizer

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
)

// inParts returns a document whose parts, each with its code in front ("fr:"), are in
// several languages.
func inParts(t interface{ Fatal(...any) }, parts ...string) *document.Document {
	var text strings.Builder
	l := document.NewLayer(document.Language)
	var spans []document.Span
	for _, p := range parts {
		code, words, _ := strings.Cut(p, ":")
		spans = append(spans, document.Span{Start: text.Len(), End: text.Len() + len(words), Label: code})
		text.WriteString(words)
	}
	if text.Len() > 0 {
		l.AddRange(0, text.Len(), spans[0].Label)
		for _, s := range spans {
			l.AddChild(0, s)
		}
	}
	doc, err := document.New("d", text.String())
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Add(l); err != nil {
		t.Fatal(err)
	}
	return doc
}

// Each part is taken apart by the rules of its language.
func TestPartsInSeveralLanguages(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name              string
		parts             []string
		tokens, sentences string
	}{
		{"clitics", []string{"en:Smith's l'homme. ", "fr:Smith's l'homme. ", "en:Smith's l'homme."},
			"Smith|'s|l'homme|.|Smith's|l'|homme|.|Smith|'s|l'homme|.", "Smith's l'homme.|Smith's l'homme.|Smith's l'homme."},
		{"ordinals end sentences in English", []string{"de:Am 5. Mai kam er. ", "en:He got 5. May he come?"},
			"Am|5|.|Mai|kam|er|.|He|got|5|.|May|he|come|?", "Am 5. Mai kam er.|He got 5.|May he come?"},
		{"within a sentence", []string{"de:Er sagte ", "fr:l'homme ", "de:und ging."}, "Er|sagte|l'|homme|und|ging|.", "Er sagte l'homme und ging."},
		{"Chinese and English", []string{"zh:我在北京。", "en:I don't."}, "我|在|北|京|。|I|do|n't|.", "我在北京。|I don't."},
		{"an unknown language", []string{"en:Smith's ", "und:Smith's"}, "Smith|'s|Smith's", "Smith's Smith's"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			doc := process(t, config("{}"), inParts(t, test.parts...))
			if diff := cmp.Diff(test.tokens, joined(doc, document.Tokens)); diff != "" {
				t.Errorf("tokens:\n%s", diff)
			}
			if diff := cmp.Diff(test.sentences, joined(doc, document.Sentences)); diff != "" {
				t.Errorf("sentences:\n%s", diff)
			}
		})
	}
}

// Parts of one language are as one text of it, wherever the parts meet.
func TestPartsOfOneLanguageAreOneText(t *testing.T) {
	t.Parallel()
	words := []string{"l'homme ", "Smith's ", "Dr. Who. ", "5. Mai ", "a:b ", "x", "。", "\n\n", "d'", "é"}
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.SampledFrom([]string{"en", "fr", "de", "fi"}).Draw(t, "language")
		var parts []string
		for range rapid.IntRange(1, 5).Draw(t, "parts") {
			parts = append(parts, code+":"+strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 4).Draw(t, "words"), ""))
		}
		mixed := inParts(t, parts...)
		plain, err := document.New("d", mixed.Text())
		if err != nil {
			t.Fatal(err)
		}
		whole := document.NewLayer(document.Language)
		whole.AddRange(0, len(mixed.Text()), code)
		if err := plain.Add(whole); err != nil {
			t.Fatal(err)
		}
		stage, err := Kind().Open(context.Background(), config("{}"))
		if err != nil {
			t.Fatal(err)
		}
		for _, doc := range []*document.Document{mixed, plain} {
			if err := stage.Process(context.Background(), doc); err != nil {
				t.Fatal(err)
			}
		}
		for _, layer := range []string{document.Tokens, document.Sentences} {
			if diff := cmp.Diff(joined(plain, layer), joined(mixed, layer)); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}
