package tagger

import (
	"errors"
	"slices"

	"github.com/onomast/onomast/core/chain"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/dense"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/template"
)

// A chainTagger is what one chain of a model needs to tag.
type chainTagger struct {
	name        string
	set         scheme.Set
	x           *template.Extractor
	table       *model.Table
	transitions chain.Transitions
	calibration map[string]model.Calibration
	sources     []source
	blocks      []dense.Block
	encoders    []int // of each block: of Model.Vectors
	tracks      []template.Track
	tagHashes   [][2]uint64 // of B- and I-, by type, for later chains

	tags   int // their number: the length of a row
	margin int // rows before and behind a sentence that blocks may reach into
	bias   []float32
	words  reach
	// before[k] is added to the row of the token k behind the first, for what lies
	// before the sentence; behind[k] to that of the token k before the last.
	before, behind [][]float32
}

// A reach is which rows a block is added to: those of the tokens that see a word.
type reach struct {
	// first is the first of them, counted from the word; rows is their number.
	first, rows int
	offsets     []int
}

func newReach(offsets []int) reach {
	if len(offsets) == 0 {
		return reach{}
	}
	last := offsets[len(offsets)-1]
	return reach{first: -last, rows: last - offsets[0] + 1, offsets: offsets}
}

// row is which row of a block has the features at the offset of index k.
func (r reach) row(k int) int { return -r.offsets[k] - r.first }

func newChain(f *model.File, i int) (*chainTagger, error) {
	t, err := parse(f, i)
	if err != nil {
		return nil, err
	}
	about := &f.Chains[i]
	var blobs []template.Blob
	for _, r := range about.Resources {
		blobs = append(blobs, template.Blob{ID: r.Name, Data: r.Data})
	}
	x, err := t.Compile(template.Stored(blobs))
	if err != nil {
		return nil, err
	}
	if err := sameVectors(x.Vectors(), about.Vectors); err != nil {
		return nil, err
	}
	c := &chainTagger{
		name: about.Name, set: about.Set, x: x, table: f.Table(i), transitions: about.Transitions,
		calibration: about.Calibration, blocks: about.Vectors, tracks: x.Tracks(), tags: about.Set.N(), bias: about.Bias, words: newReach(x.Offsets()),
	}
	for _, name := range c.set.Types {
		c.tagHashes = append(c.tagHashes, [2]uint64{template.Hash("B-" + name), template.Hash("I-" + name)})
	}
	c.measure()
	c.before, c.behind = c.edge(-1), c.edge(1)
	return c, nil
}

// sameVectors makes sure that a template and what was learnt are about the same vectors.
func sameVectors(declared []template.Vectors, learnt []dense.Block) error {
	same := slices.EqualFunc(declared, learnt, func(v template.Vectors, b dense.Block) bool {
		return v.Layer == b.Layer && slices.Equal(v.Offsets, b.Offsets)
	})
	if !same {
		return errors.New("its template looks at other vectors than those it knows of")
	}
	return nil
}

// measure finds out how far blocks reach.
func (c *chainTagger) measure() {
	far := func(offsets []int) {
		for _, o := range offsets {
			c.margin = max(c.margin, o, -o)
		}
	}
	far(c.words.offsets)
	for _, t := range c.tracks {
		far(t.Offsets)
	}
}

// edge returns the rows for what lies before (side -1) or behind (1) a sentence.
func (c *chainTagger) edge(side int) [][]float32 {
	var rows [][]float32
	var w template.Word
	for distance := 1; distance <= c.margin; distance++ {
		c.x.Outside(side*distance, &w)
		for k, o := range c.words.offsets {
			at := side*o - distance // tokens from the edge to the one that sees it
			if at < 0 {
				continue
			}
			for len(rows) <= at {
				rows = append(rows, make([]float32, c.tags))
			}
			for _, key := range w.Keys[k] {
				c.table.Add(rows[at], key)
			}
		}
	}
	return rows
}

// score makes the score of an entity of a type out of its probability.
func (c *chainTagger) score(typ int, p float64) (score float64, calibrated bool) {
	points, ok := c.calibration[c.set.Types[typ]]
	if !ok {
		points, ok = c.calibration[""]
	}
	if !ok {
		return p, false
	}
	return points.Apply(p), true
}

// lent is scratch of n numbers, zeroed.
func lent[T any](scratch *[]T, n int) []T {
	*scratch = slices.Grow((*scratch)[:0], n)[:n]
	clear(*scratch)
	return *scratch
}
