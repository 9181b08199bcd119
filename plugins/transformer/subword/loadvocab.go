package subword

import (
	"cmp"
	"slices"

	"github.com/onomast/onomast/plugins/transformer/subword/internal/section"
	"github.com/onomast/onomast/plugins/transformer/subword/internal/trie"
)

// maxID bounds ids: there are tables by id, and no model has so many pieces.
const maxID = 1<<24 - 1

// A vocabulary is the pieces of a model and their ids.
type vocabulary struct {
	ids   map[string]int32
	words []trie.Word // in the order of the file
}

func newVocabulary() *vocabulary { return &vocabulary{ids: map[string]int32{}} }

func (v *vocabulary) add(text string, id int32) {
	v.ids[text] = id
	v.words = append(v.words, trie.Word{Text: text, Value: id})
}

// readVocabulary reads an object of pieces and ids.
func readVocabulary(s section.Section) (*vocabulary, error) {
	v := newVocabulary()
	return v, s.Members(func(text string, value section.Section) error {
		id, err := value.Int(maxID)
		v.add(text, int32(id))
		return err
	})
}

// need returns the id of a piece that must be in the vocabulary.
func (v *vocabulary) need(s section.Section) (int32, error) {
	text, err := s.Text()
	if err != nil {
		return none, err
	}
	id, ok := v.ids[text]
	if !ok {
		return none, s.Problem("the model needs a piece for what it does not know", "%q is not in the vocabulary", text)
	}
	return id, nil
}

// sorted returns the pieces and the added tokens by id.
func (v *vocabulary) sorted(list []added) []token {
	out := make([]token, 0, len(v.words)+len(list))
	for _, a := range list {
		out = append(out, token{a.id, a.content})
	}
	for _, w := range v.words {
		out = append(out, token{w.Value, w.Text})
	}
	slices.SortStableFunc(out, func(a, b token) int { return cmp.Compare(a.id, b.id) })
	return slices.CompactFunc(out, func(a, b token) bool { return a.id == b.id })
}

// byteTokens returns the ids of the pieces "<0x00>" to "<0xFF>", or none for each that
// is missing.
func (v *vocabulary) byteTokens() *[256]int32 {
	const digits = "0123456789ABCDEF"
	var of [256]int32
	for b := range of {
		id, ok := v.ids["<0x"+digits[b>>4:b>>4+1]+digits[b&15:b&15+1]+">"]
		if !ok {
			id = none
		}
		of[b] = id
	}
	return &of
}
