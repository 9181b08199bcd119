package subword

import (
	"cmp"
	"slices"

	"github.com/onomast/onomast/plugins/transformer/subword/internal/chars"
)

// A Tokenizer cuts texts into the pieces of a model's vocabulary. It does not change,
// and any number of goroutines may share it, each with an [Encoder] of its own.
type Tokenizer struct {
	chars      *chars.Table
	normaliser normaliser // or nil
	cutter     preTokeniser
	model      model
	list       []added
	plain      *addedSet // added tokens that are found in the text as it is; or nil
	normalised *addedSet // those found in the normalised text; or nil
	trims      []trim
	spaces     []ends // of the tokens, by number; nil when nothing is trimmed
	frame      Frame
	tokens     []token // by id
}

type token struct {
	id   int32
	text string
}

// Frame returns what the model expects around the pieces of a single text.
func (t *Tokenizer) Frame() Frame { return t.frame }

// Token returns the token of an id, as the vocabulary has it ("##ing", "Ġthe"); false
// when there is none.
func (t *Tokenizer) Token(id int32) (string, bool) {
	i, ok := slices.BinarySearchFunc(t.tokens, id, func(tok token, id int32) int { return cmp.Compare(tok.id, id) })
	if !ok {
		return "", false
	}
	return t.tokens[i].text, true
}

// ID returns the id of a token; false when the vocabulary has no such token.
func (t *Tokenizer) ID(text string) (int32, bool) {
	for i := len(t.list) - 1; i >= 0; i-- {
		if t.list[i].content == text {
			return t.list[i].id, true
		}
	}
	for _, tok := range t.tokens {
		if tok.text == text {
			return tok.id, true
		}
	}
	return 0, false
}

// Size returns one more than the highest id.
func (t *Tokenizer) Size() int {
	if len(t.tokens) == 0 {
		return 0
	}
	return int(t.tokens[len(t.tokens)-1].id) + 1
}

// Continuation returns what the vocabulary writes before pieces that continue a word
// ("##"); empty where it marks none, or marks those that begin one.
func (t *Tokenizer) Continuation() string {
	switch m := t.model.(type) {
	case *wordPiece:
		return m.prefix
	case *bpe:
		return m.prefix
	}
	return ""
}

// Unknown returns the piece of what the vocabulary does not know; false when it has
// none.
func (t *Tokenizer) Unknown() (int32, bool) {
	id := none
	switch m := t.model.(type) {
	case *wordPiece:
		id = m.unknown
	case *bpe:
		id = m.unknown
	case *unigram:
		id = m.unknown
	case wordLevel:
		id = m.unknown
	}
	return id, id != none
}
