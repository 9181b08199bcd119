package rules

import "github.com/onomast/onomast/core/document"

// root is the node of a trie at which every term begins. Nodes count from 1.
const root = uint32(1)

// A trie holds sequences of symbols (words or code points) and, where a term
// ends, its entries.
type trie struct {
	edges   table    // node and symbol -> node
	entries []uint32 // by node: index+1 of the first entry that ends there
	terms   []entry
	// Next issue: a memory-mapped form of these columns for lists of millions.
}

// An entry is one term of one list, or several that differ in attributes only.
type entry struct {
	list  int32  // number of the list
	next  uint32 // index+1 of the next entry of the same node
	line  int32  // in the list's file; 0: among the terms of the YAML
	more  []int32
	label string
	attrs []document.Attr
}

func newTrie() trie { return trie{entries: make([]uint32, 2)} }

func (t *trie) step(node, symbol uint32) uint32 {
	return t.edges.get(uint64(node)<<32 | uint64(symbol))
}

// insert returns the node at the end of a sequence of symbols.
func (t *trie) insert(symbols []uint32) uint32 {
	node := root
	for _, symbol := range symbols {
		next := t.step(node, symbol)
		if next == 0 {
			next = uint32(len(t.entries))
			t.entries = append(t.entries, 0)
			t.edges.put(uint64(node)<<32|uint64(symbol), next)
		}
		node = next
	}
	return node
}

// add puts an entry at a node. An entry of the same list and label takes up its
// lines and attributes instead; add reports whether it had them all already.
func (t *trie) add(node uint32, e entry) (known bool) {
	last := uint32(0)
	for i := t.entries[node]; i != 0; i = t.terms[i-1].next {
		if have := &t.terms[i-1]; have.list == e.list && have.label == e.label {
			return have.merge(e)
		}
		last = i
	}
	t.terms = append(t.terms, e)
	if id := uint32(len(t.terms)); last == 0 {
		t.entries[node] = id
	} else {
		t.terms[last-1].next = id
	}
	return false
}

func (e *entry) merge(other entry) (known bool) {
	known = true
	for _, a := range other.attrs {
		if !hasAttr(e.attrs, a) {
			e.attrs = append(e.attrs, a)
			known = false
		}
	}
	if !known {
		e.more = append(e.more, other.line)
	}
	return known
}

func hasAttr(attrs []document.Attr, want document.Attr) bool {
	for _, a := range attrs {
		if a == want {
			return true
		}
	}
	return false
}
