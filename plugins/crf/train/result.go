package train

import (
	"math"
	"slices"
	"time"

	"github.com/onomast/onomast/core/chain"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/dense"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train/objective"
)

// A Result is what training came to.
type Result struct {
	// Chain has the set, transitions and features; template and resources are the
	// caller's to add.
	Chain   model.Chain
	Summary Summary
}

// A Summary says how training went.
type Summary struct {
	// Sentences and Tokens are those trained on.
	Sentences int `json:"sentences"`
	Tokens    int `json:"tokens"`
	// Features were seen often enough, with so many Parameters, a weight for each tag
	// of each feature and of each number of vectors, and for each pair of tags; Active
	// ones are not 0. Distinct are
	// what had to be worked out: features seen at the same tokens have equal weights.
	Features   int `json:"features"`
	Parameters int `json:"parameters"`
	Distinct   int `json:"distinct"`
	Active     int `json:"active"`
	Iterations int `json:"iterations"`
	// Objective is that of the last iteration.
	Objective float64 `json:"objective"`
	// Stopped says why training ended.
	Stopped string `json:"stopped"`
	// Dev is the score of the model on dev and DevIteration the iteration it is of; nil
	// and 0 without dev.
	Dev          *Score        `json:"dev,omitempty"`
	DevIteration int           `json:"dev_iteration,omitempty"`
	Time         time.Duration `json:"time"`
}

// result makes a model of the best weights, or of the last ones.
func (r *run) result(set scheme.Set, x *template.Extractor, data []Sentence) (*Result, error) {
	weights := r.best.weights
	if r.best.at == 0 {
		weights = r.current
		r.learner.weights(weights)
	}
	out := &Result{Summary: Summary{
		Sentences: len(r.grid.Sentences), Iterations: r.iteration(), Objective: r.objective(), Stopped: r.stop,
		Distinct: r.parameters(),
	}}
	if r.best.at > 0 {
		score := r.best.score
		out.Summary.Dev, out.Summary.DevIteration = &score, r.best.at
	}
	for _, s := range r.grid.Sentences {
		out.Summary.Tokens += s.Len()
	}
	first := r.columns.Parameters()
	numbers, arcs := weights[first:first+r.grid.DenseParameters()], weights[first+r.grid.DenseParameters():]
	out.Chain = model.Chain{
		Set: set, Transitions: transitions(set, r.arcs, arcs), Features: r.features(weights, &out.Summary),
		Vectors: r.vectors(x.Vectors(), numbers),
	}
	for _, w := range weights[first:] {
		out.Summary.Parameters++
		if w != 0 {
			out.Summary.Active++
		}
	}
	known, started := r.options.Known, r.started // the rest of r makes room for names
	name(out.Chain.Features, x, data, known)
	out.Summary.Time = time.Since(started)
	return out, nil
}

// vectors returns what was learnt of each layer of vectors.
func (r *run) vectors(layers []template.Vectors, weights []float64) []dense.Block {
	var out []dense.Block
	for i, layer := range layers {
		v := &r.grid.Vectors[i]
		b := dense.Block{Layer: layer.Layer, Offsets: layer.Offsets, Norm: v.Norm}
		own := v.Parameters(r.grid.Tags)
		for _, w := range weights[:own] {
			b.Weights = append(b.Weights, float32(w))
		}
		out, weights = append(out, b), weights[own:]
	}
	return out
}

// features lists the features that have a weight, sorted by key. Those of one column
// share their slices.
func (r *run) features(weights []float64, s *Summary) []model.Feature {
	columns := make([]model.Feature, r.columns.Len())
	for c := range columns {
		columns[c] = r.column(weights, c)
	}
	kept := 0
	for _, c := range r.columns.Features {
		s.Features++
		s.Parameters += int(r.columns.Start[c+1] - r.columns.Start[c])
		s.Active += len(columns[c].Tags)
		kept += min(1, len(columns[c].Tags))
	}
	out := make([]model.Feature, 0, kept)
	for key, c := range r.columns.Features {
		if f := columns[c]; len(f.Tags) > 0 {
			f.Key = key
			out = append(out, f)
		}
	}
	slices.SortFunc(out, byKey)
	return out
}

// column returns the tags of a column that have a weight.
func (r *run) column(weights []float64, c int) (f model.Feature) {
	for k := r.columns.Start[c]; k < r.columns.Start[c+1]; k++ {
		if w := float32(weights[k]); w != 0 {
			f.Tags = append(f.Tags, r.columns.Tags[k])
			f.Weights = append(f.Weights, w)
		}
	}
	return f
}

func byKey(a, b model.Feature) int {
	switch {
	case a.Key < b.Key:
		return -1
	case a.Key > b.Key:
		return 1
	}
	return 0
}

// transitions returns weights of pairs of tags. What breaks the scheme is forbidden,
// however training saw it.
func transitions(set scheme.Set, a *objective.Arcs, weights []float64) chain.Transitions {
	n := set.N()
	t := chain.Allowed(set)
	pairs := a.Pairs(weights)
	start, end := a.Edges()
	for i := range n {
		t.Start[i] += float32(start[i])
		t.End[i] += float32(end[i])
		for j := range n {
			if k := i*n + j; !math.IsInf(float64(t.Pair[k]), -1) {
				t.Pair[k] = float32(pairs[k])
			}
		}
	}
	return t
}
