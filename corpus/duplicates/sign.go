package duplicates

import (
	"math"
	"strings"
	"unicode"

	"github.com/cespare/xxhash/v2"

	"github.com/onomast/onomast/corpus/internal/words"
)

// Hashes is how many hashes a signature has.
const Hashes = 64

// shingle is how many words are looked at together.
const shingle = 3

// A Signature stands for a text.
type Signature struct {
	// Same is equal for texts of the same words.
	Same uint64
	// Words is how many words the text has.
	Words int
	mins  [Hashes]uint32
}

// Sign makes the signature of a text.
func Sign(text string) Signature {
	s, f := Signature{}, newFunctions()
	for i := range s.mins {
		s.mins[i] = math.MaxUint32
	}
	var window [shingle]uint64
	all := xxhash.New()
	var buffer [8]byte
	for start, end, class := words.Next(text, 0); start < len(text); start, end, class = words.Next(text, end) {
		if class == words.Mark {
			continue
		}
		h := hashWord(text[start:end])
		_, _ = all.Write(littleEndian(&buffer, h)) // a hash takes all
		s.Words++
		copy(window[:], window[1:])
		window[shingle-1] = h
		if s.Words >= shingle {
			s.add(f, mix(mix(window[0])*3+mix(window[1])*5+window[2]))
		}
	}
	s.Same = all.Sum64()
	if s.Words == 0 { // nothing but punctuation, or nothing
		s.Same = xxhash.Sum64String(strings.TrimSpace(text))
	}
	if s.Words < shingle {
		s.add(f, mix(s.Same))
	}
	return s
}

// functions are hash functions: (a·x + b) mod 2^64 with odd a, cut to their high half.
type functions struct{ a, b [Hashes]uint64 }

func newFunctions() *functions {
	f := &functions{}
	a, b := uint64(0x9e3779b97f4a7c15), uint64(0x2545f4914f6cdd1d)
	for i := range Hashes {
		f.a[i], f.b[i] = a, b
		a = a*0xd1342543de82ef95 + 2 // stays odd
		b = b*0xd1342543de82ef95 + 1
	}
	return f
}

// add takes a shingle into the minima.
func (s *Signature) add(f *functions, x uint64) {
	for i := range s.mins {
		s.mins[i] = min(s.mins[i], uint32((f.a[i]*x+f.b[i])>>32))
	}
}

// Similarity estimates the Jaccard index of the shingles of two texts.
func (s *Signature) Similarity(t *Signature) float64 { return alike(&s.mins, &t.mins) }

func alike(a, b *[Hashes]uint32) float64 {
	n := 0
	for i := range a {
		if a[i] == b[i] {
			n++
		}
	}
	return float64(n) / Hashes
}

// hashWord hashes a word in lower case.
func hashWord(word string) uint64 {
	for i := range len(word) {
		if c := word[i]; c >= 0x80 || 'A' <= c && c <= 'Z' {
			return xxhash.Sum64String(strings.Map(unicode.ToLower, word))
		}
	}
	return xxhash.Sum64String(word)
}

// mix spreads the bits of a hash (the finalizer of MurmurHash3).
func mix(x uint64) uint64 {
	x = (x ^ x>>33) * 0xff51afd7ed558ccd
	x = (x ^ x>>33) * 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}

func littleEndian(b *[8]byte, x uint64) []byte {
	for i := range b {
		b[i] = byte(x >> (8 * i))
	}
	return b[:]
}
