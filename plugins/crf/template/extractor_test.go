package template

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const small = `
name: small
features:
  - {of: word, at: [-1, 0]}
  - {of: suffix, length: [2, 3], lower: true, min_count: 2}
  - {of: ngrams, length: 3, bounds: true}
  - {of: position, at: [0, 1]}
  - {of: layer, layer: rules}
  - join: [{of: lower, at: -1}, {of: layer, layer: rules}]
`

func TestFeaturesOfASentence(t *testing.T) {
	t.Parallel()
	x := compiled(t, parsed(t, small))
	known := Values{}
	layers := [][]uint64{{0, known.Hash("S-CITY")}}
	words := strings.Fields("In Ulm")
	want := [][]string{
		{"ngram3[0]=In›", "ngram3[0]=‹In", "position[0]=first", "position[1]=last", "suffix2.lower[0]=in", "word[-1]=_B1", "word[0]=In"},
		{"layer:rules[0]=S-CITY", "lower[-1]|layer:rules[0]=in|S-CITY", "ngram3[0]=Ulm", "ngram3[0]=lm›", "ngram3[0]=‹Ul", "position[0]=last",
			"suffix2.lower[0]=lm", "suffix3.lower[0]=ulm", "word[-1]=In", "word[0]=Ulm"},
	}
	if d := cmp.Diff(want, named(x, words, layers, known)); d != "" {
		t.Error(d)
	}
	for i, list := range keys(x, words, layers) {
		if len(list) != len(want[i]) {
			t.Errorf("token %d has %d keys, want one for each of %d names", i, len(list), len(want[i]))
		}
	}
	if d := cmp.Diff([]string{"rules"}, x.Layers()); d != "" {
		t.Error(d)
	}
}

// TestConcurrency: an extractor is shared, words and sentences are not.
func TestConcurrency(t *testing.T) {
	t.Parallel()
	x := withFiles(t, "  - {of: lower, at: [-1, 0]}\n  - {of: list, file: l.tsv}\n  - {of: cluster, file: c.tsv}\n  - {of: casing}\n  - join: [{of: class}, {of: list, file: l.tsv}]\n",
		map[string]string{"l.tsv": "New Elm\n", "c.tsv": "elm\t01\n"})
	words := strings.Fields("They saw the New Elm at 5 pm")
	want := keys(x, words, nil)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				if d := cmp.Diff(want, keys(x, words, nil)); d != "" {
					t.Error(d)
					return
				}
			}
		})
	}
	group.Wait()
}
