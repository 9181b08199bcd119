package tagger

import (
	"context"
	"slices"

	"github.com/onomast/onomast/core/chain"
	"github.com/onomast/onomast/core/scheme"
)

const (
	// window is the number of tokens from which on a sentence is decoded in pieces.
	window = 1 << 14
	// surroundings is how many tokens beside a piece are decoded with it, to either side.
	// What is further away has no say in practice.
	surroundings = 1 << 8
)

// A chainWorker is the memory of one goroutine for one chain.
type chainWorker struct {
	*emitter
	decoder *chain.Decoder
	lattice *chain.Lattice
	tags    []int32
	spans   []scheme.Span
	found   []foundSpan
	layers  Layers
	noted   []uint64 // tags of the entities found, for later chains
	only    []bool   // by type: see [Worker.Only]
	cut     [][]uint64
}

// A foundSpan is an entity and how probable it is.
type foundSpan struct {
	scheme.Span
	probability float64
	best        bool // it is among the best tags
}

func newChainWorker(c *chainTagger) *chainWorker {
	return &chainWorker{emitter: newEmitter(c), decoder: chain.NewDecoder(c.transitions), lattice: chain.NewLattice(c.transitions)}
}

// find appends to c.found the entities of a sentence. One that is longer than a
// window is decoded in pieces that overlap and are cut between entities, so that
// memory is bounded; what is near a cut is decoded with both pieces.
func (c *chainWorker) find(ctx context.Context, words []string, layers Layers, alternatives int) error {
	from, keep := 0, 0 // the piece begins, and what counts of it
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		to := min(from+window, len(words))
		rows := c.emit(words[from:to], c.cutLayers(layers, from, to))
		limit := c.decode(rows, keep-from, to-from, to < len(words))
		c.gather(rows, from, keep, from+limit, alternatives)
		if to == len(words) {
			return nil
		}
		keep = from + limit
		from = keep - surroundings
	}
}

// cutLayers returns the part of the tags of layers that belongs to some tokens, and has
// their vectors ready for emit.
func (c *chainWorker) cutLayers(layers Layers, from, to int) [][]uint64 {
	c.cut, c.vectors = c.cut[:0], c.vectors[:0]
	for _, l := range layers.Tags {
		c.cut = append(c.cut, l[from:to])
	}
	for _, v := range layers.Vectors {
		c.vectors = append(c.vectors, v[from:to])
	}
	return c.cut
}

// decode finds the best tags of n tokens. It returns before which token to cut: n
// where nothing follows, else the last place that has its surroundings behind it,
// is behind the first token to keep, and does not lie within an entity.
func (c *chainWorker) decode(rows []float32, keep, n int, more bool) (limit int) {
	c.tags = lent(&c.tags, n)
	c.decoder.Viterbi(rows, c.tags)
	if !more {
		return n
	}
	for limit = n - surroundings; limit > max(keep+1, surroundings); limit-- {
		if c.tags[limit-1] == 0 {
			return limit
		}
	}
	return n - surroundings // one entity after the other, without end
}

// gather appends the entities of a piece that begin within the tokens [keep,limit)
// of the sentence; rows and tags begin at from.
func (c *chainWorker) gather(rows []float32, from, keep, limit, alternatives int) {
	first := len(c.found)
	c.take(c.tags, true, first, from, keep, limit)
	if alternatives > 1 {
		for _, path := range c.decoder.Best(alternatives, rows) {
			c.take(path.Tags, false, first, from, keep, limit)
		}
	}
	fresh := c.found[first:]
	if !slices.ContainsFunc(fresh, c.wants) {
		return
	}
	c.lattice.Fill(rows)
	slices.SortStableFunc(fresh, func(a, b foundSpan) int { return a.Start - b.Start })
	for i := range fresh {
		if e := fresh[i].Span; c.wants(fresh[i]) {
			e.Start, e.End = e.Start-from, e.End-from
			fresh[i].probability = c.lattice.Span(c.set, e)
		}
	}
}

// wants reports whether anybody asks for an entity.
func (c *chainWorker) wants(f foundSpan) bool { return c.only == nil || c.only[f.Type] }

// take appends the entities that tags spell, unless they are there already.
func (c *chainWorker) take(tags []int32, best bool, first, from, keep, limit int) {
	if best && !slices.ContainsFunc(tags, func(t int32) bool { return t != 0 }) {
		return
	}
	c.spans = c.set.Decode(c.spans[:0], tags)
	for _, s := range c.spans {
		s.Start, s.End = s.Start+from, s.End+from
		known := func(f foundSpan) bool { return f.Span == s }
		if s.Start >= keep && s.Start < limit && (best || !slices.ContainsFunc(c.found[first:], known)) {
			c.found = append(c.found, foundSpan{Span: s, best: best})
		}
	}
}

// note writes down the entities of the best tags as later chains see them.
func (c *chainWorker) note(n int) {
	noted := lent(&c.noted, n)
	for _, f := range c.found {
		if !f.best {
			continue
		}
		hashes := c.tagHashes[f.Type]
		noted[f.Start] = hashes[0]
		for i := f.Start + 1; i < f.End; i++ {
			noted[i] = hashes[1]
		}
	}
}
