package chain

import "slices"

// history remembers for each tag of each token by which tag it is best
// reached. As soon as all ways that lead to the present have an early part in
// common, that part is settled and forgotten.
type history struct {
	n int
	// patience is the number of tokens after which to look for what is settled.
	patience int
	// open is the first token whose tag is not settled; back holds the rows of
	// the tokens after it.
	open int
	back []uint16
	// limit is the length of back at which to settle again.
	limit      int
	tags, seen []uint16
}

func (h *history) begin(n int) {
	h.n, h.open, h.back, h.limit = n, 0, h.back[:0], h.patience*n
}

// row makes room for the next token, the i-th, and settles what it can first.
func (h *history) row(i int, tags []int32) []uint16 {
	if len(h.back) >= h.limit {
		h.settle(i-1, tags)
		h.limit = max(h.patience*h.n, 2*len(h.back))
	}
	end := len(h.back) + h.n
	h.back = slices.Grow(h.back, h.n)[:end]
	return h.back[end-h.n:]
}

// settle writes the tags that all ways to token i have in common.
func (h *history) settle(i int, tags []int32) {
	h.tags = h.tags[:0]
	for b := range h.n {
		h.tags = append(h.tags, uint16(b))
	}
	for at := i; at > h.open; at-- {
		if h.before(at); len(h.tags) > 1 {
			continue
		}
		h.trace(at-1, int(h.tags[0]), tags)
		h.back = h.back[:copy(h.back, h.back[(at-h.open)*h.n:])]
		h.open = at
		return
	}
}

// before replaces the tags of token at by those that they are reached from,
// each once.
func (h *history) before(at int) {
	if len(h.seen) < h.n {
		h.seen = make([]uint16, h.n)
	}
	row, kept := h.at(at), h.tags[:0]
	clear(h.seen)
	for _, b := range h.tags {
		if a := row[b]; h.seen[a] == 0 {
			h.seen[a] = 1
			kept = append(kept, a)
		}
	}
	h.tags = kept
}

// at is the row of a token after the first open one.
func (h *history) at(token int) []uint16 {
	k := token - h.open - 1
	return h.back[k*h.n : (k+1)*h.n]
}

// trace writes the tags up to a token whose tag is known.
func (h *history) trace(token, tag int, tags []int32) {
	tags[token] = int32(tag)
	for ; token > h.open; token-- {
		tag = int(h.at(token)[tag])
		tags[token-1] = int32(tag)
	}
}

// finish writes all tags that are still open.
func (h *history) finish(last int, tags []int32) { h.trace(len(tags)-1, last, tags) }
