package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/onomast/onomast/core/document"
)

// sources are the stages that propose.
const sources = 4

// span is one candidate: bytes, half-open.
type span struct {
	start, end int
	label      string
	score      float32
}

var labels = [...]string{"DATE", "LOCATION", "ORG", "PERSON", "PRODUCT"}

// scene makes candidates for a text of words of five bytes and a blank.
type scene struct {
	name string
	make func(r *rand.Rand, n int) (words int, spans []span)
}

func scenes() []scene {
	return []scene{
		{"dense text: spans of 1-20 words, 4 candidates begin at a word", dense},
		{"all over one word, crossing and nested", point},
		{"one chain, each inside the next", chain},
	}
}

func dense(r *rand.Rand, n int) (int, []span) {
	words := max(1, n/4)
	return words, random(r, n, func() (int, int) {
		first := r.IntN(words)
		return first, min(words-1, first+r.IntN(20))
	})
}

// sparse is a long document as pipelines see it: short spans, one candidate at
// every other word.
func sparse(r *rand.Rand, n int) (int, []span) {
	words := 2 * n
	return words, random(r, n, func() (int, int) {
		first := r.IntN(words)
		return first, min(words-1, first+r.IntN(4))
	})
}

func point(r *rand.Rand, n int) (int, []span) {
	return 2*n + 1, random(r, n, func() (int, int) { return r.IntN(n), n + r.IntN(n) })
}

func chain(r *rand.Rand, n int) (int, []span) {
	i := -1
	return 2*n + 1, random(r, n, func() (int, int) { i++; return i, 2*n - i })
}

// random makes n spans of a random label and score from first and last words.
func random(r *rand.Rand, n int, words func() (first, last int)) []span {
	spans := make([]span, n)
	for i := range spans {
		first, last := words()
		spans[i] = span{start: 6 * first, end: 6*last + 5, label: labels[r.IntN(len(labels))], score: r.Float32()}
	}
	return spans
}

// build makes a document whose candidates are dealt out to the sources.
func build(words int, spans []span) (*document.Document, error) {
	doc, err := document.New("bench", strings.Repeat("words ", words))
	if err != nil {
		return nil, err
	}
	for s := range sources {
		l := document.NewLayer(fmt.Sprintf("source%d", s))
		for i := s; i < len(spans); i += sources {
			c := spans[i]
			l.Add(document.Span{Start: c.start, End: c.end, Label: c.label, Score: c.score, Kind: document.Calibrated})
		}
		if err := doc.Add(l); err != nil {
			return nil, err
		}
	}
	return doc, nil
}

// fresh returns the document as it is before the resolver.
func fresh(doc *document.Document) *document.Document {
	names := make([]string, sources)
	for s := range names {
		names[s] = fmt.Sprintf("source%d", s)
	}
	return doc.With(names...)
}
