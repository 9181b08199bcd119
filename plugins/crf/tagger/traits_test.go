package tagger

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/template"
)

// endings has common traits among others, and of many values.
const endings = `
features:
  - {of: bias}
  - {of: suffix, length: 3, at: [-2, -1, 0, 1]}
  - {of: word, at: [-1, 0, 1]}
  - {of: prefix, length: [1, 2], at: [0, 1]}
  - {of: ngrams, length: 2}
  - {of: shape, at: [-1, 0, 2]}
`

// TestABlockIsTheSumOfItsFeatures: to the last bit, whatever was remembered of other words
// and forgotten since.
func TestABlockIsTheSumOfItsFeatures(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(10, 1))
	words := someWords(r, 6000)
	c := randomChain(t, r, "level1", endings, setOf(t, scheme.BIOES, "A", "B", "C", "D", "E", "F"), together(words))
	w := newWorker(loaded(t, c))
	k := w.chains[0].cache
	block, forgotten := make([]float32, k.size), 0
	for i, word := range append(words, words...) {
		before := len(k.traits.terms)
		k.fill(word, block)
		if len(k.traits.terms) < before {
			forgotten++
		}
		if i%10 == 0 && !slices.Equal(block, oneByOne(k, word)) {
			t.Fatalf("%q: the block is not the sum of its features", word)
		}
	}
	if forgotten == 0 {
		t.Error("nothing was forgotten: write more words")
	}
}

// oneByOne sums the weights of a word's features in the order of the template.
func oneByOne(k *cache, word string) []float32 {
	block := make([]float32, k.size)
	var w template.Word
	k.x.Word(word, &w)
	for offset, keys := range w.Keys {
		row := block[k.words.row(offset)*k.tags:][:k.tags]
		for _, key := range keys {
			k.table.Add(row, key)
		}
	}
	return block
}

// someWords writes words of many endings and shapes.
func someWords(r *rand.Rand, n int) []string {
	words := make([]string, n)
	for i := range words {
		word := make([]byte, 2+r.IntN(8))
		for k := range word {
			word[k] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-."[r.IntN(64)]
		}
		words[i] = fmt.Sprintf("%s%d", word, r.IntN(100))
	}
	return words
}

// together makes sentences of words.
func together(words []string) []sample {
	var samples []sample
	for some := range slices.Chunk(words, 8) {
		samples = append(samples, sample{words: some})
	}
	return samples
}
