package dataset

import (
	"errors"
	"math"

	"github.com/onomast/onomast/plugins/crf/dense"
)

// A Builder takes sentences and makes a [Grid] of them. Keys are those of features;
// 0 is no feature.
type Builder struct {
	grid   *Grid
	margin int
	fixed  *Columns // those of training data; nil: this is the training data
	found  map[uint64]int32
	mins   []uint8 // of each column found, 0 if it has none of its own
	cells  []Lists // of each source, while they grow
	index  int32
}

// NewBuilder begins a grid for training. offsets are those of each source, sorted.
func NewBuilder(tags int, offsets [][]int) *Builder {
	b := &Builder{grid: &Grid{Tags: tags}, found: map[uint64]int32{}}
	for _, o := range offsets {
		b.grid.Sources = append(b.grid.Sources, Source{Offsets: o})
		b.cells = append(b.cells, Lists{Start: []uint32{0}})
		for _, d := range o {
			b.margin = max(b.margin, d, -d)
		}
	}
	b.grid.Joins.Start = []uint32{0}
	return b
}

// NewReader begins a grid that knows the features of c only: of sentences to be tagged.
func NewReader(tags int, offsets [][]int, c *Columns) *Builder {
	b := NewBuilder(tags, offsets)
	b.fixed = c
	return b
}

// Margin returns how many sites there are before and behind the tokens of a sentence.
func (b *Builder) Margin() int { return b.margin }

// Type adds a type to a source and returns it. keys[k] are its features at the source's
// offset of index k, and mins[k] their own least counts; mins may be nil.
func (b *Builder) Type(source int, keys [][]uint64, mins [][]uint8) int32 {
	lists := &b.cells[source]
	for k := range b.grid.Sources[source].Offsets {
		for i, key := range keys[k] {
			least := uint8(0)
			if mins != nil {
				least = mins[k][i]
			}
			if c := b.column(key, least); c >= 0 {
				lists.Items = append(lists.Items, c)
			}
		}
		lists.close()
	}
	s := &b.grid.Sources[source]
	s.Types++
	return int32(s.Types - 1)
}

// column returns the column of a key, or -1.
func (b *Builder) column(key uint64, least uint8) int32 {
	if key == 0 {
		return -1
	}
	if b.fixed != nil {
		return b.fixed.Find(key)
	}
	c, known := b.found[key]
	if !known {
		c = int32(len(b.mins))
		b.found[key] = c
		b.mins = append(b.mins, least)
	}
	return c
}

// A Layout is one sentence.
type Layout struct {
	// Types is what each source holds at the places of the sentence, margins included;
	// -1 is nothing.
	Types [][]int32
	// Joins are the features of each token that depend on several places, with their own
	// least counts.
	Joins [][]Join
	// Vectors are those of each token, of each layer that the Builder sees; a layer may be
	// missing, or empty.
	Vectors [][]dense.Vector
	// Tags are the right ones.
	Tags []int32
	// Weight is how many sentences this one counts as.
	Weight float64
}

// A Join is a feature of one token.
type Join struct {
	Key uint64
	Min uint8
}

// Sentence adds a sentence, which is not kept. One without tokens is passed over.
func (b *Builder) Sentence(s Layout) {
	g, n := b.grid, len(s.Tags)
	b.index++
	if n == 0 {
		return
	}
	b.outside()
	start := int32(len(g.Gold))
	for i, tag := range s.Tags {
		g.Gold = append(g.Gold, int16(tag))
		for _, j := range s.Joins[i] {
			if c := b.column(j.Key, j.Min); c >= 0 {
				g.Joins.Items = append(g.Joins.Items, c)
			}
		}
		g.Joins.close()
	}
	b.outside()
	for i := range g.Sources {
		g.Sources[i].Of = append(g.Sources[i].Of, s.Types[i]...)
	}
	b.vectors(s.Vectors, n)
	g.Sentences = append(g.Sentences, Range{start, start + int32(n)})
	g.Weights = append(g.Weights, s.Weight)
	g.Origin = append(g.Origin, b.index-1)
}

func (b *Builder) outside() {
	for range b.margin {
		b.grid.Gold = append(b.grid.Gold, Nowhere)
		b.grid.Joins.close()
	}
}

// Read returns the grid of a Builder made by [NewReader].
func (b *Builder) Read() (*Grid, error) { return b.grid, b.gather() }

// gather joins the cells of all sources.
func (b *Builder) gather() error {
	g := b.grid
	g.Cells = Lists{Start: []uint32{0}}
	total := len(g.Joins.Items)
	for _, l := range b.cells {
		total += len(l.Items)
	}
	if total > math.MaxInt32 || len(g.Gold) > math.MaxInt32 {
		return errors.New("there is too much data for one model: train on fewer sentences, or with fewer features")
	}
	for i, l := range b.cells {
		g.Sources[i].Base = g.Cells.Len()
		before := uint32(len(g.Cells.Items))
		g.Cells.Items = append(g.Cells.Items, l.Items...)
		for _, end := range l.Start[1:] {
			g.Cells.Start = append(g.Cells.Start, before+end)
		}
		b.cells[i] = Lists{}
	}
	return nil
}
