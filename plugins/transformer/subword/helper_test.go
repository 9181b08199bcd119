package subword

import (
	"fmt"
	"strings"
	"testing"
)

// parse reads a tokenizer that must be sound.
func parse(t testing.TB, text string) *Tokenizer {
	t.Helper()
	tok, err := Parse("tokenizer.json", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return tok
}

// parityTokenizer returns the tokenizer of a case.
func parityTokenizer(t testing.TB, name string) *Tokenizer {
	t.Helper()
	for _, c := range parityCases(t) {
		if c.Name == name {
			return parse(t, string(c.Tokenizer))
		}
	}
	t.Fatalf("no case %q", name)
	return nil
}

// outline renders the pieces of a text: the token, and what of the text it stands for
// where that is something else.
func outline(t testing.TB, tok *Tokenizer, text string) string {
	t.Helper()
	var enc Encoding
	if err := tok.Encoder().Encode(text, &enc); err != nil {
		t.Fatal(err)
	}
	var out []string
	for i, id := range enc.IDs {
		token, ok := tok.Token(id)
		if !ok {
			t.Fatalf("no token %d", id)
		}
		if of := text[enc.Starts[i]:enc.Ends[i]]; of != token {
			token = fmt.Sprintf("%s=%q", token, of)
		}
		out = append(out, token)
	}
	return strings.Join(out, " ")
}

// withModel is a tokenizer.json of a small WordPiece model and other parts.
func withModel(parts string) string {
	return `{` + parts + `"model": {"type": "WordPiece", "unk_token": "?", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
		"vocab": {"?": 0, "un": 1, "##able": 2, "##aff": 3, "a": 4, "##b": 5, "##c": 6, "<x>": 7, "##<": 8}}}`
}
