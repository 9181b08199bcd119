package tokenizer

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
)

// defaults are the options as the schema fills them in.
func defaults() Options { return Options{SplitClitics: true, Sentences: true} }

// annotate runs a stage over a text.
func annotate(tb testing.TB, text string, o Options) *document.Document {
	tb.Helper()
	doc, err := document.New("test", text)
	if err != nil {
		tb.Fatal(err)
	}
	if err := newStage(o, nil).Process(tb.Context(), doc); err != nil {
		tb.Fatal(err)
	}
	return doc
}

// joined renders the spans of a layer as text with bars between them.
func joined(doc *document.Document, layer string) string {
	var parts []string
	for _, span := range doc.Layer(layer).All() {
		parts = append(parts, doc.Text()[span.Start:span.End])
	}
	return strings.Join(parts, "|")
}

// A tokenCase is a text and its tokens with bars between them.
type tokenCase struct{ text, want string }

func testTokens(t *testing.T, language string, cases []tokenCase) {
	t.Helper()
	o := defaults()
	o.Language = language
	for _, c := range cases {
		got := joined(annotate(t, c.text, o), document.Tokens)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s %q (-want +got):\n%s", language, c.text, diff)
		}
	}
}
