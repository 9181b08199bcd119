package gazetteer

// A key leads to a node of the trie: it is the hash of the symbols from the
// root to the node.
type key uint64

// rootKey is where every term begins.
const rootKey = key(0x9e3779b97f4a7c15)

// A symbol is a word and whether white space goes before it, or a code point.
// Before the first word of a term white space does not matter.
func (k key) word(hash uint64, spaced bool) key {
	if spaced {
		hash ^= 0x5bd1e9955bd1e995
	}
	return key(fold(uint64(k)^hash, 0xff51afd7ed558ccd))
}

func (k key) unit(u rune) key { return k.word(uint64(u), false) }

// A node is what the table holds for a key: whether longer terms lead through
// it, and the first term that ends there, plus 1; 0 for none.
type node uint32

const longer = node(1 << 31)

func (n node) term() uint32 { return uint32(n &^ longer) }

// slots is an open hash table of nodes. A slot is the low half of a key, never
// 0, above a node; the high half says where it lies. Two keys that agree in
// both share a node, which costs a comparison of spellings and nothing else.
type slots []uint64

func (k key) low() uint64 { return uint64(k)&0xffffffff | 1 }

func (s slots) place(k key) int {
	return int(uint64(k) >> 32 * uint64(len(s)) >> 32)
}

// get returns the node of a key; 0 for none.
func (s slots) get(k key) node {
	low := k.low()
	for i := s.place(k); ; {
		slot := s[i]
		if slot>>32 == low {
			return node(slot)
		}
		if slot == 0 {
			return 0
		}
		if i++; i == len(s) {
			i = 0
		}
	}
}

// put makes n the node of a key.
func (s slots) put(k key, n node) {
	low := k.low()
	for i := s.place(k); ; {
		if slot := s[i]; slot == 0 || slot>>32 == low {
			s[i] = low<<32 | uint64(n)
			return
		}
		if i++; i == len(s) {
			i = 0
		}
	}
}

// A filter says which keys may lead to nodes. It is small, so that most words of
// a text are passed over without a look at the slots.
type filter []uint64

// The number of bits of a filter for each node, at least.
const (
	nodeBits = 8
	rootBits = 8
)

func newFilter(n, bits int) filter {
	words := 1
	for words*64 < n*bits {
		words *= 2
	}
	return make(filter, words)
}

func (f filter) add(k key) { f[f.word(k)] |= 1 << (k & 63) }

func (f filter) may(k key) bool { return f[f.word(k)]>>(k&63)&1 != 0 }

// count is 1 for a key that may lead to a node, else 0.
func (f filter) count(k key) int { return int(f[f.word(k)] >> (k & 63) & 1) }

func (f filter) word(k key) int { return int(uint64(k)>>6) & (len(f) - 1) }
