package tagger

import (
	"slices"

	"github.com/onomast/onomast/plugins/crf/dense"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/template"
)

// An emitter sums up the scores of the tags of a sentence's tokens.
type emitter struct {
	*chainTagger
	cache    *cache
	tracks   []*trackCache
	sentence template.Sentence
	hashes   []uint64 // of words
	parts    []uint64
	rows     []float32     // with margins
	found    []model.Found // conjunctions
	vectors  [][]dense.Vector
	numbers  []float32 // scratch: a vector
}

func newEmitter(c *chainTagger) *emitter {
	e := &emitter{chainTagger: c, cache: newCache(c)}
	for i := range c.tracks {
		e.tracks = append(e.tracks, newTrackCache(c, i))
	}
	return e
}

// emit returns the rows of a sentence, one score a tag, good until the next call. Its
// vectors are in e.vectors.
func (e *emitter) emit(words []string, layers [][]uint64) []float32 {
	n := len(words)
	rows := lent(&e.rows, (n+2*e.margin)*e.tags)
	own := rows[e.margin*e.tags:][: n*e.tags : n*e.tags]
	e.sentence.Layers = layers
	e.addWords(words, rows)
	e.x.Fill(&e.sentence)
	e.addTracks(rows, n)
	e.addJoins(own)
	e.addEdges(own, n)
	e.addVectors(own)
	return own
}

func (e *emitter) addVectors(own []float32) {
	for i, vectors := range e.vectors {
		b := &e.blocks[i]
		e.numbers = slices.Grow(e.numbers[:0], b.Norm.Dim())[:b.Norm.Dim()]
		b.Add(own, e.tags, vectors, e.numbers)
	}
}

func (e *emitter) addWords(words []string, rows []float32) {
	size := e.x.Parts()
	parts := lent(&e.parts, len(words)*size)
	e.sentence.Parts = e.sentence.Parts[:0]
	at := (e.margin + e.words.first) * e.tags
	e.hashes = e.cache.hash(e.hashes[:0], words)
	for i, word := range words {
		block, own := e.cache.of(word, e.hashes[i])
		addTo(rows[at:][:len(block)], block)
		at += e.tags
		kept := parts[:size:size]
		copy(kept, own) // the cache may need the place before the sentence is over
		parts = parts[size:]
		e.sentence.Parts = append(e.sentence.Parts, kept)
	}
}

func (e *emitter) addTracks(rows []float32, n int) {
	for t, cache := range e.tracks {
		if len(cache.offsets) == 0 {
			continue // only conjunctions look at it
		}
		at := (e.margin + cache.first) * e.tags
		for _, value := range e.sentence.Tracks[t][:n] {
			if value != 0 {
				block := cache.of(value)
				addTo(rows[at:][:len(block)], block)
			}
			at += e.tags
		}
	}
}

func (e *emitter) addJoins(own []float32) {
	joins := uint32(e.x.Joins())
	if joins == 0 {
		return
	}
	e.found = e.table.FindAll(e.found[:0], e.x.Joined(&e.sentence))
	for _, f := range e.found {
		token := int(uint32(f.Key) / joins)
		e.table.AddRecord(own[token*e.tags:][:e.tags], f.Record)
	}
}

func (e *emitter) addEdges(own []float32, n int) {
	for k, row := range e.before {
		if k < n {
			addTo(own[k*e.tags:][:e.tags], row)
		}
	}
	for k, row := range e.behind {
		if k < n {
			addTo(own[(n-1-k)*e.tags:][:e.tags], row)
		}
	}
	if e.bias != nil {
		for i := range n {
			addTo(own[i*e.tags:][:e.tags], e.bias)
		}
	}
}

// addTo adds numbers to as many others.
func addTo(to, numbers []float32) {
	to = to[:len(numbers)]
	for len(numbers) >= 4 {
		a, b := to[:4:4], numbers[:4:4]
		a[0] += b[0]
		a[1] += b[1]
		a[2] += b[2]
		a[3] += b[3]
		to, numbers = to[4:], numbers[4:]
	}
	for i, x := range numbers {
		to[i] += x
	}
}
