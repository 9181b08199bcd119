package gazetteer

import "slices"

// A nodeTable holds the nodes of a trie that is being built, by their whole
// keys.
type nodeTable struct {
	keys  []key // 0: empty
	nodes []node
	used  int
}

// enter makes the node of a key, if need be, and notes whether longer terms
// lead through it. It reports whether it made one.
func (t *nodeTable) enter(k key, through bool) (made bool) {
	i := t.find(k)
	if made = t.keys[i] == 0; made {
		t.keys[i] = k
		t.used++
	}
	if through {
		t.nodes[i] |= longer
	}
	return made
}

// end makes a term end at the node of a key, and returns the one that did
// before, plus 1, or 0.
func (t *nodeTable) end(k key, term uint32) (before uint32) {
	i := t.find(k)
	before = t.nodes[i].term()
	t.nodes[i] = t.nodes[i]&longer | node(term+1)
	return before
}

// find returns the slot of a key, or the empty one where it belongs.
func (t *nodeTable) find(k key) int {
	if 4*t.used >= 3*len(t.keys) {
		t.grow()
	}
	mask := len(t.keys) - 1
	i := int(k) & mask
	for t.keys[i] != k && t.keys[i] != 0 {
		i = (i + 1) & mask
	}
	return i
}

func (t *nodeTable) grow() {
	old := *t
	size := max(2*len(old.keys), 64)
	t.keys, t.nodes = make([]key, size), make([]node, size)
	for i, k := range old.keys {
		if k == 0 {
			continue
		}
		j := int(k) & (size - 1)
		for t.keys[j] != 0 {
			j = (j + 1) & (size - 1)
		}
		t.keys[j], t.nodes[j] = k, old.nodes[i]
	}
}

// pack makes the table that an index looks nodes up in. terms are linked where
// they end at the same node.
func (t *nodeTable) pack(terms []building) (slots, filter) {
	s := make(slots, t.used+t.used/2+1) // a third stays empty
	for i, k := range t.keys {
		if k == 0 {
			continue
		}
		if have := s.get(k); have != 0 {
			s.put(k, joined(have, t.nodes[i], terms))
		} else {
			s.put(k, t.nodes[i])
		}
	}
	f := newFilter(t.used, nodeBits)
	for _, k := range t.keys {
		if k != 0 {
			f.add(k)
		}
	}
	return s, f
}

// joined is one node for two keys that cannot be told apart. The terms of a node
// are linked from the last to the first.
func joined(a, b node, terms []building) node {
	var ids []uint32
	for _, n := range []node{a, b} {
		for id := n.term(); id != 0; id = terms[id-1].next {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	before := uint32(0)
	for _, id := range ids {
		terms[id-1].next = before
		before = id
	}
	return (a|b)&longer | node(before)
}
