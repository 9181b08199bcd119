package tagger

import (
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/template"
)

const (
	// traitPlaces is how many common traits one worker remembers.
	traitPlaces = 1 << 13
	// traitWays is how many of them share a place.
	traitWays = 2
	// mostTerms bounds what they add to blocks.
	mostTerms = 1 << 17
)

// A traitCache remembers what common traits add to the blocks of words: most words, also
// those that were never seen before, have a shape, an ending and clusters that others
// have, each with features at several offsets.
type traitCache struct {
	*chainTagger
	common  []bool // by attribute
	seen    []int  // by attribute: at how many offsets
	entries []traitEntry
	terms   []term
	keys    []uint64 // scratch
	offsets []int32
	found   []model.Found
	numbers []uint16
	weights []float32
}

// A traitEntry is what a trait adds.
type traitEntry struct {
	hash     uint64
	first, n uint32 // of the terms
}

// A term is a weight, and what it is added to.
type term struct {
	at     int32 // of a block
	weight float32
}

func newTraitCache(c *chainTagger) *traitCache {
	t := &traitCache{chainTagger: c, entries: make([]traitEntry, traitPlaces)}
	for i := range c.x.Attributes() {
		t.common, t.seen = append(t.common, c.x.Common(i)), append(t.seen, c.x.Seen(i))
	}
	return t
}

// add adds the weights of a trait to a block.
func (t *traitCache) add(block []float32, trait template.Trait) {
	e := t.of(trait)
	for _, w := range t.terms[e.first:][:e.n] {
		block[w.at] += w.weight
	}
}

// place is where a trait is, if anywhere.
func (t *traitCache) place(trait template.Trait) []traitEntry {
	return t.entries[trait.Hash%(traitPlaces/traitWays)*traitWays:][:traitWays]
}

// read reads a place ahead of of, which need not wait for it then.
func (t *traitCache) read(trait template.Trait) uint64 { return t.place(trait)[0].hash }

// of returns what a trait adds.
func (t *traitCache) of(trait template.Trait) traitEntry {
	place := t.place(trait)
	for i := range place {
		if place[i].hash == trait.Hash {
			return place[i]
		}
	}
	if len(t.terms) > mostTerms {
		clear(t.entries)
		t.terms = t.terms[:0]
	}
	copy(place[1:], place) // the last one goes
	first := len(t.terms)
	t.learn(trait)
	place[0] = traitEntry{trait.Hash, uint32(first), uint32(len(t.terms) - first)}
	return place[0]
}

// learn appends what a trait adds to a block.
func (t *traitCache) learn(trait template.Trait) {
	t.keys, t.offsets = t.x.AppendKeys(t.keys[:0], t.offsets[:0], trait)
	t.found = t.table.FindAll(t.found[:0], t.keys)
	for _, f := range t.found {
		t.numbers, t.weights = t.table.ReadRecord(f.Record, t.numbers[:0], t.weights[:0])
		row := t.words.row(int(t.offsets[f.Key])) * t.tags
		for i, tag := range t.numbers {
			if int(tag) < t.tags { // else the file is damaged
				t.terms = append(t.terms, term{int32(row + int(tag)), t.weights[i]})
			}
		}
	}
}
