package gazetteer

import (
	"unicode/utf8"

	"github.com/onomast/onomast/plugins/rules/alphabet"
)

// A token is a word or a single other code point, as terms are made of them.
type token struct {
	start, end int32
	hash       uint64 // of its units
	spaced     bool   // white space goes before it
}

// hashSeed and hashUnit make the hash of a word from its units, one by one
// (FNV-1a, over units).
const hashSeed = uint64(0xcbf29ce484222325)

func hashUnit(h, unit uint64) uint64 { return (h ^ unit) * 0x100000001b3 }

// mix spreads the bits of a hash (the finaliser of MurmurHash3).
func mix(x uint64) uint64 {
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	x *= 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}

// A cutter cuts a text into tokens, some at a time.
type cutter struct {
	*speller
	text   string
	at     int
	spaced bool // white space goes before at
}

// tokens appends tokens until dst is full or the text ends.
func (c *cutter) tokens(dst []token) []token {
	text, at, spaced := c.text, c.at, c.spaced
	for at < len(text) && len(dst) < cap(dst) {
		unit := c.word[text[at]]
		if unit == 0 {
			if b := text[at]; b < utf8.RuneSelf && c.ascii[b] == ' ' {
				at++
				spaced = true
				continue
			}
			at, spaced = c.token(&dst, text, at, at, hashSeed, spaced)
			continue
		}
		h, start := hashSeed, at
		for {
			h = hashUnit(h, uint64(unit))
			if at++; at == len(text) {
				break
			}
			if unit = c.word[text[at]]; unit == 0 {
				break
			}
		}
		if at < len(text) && text[at] >= utf8.RuneSelf {
			at, spaced = c.token(&dst, text, start, at, h, spaced)
			continue
		}
		dst = append(dst, token{start: int32(start), end: int32(at), hash: h, spaced: spaced})
		spaced = false
	}
	c.at, c.spaced = at, spaced
	return dst
}

// token goes on with a token from byte at, to which its hash is h, whatever its
// code points, and appends it. It returns where it ends; white space is no
// token and is reported instead.
func (s *speller) token(dst *[]token, text string, start, at int, h uint64, spaced bool) (end int, isSpace bool) {
	before := alphabet.Space
	if at > start {
		before = alphabet.Letter
	}
	for at < len(text) {
		r, size := alphabet.Decode(text, at)
		class := s.table.Class(r)
		if at == start && class == alphabet.Space {
			return at + size, true
		}
		if before != alphabet.Space && alphabet.Edge(before, class) {
			break
		}
		h = s.hash(h, r)
		before = class
		at += size
	}
	*dst = append(*dst, token{start: int32(start), end: int32(at), hash: h, spaced: spaced})
	return at, false
}

// hash goes on from h with the units of r.
func (s *speller) hash(h uint64, r rune) uint64 {
	if r < utf8.RuneSelf {
		return hashUnit(h, uint64(s.ascii[r]))
	}
	var buf [4]rune
	for _, u := range s.table.Units(buf[:0], r, s.mode) {
		h = hashUnit(h, uint64(u))
	}
	return h
}
