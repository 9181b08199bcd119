package regexset

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// reads reports whether the class at a node reads exactly the bytes.
func (t *trie) reads(node uint32, b []byte) bool {
	for i, c := range b {
		next, ok := t.step(node, c)
		if !ok {
			return false
		}
		if node = next; node == accept {
			return i == len(b)-1
		}
	}
	return false
}

// pairs flattens a table of Unicode.
func pairs(table *unicode.RangeTable) []rune {
	var all []rune
	add := func(lo, hi, stride rune) {
		for r := lo; r <= hi; r += stride {
			if n := len(all); n > 0 && all[n-1] == r-1 {
				all[n-1] = r
				continue
			}
			all = append(all, r, r)
		}
	}
	for _, x := range table.R16 {
		add(rune(x.Lo), rune(x.Hi), rune(x.Stride))
	}
	for _, x := range table.R32 {
		add(rune(x.Lo), rune(x.Hi), rune(x.Stride))
	}
	return all
}

func TestTrieReadsItsClass(t *testing.T) {
	t.Parallel()
	for name, table := range map[string]*unicode.RangeTable{
		"L": unicode.L, "Lu": unicode.Lu, "Han": unicode.Han, "Cs": unicode.Cs, "Greek": unicode.Greek, "P": unicode.P,
	} {
		tr := newTrie()
		node, some := tr.class(pairs(table))
		for r := rune(0); r <= unicode.MaxRune; r++ {
			want := unicode.Is(table, r) && utf8.ValidRune(r)
			got := utf8.ValidRune(r) && some && tr.reads(node, utf8.AppendRune(nil, r))
			if got != want {
				t.Fatalf("%s reads %U: %v", name, r, got)
			}
		}
	}
}

func TestTrieReadsRanges(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		edges := rapid.SampledFrom([]rune{0, 'a', 0x7f, 0x80, 0x7ff, 0x800, 0xfff, 0x1000, 0xd7ff, 0xd800, 0xdfff, 0xe000, 0xffff, 0x10000, 0x10ffff})
		near := rapid.Custom(func(t *rapid.T) rune {
			return min(max(edges.Draw(t, "edge")+rune(rapid.IntRange(-70, 70).Draw(t, "by")), 0), unicode.MaxRune)
		})
		lo, hi := near.Draw(t, "lo"), near.Draw(t, "hi")
		if lo > hi {
			lo, hi = hi, lo
		}
		tr := newTrie()
		node, some := tr.class([]rune{lo, hi})
		r := near.Draw(t, "r")
		if !utf8.ValidRune(r) {
			return
		}
		if got := some && tr.reads(node, utf8.AppendRune(nil, r)); got != (lo <= r && r <= hi) {
			t.Fatalf("[%U-%U] reads %U: %v", lo, hi, r, got)
		}
	})
}

func TestTrieKeepsEqualNodesOnce(t *testing.T) {
	t.Parallel()
	tr := newTrie()
	a, _ := tr.class(pairs(unicode.L))
	size := len(tr.nodes)
	b, _ := tr.class(pairs(unicode.L))
	if a != b || len(tr.nodes) != size {
		t.Errorf("the same class got nodes %d and %d", a, b)
	}
	if size > 500 {
		t.Errorf("%d nodes for all letters", size)
	}
}
