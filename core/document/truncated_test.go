package document_test

import (
	"testing"

	"github.com/onomast/onomast/core/document"
)

func TestTruncatedTokens(t *testing.T) {
	t.Parallel()
	other := document.Note{Stage: "entities", Code: "resolver.approximate", Message: "7 candidates"}
	tests := map[string]struct {
		notes []document.Note
		want  int
	}{
		"none":                {nil, 0},
		"another note":        {[]document.Note{other}, 0},
		"one stage":           {[]document.Note{document.Truncated("people", 12), other}, 12},
		"two stages":          {[]document.Note{document.Truncated("people", 12), document.Truncated("drugs", 30)}, 42},
		"words of a plugin":   {[]document.Note{{Stage: "x", Code: document.CodeTruncated, Message: "many"}}, 0},
		"an impossible count": {[]document.Note{{Stage: "x", Code: document.CodeTruncated, Message: "-3 tokens"}}, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc, err := document.New("a", "text")
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range tt.notes {
				doc.AddNote(n)
			}
			if got := doc.TruncatedTokens(); got != tt.want {
				t.Errorf("got %d, want %d", got, tt.want)
			}
		})
	}
}
