package detect

import (
	"strings"
	"unicode/utf8"

	"github.com/onomast/onomast/plugins/multilingual/lid"
)

// A run is neighbouring units of one language: bytes [start,end) of the text, and what
// they add up to.
type run struct {
	start, end int
	language   int
	sum        lid.Sum
}

// runs are those of a text, in order.
type runs struct{ list []run }

// add appends the units of a block that begins at byte at, and their languages.
func (r *runs) add(us *units, path []int, at int) {
	start := at
	for i, language := range path {
		n := len(r.list)
		if n == 0 || r.list[n-1].language != language {
			r.list = append(r.list, run{start: start, language: language, sum: lid.Sum{Vector: make([]int32, us.dim)}})
			n++
		}
		r.list[n-1].sum.Add(us.sum(i))
		r.list[n-1].end = at + us.ends[i]
		start = at + us.ends[i]
	}
}

func (r *runs) total() lid.Sum {
	var all lid.Sum
	for i := range r.list {
		all.Add(r.list[i].sum)
	}
	return all
}

const (
	// block is how much of a text is looked at at once, in bytes, so that the memory for
	// it has a bound.
	block = 1 << 18
	// near is how far from the end of a block a better place to cut is looked for.
	near = 1 << 13
)

// blockEnd returns where the block that begins at i ends: behind a line, or else behind
// a space, or else between two characters.
func blockEnd(text string, i int) int {
	if len(text)-i <= block {
		return len(text)
	}
	end := i + block
	for _, mark := range []string{"\n", " "} {
		if k := strings.LastIndex(text[end-near:end], mark); k >= 0 {
			return end - near + k + 1
		}
	}
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return end
}
