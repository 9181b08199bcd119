package subword

import (
	"math"
	"math/bits"
)

// merges says which pairs of pieces become one, and which of them first. It is a hash
// table with open addresses.
type merges struct {
	slots []mergeSlot
	shift int
}

type mergeSlot struct {
	left, right int32 // an empty slot has none
	rank, id    int32
}

const noRank = math.MaxInt32

func newMerges(n int) *merges {
	size := 1 << bits.Len(uint(2*n+1))
	m := &merges{slots: make([]mergeSlot, size), shift: 64 - bits.Len(uint(size-1))}
	for i := range m.slots {
		m.slots[i].left = none
	}
	return m
}

func (m *merges) slot(left, right int32) *mergeSlot {
	const golden = 0x9E3779B97F4A7C15
	at := (uint64(uint32(left))<<32 | uint64(uint32(right))) * golden >> (m.shift & 63)
	for {
		s := &m.slots[at]
		if s.left == none || s.left == left && s.right == right {
			return s
		}
		at = (at + 1) & uint64(len(m.slots)-1)
	}
}

// set adds a pair; of equal ones the last counts.
func (m *merges) set(left, right, rank, id int32) {
	*m.slot(left, right) = mergeSlot{left, right, rank, id}
}

// get returns the rank of a pair and the piece it becomes; noRank when it stays two.
func (m *merges) get(left, right int32) (rank, id int32) {
	if s := m.slot(left, right); s.left != none {
		return s.rank, s.id
	}
	return noRank, none
}

// A symbol is a piece on its way; offsets are bytes in the word.
type symbol struct {
	id, from, to int32
	rank         int32 // of the pair with the next
	prev, next   int32
	unknown      bool
}

// few is the number of symbols up to which looking at all of them beats a heap.
const few = 24

// join joins the symbols of a word, the pair of the lowest rank first, of equal ones
// the leftmost.
func (m *bpe) join(s *scratch) {
	if len(s.symbols) > few {
		m.joinMany(s)
		return
	}
	m.joinFew(s)
}

func (m *bpe) joinFew(s *scratch) {
	y := s.symbols
	for i := range y {
		y[i].rank = m.rank(y, i)
	}
	for {
		at, best := 0, int32(noRank)
		for i := range y {
			if y[i].rank < best {
				at, best = i, y[i].rank
			}
		}
		if best == noRank {
			break
		}
		_, y[at].id = m.merges.get(y[at].id, y[at+1].id)
		y[at].to = y[at+1].to
		y = append(y[:at+1], y[at+2:]...)
		y[at].rank = m.rank(y, at)
		if at > 0 {
			y[at-1].rank = m.rank(y, at-1)
		}
	}
	s.symbols = y
}

// rank returns the rank of a symbol with the next.
func (m *bpe) rank(y []symbol, i int) int32 {
	if i+1 == len(y) {
		return noRank
	}
	rank, _ := m.merges.get(y[i].id, y[i+1].id)
	return rank
}
