package trie

import (
	"cmp"
	"slices"
)

// A Word is what a trie is built from; of equal words the last counts.
type Word struct {
	Text  string
	Value int32
}

// Build makes a trie of words.
func Build(words []Word) *Trie {
	sorted := slices.Clone(words)
	slices.SortStableFunc(sorted, func(a, b Word) int { return cmp.Compare(a.Text, b.Text) })
	b := &builder{}
	b.grow(512)
	b.used[Root] = true // but nobody's child
	b.run(sorted)
	return &Trie{cells: b.cells}
}

type builder struct {
	cells []cell
	used  []bool
	first int // every cell before it is taken
}

// grow adds cells in blocks of 256, so that base^byte never leaves the array.
func (b *builder) grow(n int) {
	for range n {
		b.cells = append(b.cells, cell{parent: -1, value: None})
		b.used = append(b.used, false)
	}
}

// A branch is what the words of a node go on with: a byte, and the words that have it.
type branch struct {
	label    byte
	from, to int
}

// A task is a node whose children still need cells; its words share their first depth
// bytes.
type task struct {
	node  int32
	words []Word
	depth int
}

func (b *builder) run(words []Word) {
	todo := []task{{words: words}}
	for len(todo) > 0 {
		t := todo[len(todo)-1]
		todo = append(todo[:len(todo)-1], b.place(t)...)
	}
}

// place gives the children of a node their cells, and returns what is left to do.
func (b *builder) place(t task) []task {
	for len(t.words) > 0 && len(t.words[0].Text) == t.depth {
		b.cells[t.node].value = t.words[0].Value
		t.words = t.words[1:]
	}
	branches := split(t.words, t.depth)
	if len(branches) == 0 {
		return nil
	}
	base := b.free(branches)
	b.cells[t.node].base = base
	left := make([]task, len(branches))
	for i, br := range branches {
		at := base ^ int32(br.label)
		b.cells[at].parent = t.node
		b.used[at] = true
		left[i] = task{at, t.words[br.from:br.to], t.depth + 1}
	}
	return left
}

func split(words []Word, depth int) []branch {
	var out []branch
	for i := 0; i < len(words); {
		label := words[i].Text[depth]
		j := i + 1
		for j < len(words) && words[j].Text[depth] == label {
			j++
		}
		out = append(out, branch{label, i, j})
		i = j
	}
	return out
}

// tries bounds how many free cells are looked at before new ones are added: the array
// stays dense enough and building it linear.
const tries = 256

// free returns a base at which the cells of all branches are free.
func (b *builder) free(branches []branch) int32 {
	for b.first < len(b.used) && b.used[b.first] {
		b.first++
	}
	looked := 0
	for at := b.first; at < len(b.used) && looked < tries; at++ {
		if b.used[at] {
			continue
		}
		looked++
		if base := int32(at) ^ int32(branches[0].label); b.fits(base, branches) {
			return base
		}
	}
	if looked == tries {
		b.first += tries / 8 // these few cells stay free for good
	}
	base := int32(len(b.cells))
	b.grow(256)
	return base
}

func (b *builder) fits(base int32, branches []branch) bool {
	for _, br := range branches {
		if b.used[base^int32(br.label)] {
			return false
		}
	}
	return true
}
