package subword

import (
	"bytes"
	"unicode/utf8"

	"github.com/onomast/onomast/plugins/transformer/subword/internal/trie"
)

// bpe begins with characters, or bytes, and joins neighbours in the order in which that
// was learnt.
type bpe struct {
	words          *trie.Trie
	merges         *merges
	bytes          *[256]int32 // the pieces of bytes, when words are read as bytes; or none
	fallback       *[256]int32 // the pieces of bytes, for unknown characters; or none
	unknown        int32       // or none: then they are left out
	fuse           bool        // unknown characters side by side are one piece
	whole          bool        // words that are pieces are not looked into
	prefix, suffix string      // of characters that do not begin a word, and that end one
	mark           []byte      // nothing joins what is before it with it; or none
}

func (m *bpe) pieces(s *scratch, word []byte) {
	if m.mark == nil {
		s.cached(word, m.compute)
		return
	}
	for from := 0; from < len(word); {
		to := m.part(word, from)
		first := len(s.pieces)
		s.cached(word[from:to], m.compute)
		for i := range s.pieces[first:] {
			s.pieces[first+i].from += int32(from)
			s.pieces[first+i].to += int32(from)
		}
		from = to
	}
}

func (m *bpe) compute(s *scratch, word []byte) {
	if m.whole {
		if id := m.words.Find(word); id != trie.None {
			s.pieces = append(s.pieces, piece{id, 0, int32(len(word))})
			return
		}
	}
	s.symbols = s.symbols[:0]
	if m.bytes != nil {
		m.readBytes(s, word)
	} else {
		m.readChars(s, word)
	}
	m.join(s)
	for _, y := range s.symbols {
		s.pieces = append(s.pieces, piece{y.id, y.from, y.to})
	}
}

func (m *bpe) readBytes(s *scratch, word []byte) {
	for i, b := range word {
		m.read(s, m.bytes[b], i, i+1)
	}
}

func (m *bpe) readChars(s *scratch, word []byte) {
	for i := 0; i < len(word); {
		_, size := decode(word[i:])
		m.readChar(s, word, i, i+size)
		i += size
	}
}

// readChar reads the character from i to j.
func (m *bpe) readChar(s *scratch, word []byte, i, j int) {
	unit := word[i:j]
	var room [64]byte
	if i > 0 && m.prefix != "" || j == len(word) && m.suffix != "" {
		b := room[:0]
		if i > 0 {
			b = append(b, m.prefix...)
		}
		b = append(b, unit...)
		if j == len(word) {
			b = append(b, m.suffix...)
		}
		unit = b
	}
	id := m.words.Find(unit)
	if id == trie.None && m.fallback != nil && allBytes(m.fallback, unit) {
		for k, b := range unit {
			at := min(i+k, j-1)
			m.read(s, m.fallback[b], at, at+1)
		}
		return
	}
	m.read(s, id, i, j)
}

// read adds a symbol; an unknown one may go with the one before it.
func (m *bpe) read(s *scratch, id int32, from, to int) {
	if id != none {
		s.symbols = append(s.symbols, symbol{id: id, from: int32(from), to: int32(to)})
		return
	}
	if m.unknown == none {
		return
	}
	if n := len(s.symbols); m.fuse && n > 0 && s.symbols[n-1].unknown {
		s.symbols[n-1].to = int32(to)
		return
	}
	s.symbols = append(s.symbols, symbol{id: m.unknown, from: int32(from), to: int32(to), unknown: true})
}

// part returns where the part of a word ends that begins at from: before the next mark
// that no mark is before.
func (m *bpe) part(word []byte, from int) int {
	marked := false
	for i := from; i < len(word); {
		if bytes.HasPrefix(word[i:], m.mark) {
			if i > from && !marked {
				return i
			}
			marked = true
			i += len(m.mark)
			continue
		}
		marked = false
		_, size := decode(word[i:])
		i += size
	}
	return len(word)
}

// cutsAt returns the mark before which a text may be cut without any effect on its
// pieces: nothing is joined over it. There is none when prefixes, suffixes or whole
// words look at where a text is cut.
func (m *bpe) cutsAt(mark rune, list [][2]string) []byte {
	if m.bytes != nil || m.whole || m.prefix != "" || m.suffix != "" {
		return nil
	}
	b := utf8.AppendRune(nil, mark)
	if m.words.Find(b) == trie.None {
		return nil
	}
	for _, pair := range list {
		first, _ := utf8.DecodeRuneInString(pair[1])
		last, _ := utf8.DecodeLastRuneInString(pair[0])
		if first == mark && last != mark {
			return nil
		}
	}
	return b
}
