// Package trie finds words that begin at a place: a double array over bytes, where one
// step is two reads.
package trie

// A Trie holds words and the number of each. It does not change once built.
type Trie struct {
	cells []cell
}

// A cell is a node; node n has a child for byte b at base(n)^b, if that cell's parent
// is n.
type cell struct {
	parent int32 // of this cell; free cells have -1
	base   int32
	value  int32 // of the word that ends here, or None
}

// None is what stands for no word.
const None int32 = -1

// A Node is a place in a trie; [Root] is where words begin.
type Node int32

// Root is the node of the empty word.
const Root Node = 0

// Step returns the child of a node for a byte; false when no word goes on so.
func (t *Trie) Step(n Node, b byte) (Node, bool) {
	at := t.cells[n].base ^ int32(b)
	return Node(at), t.cells[at].parent == int32(n)
}

// Walk returns the node that word leads to from n.
func (t *Trie) Walk(n Node, word []byte) (Node, bool) {
	for _, b := range word {
		at, ok := t.Step(n, b)
		if !ok {
			return Root, false
		}
		n = at
	}
	return n, true
}

// Value returns the number of the word that ends at a node, or None.
func (t *Trie) Value(n Node) int32 { return t.cells[n].value }

// Find returns the number of a word, or None.
func (t *Trie) Find(word []byte) int32 {
	n, ok := t.Walk(Root, word)
	if !ok {
		return None
	}
	return t.Value(n)
}

// Longest returns the number and the length in bytes of the longest word that text
// begins with, counting from node n on; None when there is none.
func (t *Trie) Longest(n Node, text []byte) (value int32, length int) {
	value = None
	at := int32(n)
	for i, b := range text {
		to := t.cells[at].base ^ int32(b)
		c := &t.cells[to]
		if c.parent != at {
			break
		}
		at = to
		if c.value != None {
			value, length = c.value, i+1
		}
	}
	return value, length
}
