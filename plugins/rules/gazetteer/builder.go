package gazetteer

import (
	"bytes"

	"github.com/onomast/onomast/plugins/rules/alphabet"
)

// A Builder gathers the terms of several lists that are compared in the same
// way.
type Builder struct {
	speller *speller
	mode    Mode
	columns columns
	nodes   nodeTable
	roots   []key // of first words
	terms   []building
	forms   pool // of the terms
	strings pool
	sets    pool
	typos   typoBuilder
	scratch struct {
		tokens []token
		form   []byte
		set    []byte
	}
}

// A building is a term while the index is built.
type building struct {
	first uint32 // of its entries, plus 1
	next  uint32 // term that ends at the same node, plus 1
}

// NewBuilder makes a builder.
func NewBuilder(table *alphabet.Table, m Mode) *Builder {
	return &Builder{speller: newSpeller(table, m.Mode), mode: m}
}

// Mode returns how the terms are compared.
func (b *Builder) Mode() Mode { return b.mode }

// AddList makes room for a list and returns its number.
func (b *Builder) AddList(l List) int {
	b.columns.lists = append(b.columns.lists, l.bits())
	return len(b.columns.lists) - 1
}

// Terms returns the number of different terms.
func (b *Builder) Terms() int { return len(b.terms) }

// Add adds a term of at most [MaxTerm] bytes that is not blank. An entry of the
// same term, list and label takes up the lines and attributes instead; Add
// reports whether it had all the attributes already.
func (b *Builder) Add(term string, e Entry) (known bool) {
	b.scratch.form = b.speller.spell(b.scratch.form[:0], term)
	id, fresh := b.forms.intern(b.scratch.form)
	if fresh {
		b.lead(term, id)
	}
	b.typos.addTerm(b.speller, term, b.allowed(e.List))
	return b.record(id, e)
}

// allowed returns the number of typing errors that terms of a list may have.
func (b *Builder) allowed(list int) int {
	if !b.mode.Words {
		return 0
	}
	return listOf(b.columns.lists[list]).Distance
}

// lead makes the nodes that lead to a term that is new.
func (b *Builder) lead(text string, id uint32) {
	k := rootKey
	if b.mode.Words {
		c := cutter{speller: b.speller, text: text}
		if b.scratch.tokens == nil {
			b.scratch.tokens = make([]token, 0, MaxTerm)
		}
		b.scratch.tokens = c.tokens(b.scratch.tokens[:0])
		b.columns.longest = max(b.columns.longest, len(b.scratch.tokens))
		for i, tok := range b.scratch.tokens {
			k = k.word(tok.hash, tok.spaced && i > 0)
			if b.nodes.enter(k, i < len(b.scratch.tokens)-1) && i == 0 {
				b.roots = append(b.roots, k)
			}
		}
	} else {
		form := bytes.Runes(b.scratch.form)
		for i, u := range form {
			k = k.unit(u)
			b.nodes.enter(k, i < len(form)-1)
		}
	}
	b.terms = append(b.terms, building{next: b.nodes.end(k, id)})
}

// record puts an entry under a term.
func (b *Builder) record(term uint32, e Entry) (known bool) {
	c := &b.columns
	label, _ := b.strings.intern([]byte(e.Label))
	last := &b.terms[term].first
	for *last != 0 {
		r := &c.records[*last-1]
		if r.list == uint32(e.List) && r.label == label {
			return b.merge(r, e)
		}
		last = &r.next
	}
	*last = uint32(len(c.records)) + 1
	c.records = append(c.records, record{list: uint32(e.List), label: label, attrs: b.set(e.Attrs), line: first(e.Lines)})
	for i := 1; i < len(e.Lines); i++ {
		b.addLine(&c.records[len(c.records)-1], e.Lines[i])
	}
	return false
}

func first(lines []int32) int32 {
	if len(lines) == 0 {
		return 0
	}
	return lines[0]
}

// merge adds attributes to an entry, and the lines they stand in.
func (b *Builder) merge(r *record, e Entry) (known bool) {
	have := attrsOf(&b.sets.texts, &b.strings.texts, r.attrs)
	known = true
	for _, a := range e.Attrs {
		if !contains(have, a) {
			have = append(have, a)
			known = false
		}
	}
	if known {
		return true
	}
	r.attrs = b.set(have)
	for _, line := range e.Lines {
		b.addLine(r, line)
	}
	return false
}

func contains(attrs []Attr, want Attr) bool {
	for _, a := range attrs {
		if a == want {
			return true
		}
	}
	return false
}

// addLine appends a line to the chain of a record.
func (b *Builder) addLine(r *record, line int32) {
	c := &b.columns
	last := &r.more
	for *last != 0 {
		last = &c.lines[*last-1].next
	}
	*last = uint32(len(c.lines)) + 1
	c.lines = append(c.lines, moreLine{line: line})
}

// set interns a set of attributes and returns its number.
func (b *Builder) set(attrs []Attr) uint32 {
	b.scratch.set = b.scratch.set[:0]
	for _, a := range attrs {
		name, _ := b.strings.intern([]byte(a.Key))
		value, _ := b.strings.intern([]byte(a.Value))
		b.scratch.set = appendPair(b.scratch.set, name, value)
	}
	id, _ := b.sets.intern(b.scratch.set)
	return id
}

// Build makes an index of the terms; note is the caller's own, kept with it. The
// builder must not be used afterwards.
func (b *Builder) Build(note []byte) *Index {
	c := &b.columns
	c.note = note
	c.strings, c.sets = b.strings.texts, b.sets.texts
	c.slots, c.filter = b.nodes.pack(b.terms)
	b.nodes = nodeTable{} // its memory is wanted
	b.pack()
	b.forms = pool{}
	c.roots = newFilter(len(b.roots), rootBits)
	for _, k := range b.roots {
		c.roots.add(k)
	}
	c.typos = b.typos.build()
	return newIndex(b.speller, b.mode, *c)
}

// pack puts the terms in their column, and leads nodes there.
func (b *Builder) pack() {
	c := &b.columns
	words := 0
	for i := range b.terms {
		words += termWords + blocks(len(b.forms.get(uint32(i))))
	}
	c.terms = make(terms, 0, words)
	places := make([]uint32, len(b.terms)+1) // by term plus 1: its place plus 1
	for i, t := range b.terms {
		places[i+1] = uint32(len(c.terms)) + 1
		c.terms = c.terms.pack(b.forms.get(uint32(i)), places[t.next])
		if t.first != 0 {
			c.terms.enter(places[i+1]-1, t.first, &c.records[t.first-1])
		}
	}
	for i, slot := range c.slots {
		n := node(slot)
		c.slots[i] = slot>>32<<32 | uint64(n&longer|node(places[n.term()]))
	}
}
