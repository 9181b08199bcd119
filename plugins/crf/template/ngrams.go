package template

import "bytes"

// ngrams are the runs of code points of one length, each once.
type ngrams struct {
	length        int
	lower, bounds bool
}

// Of a long word only the ends are looked at: what is that long is no word.
const longWord = 100 // code points

// The ends of a word, as they are seen in n-grams.
const begin, end = "‹", "›"

func (g ngrams) values(a *analysis, dst [][]byte) [][]byte {
	c := a.characters(g.lower)
	if g.bounds {
		c = a.bounded(g.lower)
	}
	from := len(dst)
	for i := 0; i+g.length <= c.n(); i++ {
		if c.n() > longWord && i == longWord/2 {
			i = max(i, c.n()-longWord/2)
			if i+g.length > c.n() {
				break
			}
		}
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
