package train

import (
	"math"

	"github.com/onomast/onomast/core/scheme"
)

// balance returns the weight of each sentence: its own, times what makes up for the
// rarest of its types.
func balance(set scheme.Set, data []Sentence, power float64) []float64 {
	with := make([]int, len(set.Types)) // sentences
	most := 0
	for _, s := range data {
		for typ := range typesOf(set, s.Tags) {
			with[typ]++
			most = max(most, with[typ])
		}
	}
	weights := make([]float64, len(data))
	for i, s := range data {
		weights[i] = 1
		if s.Weight > 0 {
			weights[i] = s.Weight
		}
		factor := 1.0
		for typ := range typesOf(set, s.Tags) {
			factor = max(factor, math.Pow(float64(most)/float64(with[typ]), power))
		}
		weights[i] *= factor
	}
	return weights
}

// typesOf returns the types in a sentence.
func typesOf(set scheme.Set, tags []int32) map[int]bool {
	var found map[int]bool
	for _, tag := range tags {
		if _, typ := set.Split(int(tag)); typ >= 0 {
			if found == nil {
				found = map[int]bool{}
			}
			found[typ] = true
		}
	}
	return found
}
