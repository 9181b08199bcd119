package subword

import (
	"unicode/utf8"

	"github.com/onomast/onomast/plugins/transformer/subword/internal/trie"
)

// unigram takes the pieces whose scores have the highest sum.
type unigram struct {
	words    *trie.Trie
	scores   []float64
	unknown  int32
	penalty  float64     // the score of a character that is no piece
	fallback *[256]int32 // the pieces of bytes, for what is no piece; or none
}

// A step is the best way to a place in a word: its last piece, and where that begins.
type step struct {
	score float64
	from  int32 // or none, while there is no way
	id    int32
}

func (m *unigram) pieces(s *scratch, word []byte) { s.cached(word, m.compute) }

func (m *unigram) compute(s *scratch, word []byte) {
	best := m.forward(s, word)
	first := len(s.pieces)
	for to := int32(len(word)); to > 0; {
		st := best[to]
		from := st.from
		for st.id == m.unknown && from > 0 && best[from].id == m.unknown {
			from = best[from].from // unknown characters side by side are one piece
		}
		m.back(s, word, piece{st.id, from, to})
		to = from
	}
	reverse(s.pieces[first:])
}

// forward finds the best way to each place. Of ways with equal scores, that of the
// longest last piece counts.
func (m *unigram) forward(s *scratch, word []byte) []step {
	best := s.best[:0]
	for range len(word) + 1 {
		best = append(best, step{from: none, id: none})
	}
	s.best = best
	for at := 0; at < len(word); {
		size := 1
		if word[at] >= utf8.RuneSelf {
			_, size = utf8.DecodeRune(word[at:])
		}
		score := best[at].score
		alone := false
		node := trie.Root
		for i := at; i < len(word); i++ {
			var ok bool
			if node, ok = m.words.Step(node, word[i]); !ok {
				break
			}
			if id := m.words.Value(node); id != trie.None {
				best[i+1].take(score+m.scores[id], at, id)
				alone = alone || i+1-at == size
			}
		}
		if !alone {
			best[at+size].take(score+m.penalty, at, m.unknown)
		}
		at += size
	}
	return best
}

func (st *step) take(score float64, from int, id int32) {
	if st.from == none || score > st.score {
		*st = step{score, int32(from), id}
	}
}

// back appends a piece, those before it coming after it.
func (m *unigram) back(s *scratch, word []byte, p piece) {
	if p.id != m.unknown {
		s.pieces = append(s.pieces, p)
		return
	}
	b := word[p.from:p.to]
	if id := m.words.Find(b); id != trie.None {
		s.pieces = append(s.pieces, piece{id, p.from, p.to})
		return
	}
	if m.fallback != nil && allBytes(m.fallback, b) {
		for i := len(b) - 1; i >= 0; i-- {
			s.pieces = append(s.pieces, piece{m.fallback[b[i]], p.from, p.to})
		}
		return
	}
	s.pieces = append(s.pieces, p)
}

// allBytes reports whether each byte is a piece.
func allBytes(of *[256]int32, b []byte) bool {
	for _, c := range b {
		if of[c] == none {
			return false
		}
	}
	return true
}

func reverse(p []piece) {
	for i, j := 0, len(p)-1; i < j; i, j = i+1, j-1 {
		p[i], p[j] = p[j], p[i]
	}
}
