package split

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/cespare/xxhash/v2"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/duplicates"
)

// A Part is one of the sets of documents that come out.
type Part struct {
	// Name is that of the file, without its extension.
	Name string
	// Share is from 0 to 1; those of all parts have the sum 1.
	Share float64
}

// Options say how to part a corpus.
type Options struct {
	Parts []Part
	Seed  uint64
	// Group returns what a document must stay together with, "" for nothing; nil: the
	// group that the document states, if it does.
	Group func(*annotation.Document) string
	// Similar is the Jaccard index from which texts are nearly the same; 0: that of
	// [duplicates.DefaultThreshold].
	Similar float64
	// Rare is how many units make a label common; 0: labels do not count.
	Rare int
	// Keep says where texts were before. It may be nil.
	Keep *Kept
}

// A Builder takes in documents. It keeps about 500 bytes for each distinct text and 8 for
// each document and label of a document, and no text.
type Builder struct {
	opts   Options
	index  *duplicates.Index
	sets   duplicates.Sets
	groups map[uint64]int // the first text of a group
	keys   []uint64       // of texts: the smallest
	kept   []int8         // of texts: the part they were in, -1: none
	docs   []int32        // the texts of documents
	labels map[string]int32
	names  []string
	marks  []mark
	alone  int // documents without a group
}

// A mark says that a text has a label.
type mark struct{ text, label int32 }

// NewBuilder returns a builder that has met nothing.
func NewBuilder(opts Options) *Builder {
	return &Builder{opts: opts, index: duplicates.NewIndex(opts.Similar), groups: map[uint64]int{}, labels: map[string]int32{}}
}

// Add takes in a document.
func (b *Builder) Add(d *annotation.Document) {
	signature := duplicates.Sign(d.Text)
	text, fresh, near := b.index.Add(&signature)
	own := b.key(signature.Same)
	if fresh {
		b.keys = append(b.keys, own)
		b.kept = append(b.kept, b.opts.Keep.part(signature.Same))
	}
	for _, m := range near {
		b.sets.Join(text, m.Text)
	}
	b.sets.Find(text)
	b.group(d, text, own)
	b.docs = append(b.docs, int32(text))
	b.mark(d, text)
}

// group joins a text to its group, whose key takes the place of the text's own one.
func (b *Builder) group(d *annotation.Document, text int, own uint64) {
	name := d.Group
	if b.opts.Group != nil {
		if name = b.opts.Group(d); name == "" {
			b.alone++
		}
	}
	if name == "" {
		return
	}
	key := b.key(xxhash.Sum64String("group\x00" + name))
	if first, known := b.groups[key]; known {
		b.sets.Join(first, text)
	} else {
		b.groups[key] = text
	}
	if b.keys[text] == own || key < b.keys[text] {
		b.keys[text] = key
	}
}

// key spreads a hash anew by the seed.
func (b *Builder) key(hash uint64) uint64 {
	var bytes [16]byte
	binary.LittleEndian.PutUint64(bytes[:8], b.opts.Seed)
	binary.LittleEndian.PutUint64(bytes[8:], hash)
	return xxhash.Sum64(bytes[:])
}

// mark notes the labels of a document.
func (b *Builder) mark(d *annotation.Document, text int) {
	from := len(b.marks)
	for i := range d.Entities {
		name := d.Entities[i].Label
		label, known := b.labels[name]
		if !known {
			label = int32(len(b.names))
			b.labels[name] = label
			b.names = append(b.names, name)
		}
		if m := (mark{int32(text), label}); !slices.Contains(b.marks[from:min(len(b.marks), from+32)], m) {
			b.marks = append(b.marks, m)
		}
	}
}

// A unit is what stays together.
type unit struct {
	key       uint64
	documents int
	part      int // -1: not placed yet
}

// A Plan says where each document goes.
type Plan struct {
	Parts []Part
	// Units is how many sets of documents stay together, Bound how many of them have
	// several documents, Largest how many documents the largest one has.
	Units, Bound, Largest int
	// Alone is how many documents have no group, though groups were asked for.
	Alone int
	// Rare are the labels that were spread over the parts by their rank.
	Rare []string
	// Kept is how many texts stay in the part they were in, Moved how many do not,
	// since something binds them to texts of another part.
	Kept, Moved int

	docs []int8
}

// Len returns how many documents there are.
func (p *Plan) Len() int { return len(p.docs) }

// Of returns the index of the part of a document, by the order they were added in.
func (p *Plan) Of(document int) int { return int(p.docs[document]) }

// Plan places every unit.
func (b *Builder) Plan() *Plan {
	p := &Plan{Parts: b.opts.Parts, Alone: b.alone}
	units, of := b.units()
	b.keep(p, units, of)
	b.spread(p, units, of)
	for i := range units {
		if u := &units[i]; u.part < 0 {
			u.part = place(b.opts.Parts, u.key)
		}
		p.Largest = max(p.Largest, units[i].documents)
		if units[i].documents > 1 {
			p.Bound++
		}
	}
	p.Units = len(units)
	p.docs = make([]int8, len(b.docs))
	for i, text := range b.docs {
		p.docs[i] = int8(units[of[text]].part)
	}
	b.count(p, units, of)
	return p
}

// units makes units of sets; of holds the unit of each text.
func (b *Builder) units() (units []unit, of []int32) {
	of = make([]int32, len(b.keys))
	number := map[int]int32{}
	for text, key := range b.keys {
		root := b.sets.Find(text)
		n, known := number[root]
		if !known {
			n = int32(len(units))
			number[root] = n
			units = append(units, unit{key: key, part: -1})
		}
		of[text] = n
		units[n].key = min(units[n].key, key)
	}
	for _, text := range b.docs {
		units[of[text]].documents++
	}
	return units, of
}

// keep places units where most of their texts were.
func (b *Builder) keep(p *Plan, units []unit, of []int32) {
	if b.opts.Keep == nil {
		return
	}
	votes := map[int32][]int{}
	for text, part := range b.kept {
		if part < 0 {
			continue
		}
		n := of[text]
		if votes[n] == nil {
			votes[n] = make([]int, len(p.Parts))
		}
		votes[n][part]++
	}
	for n, v := range votes {
		units[n].part = slices.Index(v, slices.Max(v))
	}
}

// count says how many texts stay where they were.
func (b *Builder) count(p *Plan, units []unit, of []int32) {
	for text, part := range b.kept {
		switch {
		case part < 0:
		case units[of[text]].part == int(part):
			p.Kept++
		default:
			p.Moved++
		}
	}
}

// place returns the part whose stretch of the hashes a key lies in.
func place(parts []Part, key uint64) int {
	at, sum := float64(key>>11)/(1<<53), 0.0
	last := 0
	for i, p := range parts {
		if p.Share <= 0 {
			continue
		}
		if sum += p.Share; at < sum {
			return i
		}
		last = i
	}
	return last
}

// byKey orders units by their hash.
func byKey(units []unit) func(a, b int32) int {
	return func(a, b int32) int { return cmp.Or(cmp.Compare(units[a].key, units[b].key), cmp.Compare(a, b)) }
}
