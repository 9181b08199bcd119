package subword

import (
	"unicode/utf8"

	"github.com/onomast/onomast/plugins/transformer/subword/internal/trie"
)

// A model cuts words into pieces of its vocabulary.
type model interface {
	// pieces appends the pieces of a word to those of the scratch.
	pieces(s *scratch, word []byte)
}

// wordPiece takes the longest piece that a word goes on with, again and again.
type wordPiece struct {
	words   *trie.Trie
	rest    trie.Node // where pieces that continue a word begin
	rests   bool      // whether there are any
	prefix  string    // of pieces that continue a word
	unknown int32
	longest int // characters; longer words are unknown
}

func newWordPiece(words *trie.Trie, prefix string, unknown int32, longest int) *wordPiece {
	m := &wordPiece{words: words, prefix: prefix, unknown: unknown, longest: longest}
	m.rest, m.rests = words.Walk(trie.Root, []byte(prefix))
	return m
}

func (m *wordPiece) pieces(s *scratch, word []byte) {
	first := len(s.pieces)
	node, known := trie.Root, len(word) <= m.longest || utf8.RuneCount(word) <= m.longest
	for at := 0; known && at < len(word); {
		id, n := m.words.Longest(node, word[at:])
		if known = id != trie.None; known {
			s.pieces = append(s.pieces, piece{id, int32(at), int32(at + n)})
			at += n
			node = m.rest
			known = m.rests || at == len(word)
		}
	}
	if !known {
		s.pieces = append(s.pieces[:first], piece{m.unknown, 0, int32(len(word))})
	}
}

// wordLevel knows whole words only.
type wordLevel struct {
	words   *trie.Trie
	unknown int32
}

func (m wordLevel) pieces(s *scratch, word []byte) {
	id := m.words.Find(word)
	if id == trie.None {
		id = m.unknown
	}
	s.pieces = append(s.pieces, piece{id, 0, int32(len(word))})
}
