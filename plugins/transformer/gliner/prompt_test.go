package gliner

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/transformer/subword"
)

// tokenizer knows some words, and the pieces that are added.
func tokenizer(t *testing.T, added ...string) *subword.Tokenizer {
	t.Helper()
	vocab := map[string]int{}
	for i, p := range []string{"[PAD]", "[UNK]", "drug", "or", "medicine", "person", "city", "##s"} {
		vocab[p] = i
	}
	var more []map[string]any
	for i, p := range added {
		more = append(more, map[string]any{"id": len(vocab) + i, "content": p, "special": true, "normalized": false})
	}
	data, err := json.Marshal(map[string]any{
		"added_tokens":  more,
		"pre_tokenizer": map[string]any{"type": "BertPreTokenizer"},
		"model":         map[string]any{"type": "WordPiece", "vocab": vocab, "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100},
	})
	if err != nil {
		t.Fatal(err)
	}
	tok, err := subword.Parse("tokenizer.json", data)
	if err != nil {
		t.Fatal(err)
	}
	return tok
}

func config() *Config {
	return &Config{Path: "gliner_config.json", Types: 2, Entity: "<<ENT>>", Separator: "<<SEP>>", Class: 8}
}

func TestPrompts(t *testing.T) {
	t.Parallel()
	tok := tokenizer(t, "<<ENT>>", "<<SEP>>")
	spelled := func(all []Prompt) (out []string) {
		for _, p := range all {
			own := fmt.Sprintf("%d+%d:", p.First, p.Types)
			for _, id := range p.IDs {
				token, _ := tok.Token(id)
				own += " " + token
			}
			out = append(out, own)
		}
		return out
	}
	for _, tt := range []struct {
		types []string
		most  int
		want  []string
	}{
		{[]string{"person"}, 20, []string{"0+1: <<ENT>> person <<SEP>>"}},
		{[]string{"drug or medicine", "persons"}, 20, []string{"0+2: <<ENT>> drug or medicine <<ENT>> person ##s <<SEP>>"}},
		{[]string{"Zug"}, 20, []string{"0+1: <<ENT>> [UNK] <<SEP>>"}},
		// two at once are enough for the model, and too many for a small window
		{[]string{"drug", "person", "city"}, 20, []string{"0+1: <<ENT>> drug <<SEP>>", "1+2: <<ENT>> person <<ENT>> city <<SEP>>"}},
		{[]string{"drug", "person", "city"}, 4, []string{"0+1: <<ENT>> drug <<SEP>>", "1+1: <<ENT>> person <<SEP>>", "2+1: <<ENT>> city <<SEP>>"}},
	} {
		got, err := config().Prompts(tok, tt.types, tt.most)
		if err != nil {
			t.Fatalf("%v: %v", tt.types, err)
		}
		if diff := cmp.Diff(tt.want, spelled(got)); diff != "" {
			t.Errorf("%v, %d: %s", tt.types, tt.most, diff)
		}
	}
}

// A separator that the tokenizer does not know is cut into pieces, as the package does.
func TestASeparatorOfPieces(t *testing.T) {
	t.Parallel()
	got, err := config().Prompts(tokenizer(t, "<<ENT>>"), []string{"city"}, 20)
	if err != nil || len(got[0].IDs) != 2+len("<<")+1+len(">>") {
		t.Errorf("%v, %v", got, err)
	}
}

func TestTypesThatCannotBeAskedFor(t *testing.T) {
	t.Parallel()
	tok := tokenizer(t, "<<ENT>>", "<<SEP>>")
	for want, types := range map[string][]string{
		"1: the tokenizer makes nothing of this":                                         {"city", " "},
		"0: it has <<ENT>> in it":                                                        {"a <<ENT>> b"},
		"1: another label asks for the same":                                             {"city", "city"},
		"1: asking for this takes 7 pieces, and a window has room for 6 beside the text": {"city", "drug or drug or drug"},
	} {
		_, err := config().Prompts(tok, types, 6)
		var wrong *TypeError
		if !errors.As(err, &wrong) || !strings.Contains(fmt.Sprintf("%d: %s", wrong.Type, wrong), want) || wrong.Hint == "" {
			t.Errorf("%v: %v, want %s", types, err, want)
		}
	}
}

func TestATokenizerThatDoesNotFit(t *testing.T) {
	t.Parallel()
	for want, added := range map[string][]string{
		"the tokenizer has no piece <<ENT>>":                              {"<<SEP>>"},
		"class_token_index is 8, and <<ENT>> is piece 9 of the tokenizer": {"<<SEP>>", "<<ENT>>"},
	} {
		_, err := config().Prompts(tokenizer(t, added...), []string{"city"}, 20)
		var d diag.Diagnostic
		if !errors.As(err, &d) || !strings.Contains(d.Summary, want) || d.File != "gliner_config.json" {
			t.Errorf("%v: %v, want %s", added, err, want)
		}
	}
}
