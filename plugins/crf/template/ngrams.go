package template

import (
	"bytes"
	"slices"
)

// ngrams are the runs of code points of one length, each once.
type ngrams struct {
	length        int
	lower, bounds bool
}

// Of a word that is longer only the ends are looked at: what is that long is no
// word, and n-grams are compared with each other.
const longWord = 64 // code points

// The ends of a word, as they are seen in n-grams.
const begin, end = "‹", "›"

// among returns the characters that hold the n-grams, and between which of them.
func (g ngrams) among(a *analysis) (c *characters, where [2][2]int) {
	c = a.characters(g.lower)
	if g.bounds {
		c = a.bounded(g.lower)
	}
	n := c.n()
	if n <= longWord {
		return c, [2][2]int{{0, n}}
	}
	return c, [2][2]int{{0, longWord / 2}, {n - longWord/2, n}}
}

func (g ngrams) values(a *analysis, dst [][]byte) [][]byte {
	c, where := g.among(a)
	from := len(dst)
	for _, w := range where {
		for i := w[0]; i+g.length <= w[1]; i++ {
			if gram := c.slice(i, i+g.length); !contains(dst[from:], gram) {
				dst = append(dst, gram)
			}
		}
	}
	return dst
}

// hashes compares hashes instead of n-grams.
func (g ngrams) hashes(a *analysis, dst []uint64) []uint64 {
	c, where := g.among(a)
	from := len(dst)
	for _, w := range where {
		for i := w[0]; i+g.length <= w[1]; i++ {
			if hash := hashOf(c.slice(i, i+g.length)); !slices.Contains(dst[from:], hash) {
				dst = append(dst, hash)
			}
		}
	}
	return dst
}

func contains(list [][]byte, value []byte) bool {
	for _, v := range list {
		if bytes.Equal(v, value) {
			return true
		}
	}
	return false
}

func (ngrams) always() bool { return false }
