package dataset

import "math/bits"

// Choice says which features get parameters.
type Choice struct {
	// MinCount leaves out features of fewer tokens, unless they have a least count of
	// their own.
	MinCount int
	// AllTags gives a feature a parameter for every tag rather than for those it was
	// seen with.
	AllTags bool
}

// Finish returns the training data and its columns.
func (b *Builder) Finish(choice Choice) (*Grid, *Columns, error) {
	if err := b.gather(); err != nil {
		return nil, nil, err
	}
	b.measure()
	seen := b.look()
	c := &Columns{dictionary: b.found, Start: []uint32{0}}
	to := b.unite(seen, choice, c)
	for key, column := range c.dictionary {
		c.dictionary[key] = to.group[column]
	}
	b.grid.Cells.filter(to.own)
	b.grid.Joins.filter(to.own)
	return b.grid, c, nil
}

// A sighting is the tokens at which something was seen.
type sighting struct {
	count int
	sum   uint64 // of the scrambled tokens: equal for the same tokens
	tags  []uint64
}

// sightings are many, with the tags in one slice.
type sightings struct {
	words int // of 64 tags
	count []uint32
	sum   []uint64
	tags  []uint64
}

func newSightings(n, tags int) *sightings {
	words := (tags + 63) / 64
	return &sightings{words, make([]uint32, n), make([]uint64, n), make([]uint64, n*words)}
}

func (s *sightings) token(i, site int, tag int16) {
	s.count[i]++
	s.sum[i] += scramble(uint64(site))
	s.tags[i*s.words+int(tag)/64] |= 1 << (tag % 64)
}

func (s *sightings) of(i int) sighting {
	return sighting{int(s.count[i]), s.sum[i], s.tags[i*s.words : (i+1)*s.words]}
}

func (s *sightings) add(i int, t sighting) {
	s.count[i] += uint32(t.count)
	s.sum[i] += t.sum
	for w, tags := range t.tags {
		s.tags[i*s.words+w] |= tags
	}
}

// scramble is the finaliser of SplitMix64.
func scramble(x uint64) uint64 {
	x += 0x9E3779B97F4A7C15
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// look returns where each column was seen.
func (b *Builder) look() *sightings {
	g := b.grid
	cells := newSightings(g.Cells.Len(), g.Tags)
	for s := range g.Sources {
		g.Sources[s].eachToken(g.Gold, func(cell, token int) { cells.token(cell, token, g.Gold[token]) })
	}
	columns := newSightings(len(b.mins), g.Tags)
	for cell := range g.Cells.Len() {
		for _, c := range g.Cells.At(cell) {
			columns.add(int(c), cells.of(cell))
		}
	}
	for site := range g.Joins.Len() {
		for _, c := range g.Joins.At(site) {
			columns.token(int(c), site, g.Gold[site])
		}
	}
	return columns
}

// eachToken calls yield with each token and each cell of the source that it sees.
func (s *Source) eachToken(gold []int16, yield func(cell, token int)) {
	for site, t := range s.Of {
		if t < 0 {
			continue
		}
		for k, o := range s.Offsets {
			if token := site - o; token >= 0 && token < len(gold) && gold[token] != Nowhere {
				yield(s.Base+int(t)*len(s.Offsets)+k, token)
			}
		}
	}
}

// renumbering leads from columns as they were found to those that are kept.
type renumbering struct {
	group []int32 // the column that has its parameters, or -1
	own   []int32 // the same, but -1 for all of a group but one
}

// unite makes one column of those that were seen at the same tokens, and drops those
// seen too rarely. Of a group, a column of cells stays rather than one of tokens, since a
// cell is worked on once for all its tokens.
func (b *Builder) unite(seen *sightings, choice Choice, c *Columns) renumbering {
	n := len(b.mins)
	to := renumbering{group: make([]int32, n), own: make([]int32, n)}
	for i := range n {
		to.group[i], to.own[i] = -1, -1
	}
	type tokens struct {
		sum   uint64
		count int
	}
	known := make(map[tokens]int32, n/2)
	take := func(column int32) {
		if to.group[column] >= 0 {
			return
		}
		s := seen.of(int(column))
		if s.count < max(1, b.least(column, choice)) {
			return
		}
		at := tokens{s.sum, s.count}
		group, united := known[at]
		if !united {
			group = int32(c.Len())
			known[at], to.own[column] = group, group
			c.add(s.tags, b.grid.Tags, choice.AllTags)
		}
		c.Share[group]++
		to.group[column] = group
	}
	for _, column := range b.grid.Cells.Items {
		take(column)
	}
	for _, column := range b.grid.Joins.Items {
		take(column)
	}
	return to
}

func (b *Builder) least(column int32, choice Choice) int {
	if own := b.mins[column]; own > 0 {
		return int(own)
	}
	return choice.MinCount
}

// add makes a column with parameters for a set of tags, or for all.
func (c *Columns) add(set []uint64, tags int, all bool) {
	for w := range set {
		word := set[w]
		if all {
			word = ^uint64(0)
		}
		for ; word != 0; word &= word - 1 {
			if tag := 64*w + bits.TrailingZeros64(word); tag < tags {
				c.Tags = append(c.Tags, uint16(tag))
			}
		}
	}
	c.Start = append(c.Start, uint32(len(c.Tags)))
	c.Share = append(c.Share, 0)
}
