package subword

import (
	"fmt"
	"strings"
	"testing"
)

// TestACacheKeepsItsLimits gives it more words than it may keep, twice.
func TestACacheKeepsItsLimits(t *testing.T) {
	s := scratch{limit: 1 << 20}
	computed := 0
	compute := func(s *scratch, word []byte) {
		computed++
		for i := range word {
			s.pieces = append(s.pieces, piece{int32(word[i]), int32(i), int32(i + 1)})
		}
	}
	for i := range 60_000 {
		word := fmt.Sprintf("%030d", i%25_000)
		s.pieces = s.pieces[:0]
		s.cached([]byte(word), compute)
		if len(s.pieces) != len(word) || s.pieces[len(word)-1].id != int32(word[len(word)-1]) {
			t.Fatalf("%s: %v", word, s.pieces)
		}
		if len(s.cache.words) > cacheBytes || len(s.cache.store) > cachedPieces {
			t.Fatalf("%d bytes, %d pieces", len(s.cache.words), len(s.cache.store))
		}
	}
	if computed < 25_000 {
		t.Errorf("computed %d times", computed)
	}
}

func TestACacheRemembers(t *testing.T) {
	s := scratch{limit: 1 << 20}
	computed := 0
	for range 3 {
		for _, word := range []string{"one", "two", "three", strings.Repeat("x", cacheWord), strings.Repeat("y", cacheWord+1)} {
			s.cached([]byte(word), func(s *scratch, _ []byte) {
				computed++
				s.pieces = append(s.pieces, piece{})
			})
		}
	}
	if want := 4 + 3; computed != want { // the longest is computed each time
		t.Errorf("computed %d times, want %d", computed, want)
	}
	if len(s.pieces) != 15 {
		t.Errorf("%d pieces, want 15", len(s.pieces))
	}
}
