package subword

import (
	"bytes"
	"hash/maphash"
)

// A cache remembers the pieces of words, those that came last in their slot. It never
// grows past its limits, whatever words come.
type cache struct {
	seed  maphash.Seed
	slots []slot
	words []byte
	store []piece
}

type slot struct {
	hash     uint64
	word, at int32 // where the word and its pieces begin
	length   int32 // of the word; 0 for an empty slot
	pieces   int32
}

const (
	cacheSlots   = 1 << 15
	cacheWord    = 64      // bytes of the longest word
	cacheBytes   = 1 << 20 // of all words
	cachedPieces = 1 << 19
)

// cached appends the pieces of a word, computed now or remembered.
func (s *scratch) cached(word []byte, compute func(*scratch, []byte)) {
	if len(word) > cacheWord || len(word) == 0 {
		compute(s, word)
		return
	}
	c := &s.cache
	if c.slots == nil {
		c.seed, c.slots = maphash.MakeSeed(), make([]slot, cacheSlots)
	}
	hash := maphash.Bytes(c.seed, word)
	sl := &c.slots[hash%cacheSlots]
	if sl.hash == hash && bytes.Equal(c.words[sl.word:sl.word+sl.length], word) {
		s.pieces = append(s.pieces, c.store[sl.at:sl.at+sl.pieces]...)
		return
	}
	first := len(s.pieces)
	compute(s, word)
	c.keep(hash, word, s.pieces[first:])
}

func (c *cache) keep(hash uint64, word []byte, pieces []piece) {
	if len(c.words)+len(word) > cacheBytes || len(c.store)+len(pieces) > cachedPieces {
		clear(c.slots)
		c.words, c.store = c.words[:0], c.store[:0]
	}
	c.slots[hash%cacheSlots] = slot{hash, int32(len(c.words)), int32(len(c.store)), int32(len(word)), int32(len(pieces))}
	c.words = append(c.words, word...)
	c.store = append(c.store, pieces...)
}
