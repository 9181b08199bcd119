package tune

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/onomast/onomast/core/diag"
)

// Folds cuts sentences into k parts of about the same number of sentences and returns the
// part of each sentence. Sentences of one group, such as a document, stay together.
func Folds(groups []int, k int, seed uint64) ([]int, error) {
	sizes := map[int]int{}
	for _, g := range groups {
		sizes[g]++
	}
	if k < 2 || k > len(sizes) {
		return nil, diag.List{{
			Severity: diag.Error, Code: "crf.folds",
			Summary: fmt.Sprintf("%d folds of %d documents cannot be", k, len(sizes)),
			Hint:    "give a number from 2 up to the number of documents",
		}}
	}
	order := make([]int, 0, len(sizes))
	for g := range sizes {
		order = append(order, g)
	}
	slices.Sort(order)
	r := rand.New(rand.NewPCG(seed, 1))
	r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	// The large ones first, each to where the fewest are.
	slices.SortStableFunc(order, func(a, b int) int { return sizes[b] - sizes[a] })
	filled, foldOf := make([]int, k), map[int]int{}
	for _, g := range order {
		least := 0
		for f := range filled {
			if filled[f] < filled[least] {
				least = f
			}
		}
		foldOf[g] = least
		filled[least] += sizes[g]
	}
	out := make([]int, len(groups))
	for i, g := range groups {
		out[i] = foldOf[g]
	}
	return out, nil
}
