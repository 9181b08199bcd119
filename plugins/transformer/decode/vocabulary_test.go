package decode

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/plugins/transformer/subword"
)

const wordPiece = `{"model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
	"vocab": {"[UNK]": 0, "lis": 1, "##bon": 2, "é": 3, "##ém": 5}}}`

func TestTheVocabularyOfATokenizer(t *testing.T) {
	tests := map[string]*Vocabulary{
		wordPiece: {Unknown: 0, Lengths: []int32{5, 3, 5, 1, 0, 4}},
		`{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}}`:                  {Unknown: -1},
		`{"model": {"type": "Unigram", "vocab": [["a", -1], ["?", -9]], "unk_id": 1}}`: {Unknown: 1},
	}
	for file, want := range tests {
		tok, err := subword.Parse("tokenizer.json", []byte(file))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, VocabularyOf(tok)); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
}

// From text to entities, with the pieces as the tokenizer cuts them.
func TestPiecesOfATokenizer(t *testing.T) {
	tok, err := subword.Parse("tokenizer.json", []byte(wordPiece))
	if err != nil {
		t.Fatal(err)
	}
	var enc subword.Encoding
	if err := tok.Encoder().Encode("lisbon", &enc); err != nil {
		t.Fatal(err)
	}
	p := Pieces(enc)
	got := outline(t, Config{Labels: bio, Strategy: First, Vocabulary: VocabularyOf(tok)}, "lisbon", &p, favour(bio, "B-X O"))
	if got != "X 0-2" {
		t.Errorf("%s, want the whole word", got)
	}
}

// Where nothing marks pieces that go on with a word, spaces tell.
func TestWordsAreGuessedBySpaces(t *testing.T) {
	text := "a b-c"
	p := &Pieces{Starts: []int32{0, 2, 3, 4}, Ends: []int32{1, 3, 4, 5}}
	if got := outline(t, Config{Labels: bio, Strategy: First}, text, p, favour(bio, "O B-X O O")); got != "X 1-4" {
		t.Error(got)
	}
	spaced := &Pieces{Starts: []int32{0, 1, 3}, Ends: []int32{1, 3, 5}} // "▁b" has the space
	if got := outline(t, Config{Labels: bio, Strategy: First}, text, spaced, favour(bio, "O B-X O")); got != "X 1-3" {
		t.Error(got)
	}
}
