package tune

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/crf/scheme"
	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train"
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

// Validation is what cross-validation came to.
type Validation struct {
	// Folds are the scores on each part, by a model of all the others.
	Folds []train.Score `json:"folds"`
	// Mean and Deviation are those of the F1 of folds. Total is the score over all
	// sentences together.
	Mean      float64     `json:"mean"`
	Deviation float64     `json:"deviation"`
	Total     train.Score `json:"total"`
}

// CrossValidate trains k models, each without the sentences of one fold, and scores each
// on those. groups is as for [Folds]. o.Dev is of no use here and set aside.
func CrossValidate(ctx context.Context, set scheme.Set, x *template.Extractor, data []train.Sentence, groups []int, k int, o train.Options) (*Validation, error) {
	folds, err := Folds(groups, k, o.Seed)
	if err != nil {
		return nil, err
	}
	o.Checkpoint, o.Resume, o.Patience, o.DevEvery = "", false, 0, math.MaxInt
	var v Validation
	for f := range k {
		var rest []train.Sentence
		o.Dev = nil
		for i, s := range data {
			if folds[i] == f {
				o.Dev = append(o.Dev, s)
			} else {
				rest = append(rest, s)
			}
		}
		r, err := train.Train(ctx, set, x, rest, o)
		if err != nil {
			return nil, fmt.Errorf("fold %d of %d: %w", f+1, k, err)
		}
		v.add(*r.Summary.Dev)
	}
	v.sum()
	return &v, nil
}

func (v *Validation) add(s train.Score) {
	v.Folds = append(v.Folds, s)
	v.Total.Right += s.Right
	v.Total.Gold += s.Gold
	v.Total.Found += s.Found
}

func (v *Validation) sum() {
	v.Total = train.Rate(v.Total.Right, v.Total.Gold, v.Total.Found)
	n := float64(len(v.Folds))
	for _, s := range v.Folds {
		v.Mean += s.F1 / n
	}
	for _, s := range v.Folds {
		v.Deviation += (s.F1 - v.Mean) * (s.F1 - v.Mean) / (n - 1)
	}
	v.Deviation = math.Sqrt(v.Deviation)
}
