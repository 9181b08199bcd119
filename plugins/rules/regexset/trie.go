package regexset

import (
	"encoding/binary"
	"unicode/utf8"
)

// An arc leads from a node over the bytes lo to hi.
type arc struct {
	lo, hi byte
	next   uint32 // a node; accept after the last byte of a code point
}

// accept is the node at which a code point is complete.
const accept = 0

// A trie holds deterministic automata, each of which reads the UTF-8 of one
// code point of a class. Equal nodes are kept once, so large classes of
// Unicode stay small.
type trie struct {
	nodes   [][]arc // node accept has none
	index   map[string]uint32
	classes map[string]uint32
}

func newTrie() *trie {
	return &trie{nodes: make([][]arc, 1), index: map[string]uint32{}, classes: map[string]uint32{}}
}

// class returns the node that reads one of the code points in ranges (pairs,
// sorted, disjoint), and false when there is none that UTF-8 can hold.
func (t *trie) class(ranges []rune) (uint32, bool) {
	key := make([]byte, 0, 4*len(ranges))
	for _, r := range ranges {
		key = binary.LittleEndian.AppendUint32(key, uint32(r))
	}
	if n, known := t.classes[string(key)]; known {
		return n, true
	}
	var all []sequence
	for i := 0; i < len(ranges); i += 2 {
		all = appendSequences(all, ranges[i], ranges[i+1])
	}
	if len(all) == 0 {
		return accept, false
	}
	n := t.build(all, 0)
	t.classes[string(key)] = n
	return n, true
}

// build makes the node for sequences that are equal before byte depth.
func (t *trie) build(all []sequence, depth int) uint32 {
	var arcs []arc
	for len(all) > 0 {
		same, first := 1, all[0]
		for same < len(all) && all[same].bytes[depth] == first.bytes[depth] {
			same++
		}
		a := arc{lo: first.bytes[depth][0], hi: first.bytes[depth][1], next: accept}
		if depth+1 < first.size {
			a.next = t.build(all[:same], depth+1)
		}
		arcs = append(arcs, a)
		all = all[same:]
	}
	return t.intern(arcs)
}

func (t *trie) intern(arcs []arc) uint32 {
	key := make([]byte, 0, 6*len(arcs))
	for _, a := range arcs {
		key = binary.LittleEndian.AppendUint32(append(key, a.lo, a.hi), a.next)
	}
	if n, known := t.index[string(key)]; known {
		return n
	}
	n := uint32(len(t.nodes))
	t.nodes = append(t.nodes, arcs)
	t.index[string(key)] = n
	return n
}

// step follows the arc over c. It reports false where there is none.
func (t *trie) step(node uint32, c byte) (next uint32, ok bool) {
	for _, a := range t.nodes[node] {
		if c <= a.hi {
			return a.next, c >= a.lo
		}
	}
	return 0, false
}

// A sequence stands for the texts with one byte out of each range.
type sequence struct {
	bytes [utf8.UTFMax][2]byte
	size  int
}

// The largest code points of one, two and three bytes, and the surrogates,
// which UTF-8 cannot hold.
const (
	max1                          = 0x7f
	max2                          = 0x7ff
	max3                          = 0xffff
	surrogateFirst, surrogateLast = 0xd800, 0xdfff
)

// continuationBits is how many bits of a code point a continuation byte holds.
const continuationBits = 6

// appendSequences appends what the code points lo to hi look like in UTF-8, in
// order.
func appendSequences(dst []sequence, lo, hi rune) []sequence {
	if lo > hi {
		return dst
	}
	if lo <= surrogateLast && hi >= surrogateFirst {
		dst = appendSequences(dst, lo, surrogateFirst-1)
		return appendSequences(dst, surrogateLast+1, hi)
	}
	for _, last := range []rune{max1, max2, max3} {
		if lo <= last && last < hi {
			dst = appendSequences(dst, lo, last)
			return appendSequences(dst, last+1, hi)
		}
	}
	for i := 1; i < utf8.RuneLen(lo); i++ {
		tail := rune(1)<<(continuationBits*i) - 1
		if lo&^tail == hi&^tail {
			continue
		}
		if lo&tail != 0 {
			dst = appendSequences(dst, lo, lo|tail)
			return appendSequences(dst, (lo|tail)+1, hi)
		}
		if hi&tail != tail {
			dst = appendSequences(dst, lo, hi&^tail-1)
			return appendSequences(dst, hi&^tail, hi)
		}
	}
	return append(dst, sequenceOf(lo, hi))
}

// sequenceOf is for code points whose bytes vary independently.
func sequenceOf(lo, hi rune) sequence {
	var a, b [utf8.UTFMax]byte
	s := sequence{size: utf8.EncodeRune(a[:], lo)}
	utf8.EncodeRune(b[:], hi)
	for i := range s.size {
		s.bytes[i] = [2]byte{a[i], b[i]}
	}
	return s
}
