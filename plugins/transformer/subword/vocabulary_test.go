package subword

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// vocabularyOf writes the pieces of a case as a vocab.txt.
func vocabularyOf(t *testing.T, tok *Tokenizer, end string) string {
	t.Helper()
	var b strings.Builder
	for id := range int32(tok.Size()) {
		token, _ := tok.Token(id)
		b.WriteString(token + end)
	}
	return b.String()
}

func TestAVocabularyAloneDoes(t *testing.T) {
	texts := parityTexts(t)
	for name, small := range map[string]Case{"wordpiece uncased": Uncased, "wordpiece cased": Cased} {
		want := parityTokenizer(t, name)
		for _, end := range []string{"\n", "\r\n", " \n"} {
			for _, of := range []Case{small, GuessCase} {
				tok, err := Vocabulary("vocab.txt", []byte("\ufeff"+vocabularyOf(t, want, end)), of)
				if err != nil {
					t.Fatal(err)
				}
				for _, text := range texts {
					if diff := cmp.Diff(encoded(t, want, text), encoded(t, tok, text)); diff != "" {
						t.Fatalf("%s, %q: (-tokenizer.json +vocab.txt):\n%s", name, text, diff)
					}
				}
				if diff := cmp.Diff(want.Frame(), tok.Frame()); diff != "" {
					t.Errorf("around it: %s", diff)
				}
			}
		}
	}
}

func encoded(t testing.TB, tok *Tokenizer, text string) Encoding {
	t.Helper()
	var enc Encoding
	if err := tok.Encoder().Encode(text, &enc); err != nil {
		t.Fatal(err)
	}
	return enc
}

func TestCaseIsGuessed(t *testing.T) {
	const specials = "[PAD]\n[unused1]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n"
	tests := []struct{ vocabulary, want string }{
		{specials + "paris\n##s\n", `paris="Páris" ##s="S"`},
		{specials + "Paris\n##s\nparis\n", `[UNK]="PárisS"`},
		{specials + "日本\n##s\nparis\n", `paris="Páris" ##s="S"`},
	}
	for _, test := range tests {
		tok, err := Vocabulary("vocab.txt", []byte(test.vocabulary), GuessCase)
		if err != nil {
			t.Fatal(err)
		}
		if got := outline(t, tok, "PárisS"); got != test.want {
			t.Errorf("%q: %s, want %s", test.vocabulary, got, test.want)
		}
	}
}

func TestNoVocabularyOfBERT(t *testing.T) {
	tests := map[string]string{
		"":                          "has no piece [UNK]",
		"[UNK]\n[CLS]\n":            "has no piece [SEP]; a vocab.txt of BERT has",
		"[UNK]\n[CLS]\n[SEP]\n\xff": "is not UTF-8",
	}
	for data, want := range tests {
		if _, err := Vocabulary("vocab.txt", []byte(data), Cased); err == nil || !strings.Contains(err.Error(), "vocab.txt: the vocabulary "+want) {
			t.Errorf("%q: %v", data, err)
		}
	}
}
