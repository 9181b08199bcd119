package subword

// joinMany does what join does for words of any length: a heap has the pairs in order,
// and symbols are linked instead of moved.
func (m *bpe) joinMany(s *scratch) {
	y := s.symbols
	last := int32(len(y) - 1)
	h := s.heap[:0]
	for i := range y {
		at := int32(i)
		y[i].prev, y[i].next = at-1, at+1
		if at < last {
			h = m.offer(h, y, at)
		}
	}
	for len(h) > 0 {
		var top merge
		top, h = h.pop()
		at := top.at()
		left := &y[at]
		if left.next > last || left.gone() {
			continue
		}
		right := &y[left.next]
		rank, id := m.merges.get(left.id, right.id)
		if rank != top.rank() {
			continue // one of the two has changed since
		}
		left.id, left.to = id, right.to
		left.next = right.next
		right.prev = gone
		if left.next <= last {
			y[left.next].prev = at
			h = m.offer(h, y, at)
		}
		if left.prev >= 0 {
			h = m.offer(h, y, left.prev)
		}
	}
	s.heap = h[:0]
	kept := y[:0]
	for _, sym := range y {
		if !sym.gone() {
			kept = append(kept, sym)
		}
	}
	s.symbols = kept
}

// gone marks a symbol that its left neighbour has taken.
const gone int32 = -2

func (y *symbol) gone() bool { return y.prev == gone }

// offer puts the pair of a symbol and the next into the heap, if it becomes one.
func (m *bpe) offer(h mergeHeap, y []symbol, at int32) mergeHeap {
	rank, _ := m.merges.get(y[at].id, y[y[at].next].id)
	if rank == noRank {
		return h
	}
	return h.push(merge(uint64(rank)<<32 | uint64(at)))
}

// A merge is a pair as it was seen: its rank, and where its left symbol is. The lower
// goes first.
type merge uint64

func (m merge) rank() int32 { return int32(m >> 32) }
func (m merge) at() int32   { return int32(m & (1<<32 - 1)) }

// mergeHeap is a binary heap, the lowest at the top.
type mergeHeap []merge

func (h mergeHeap) push(m merge) mergeHeap {
	h = append(h, m)
	i := len(h) - 1
	for i > 0 {
		up := (i - 1) / 2
		if h[up] <= m {
			break
		}
		h[i] = h[up]
		i = up
	}
	h[i] = m
	return h
}

func (h mergeHeap) pop() (merge, mergeHeap) {
	top, m := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	i := 0
	for {
		down := 2*i + 1
		if down >= len(h) {
			break
		}
		if down+1 < len(h) && h[down+1] < h[down] {
			down++
		}
		if m <= h[down] {
			break
		}
		h[i] = h[down]
		i = down
	}
	if len(h) > 0 {
		h[i] = m
	}
	return top, h
}
