package template

import "bytes"

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

func (g ngrams) values(a *analysis, dst [][]byte) [][]byte {
	c := a.characters(g.lower)
	if g.bounds {
		c = a.bounded(g.lower)
	}
	from, n := len(dst), c.n()
	if n <= longWord {
		return g.within(c, 0, n, from, dst)
	}
	dst = g.within(c, 0, longWord/2, from, dst)
	return g.within(c, n-longWord/2, n, from, dst)
}

// within appends the n-grams between two code points that are not among dst[from:].
func (g ngrams) within(c *characters, start, stop, from int, dst [][]byte) [][]byte {
	for i := start; i+g.length <= stop; i++ {
		if gram := c.slice(i, i+g.length); !contains(dst[from:], gram) {
			dst = append(dst, gram)
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
