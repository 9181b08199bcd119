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
		switch b := text[at]; {
		case b < utf8.RuneSelf && c.ascii[b] == ' ':
			at++
			spaced = true
			continue
		case c.word[b]:
			if end, h := c.asciiWord(text, at); end > 0 {
				dst = append(dst, token{start: int32(at), end: int32(end), hash: h, spaced: spaced})
				at, spaced = end, false
				continue
			}
		case b < utf8.RuneSelf && at+1 < len(text) && text[at+1] < utf8.RuneSelf:
			dst = append(dst, token{start: int32(at), end: int32(at + 1), hash: block(c.ascii[b]).hash(hashSeed), spaced: spaced})
			at, spaced = at+1, false
			continue
		}
		at, spaced = c.token(&dst, text, at, spaced)
	}
	c.at, c.spaced = at, spaced
	return dst
}

// asciiWord returns where the word at byte at ends and its hash, or 0 when that
// needs a closer look: it goes on beyond ASCII or is near the end of the text.
func (s *speller) asciiWord(text string, at int) (end int, hash uint64) {
	b := bytesOfText(text)
	hash = hashSeed
	for at+blockSize <= len(b) {
		x := blockAt(b, at)
		letters := x.letters()
		n := x.wordBytes(letters)
		if s.mode.Fold {
			x = x.folded(letters)
		}
		if n == blockSize {
			hash = x.hash(hash)
			at += blockSize
			continue
		}
		if b[at+n] >= utf8.RuneSelf {
			return 0, 0
		}
		if n > 0 {
			hash = x.first(n).hash(hash)
		}
		return at + n, hash
	}
	return 0, 0
}

// token appends the token at byte at, whatever its code points, and returns
// where it ends; white space is no token and is reported instead.
func (s *speller) token(dst *[]token, text string, at int, spaced bool) (end int, isSpace bool) {
	before, start := alphabet.Space, at
	h := blockHash{sum: hashSeed}
	for at < len(text) {
		r, size := alphabet.Decode(text, at)
		class := s.table.Class(r)
		if at == start && class == alphabet.Space {
			return at + size, true
		}
		if before != alphabet.Space && alphabet.Edge(before, class) {
			break
		}
		s.hash(&h, r)
		before = class
		at += size
	}
	*dst = append(*dst, token{start: int32(start), end: int32(at), hash: h.end(), spaced: spaced})
	return at, false
}

// hash goes on with the units of r.
func (s *speller) hash(h *blockHash, r rune) {
	if r < utf8.RuneSelf {
		h.add(s.ascii[r])
		return
	}
	var units [4]rune
	var form [4]byte
	for _, u := range s.table.Units(units[:0], r, s.mode) {
		for _, b := range utf8.AppendRune(form[:0], u) {
			h.add(b)
		}
	}
}
