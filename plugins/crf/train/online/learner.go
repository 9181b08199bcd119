package online

import (
	"context"
	"math/rand/v2"

	"github.com/onomast/onomast/plugins/crf/dense"
	"github.com/onomast/onomast/plugins/crf/train/dataset"
	"github.com/onomast/onomast/plugins/crf/train/objective"
)

// Options say how to learn.
type Options struct {
	// C1 and C2 are as for the whole of the data; each sentence bears its part of them.
	C1, C2 float64
	// Rate is the step size of AdaGrad.
	Rate float64
	// Seed decides the order of sentences.
	Seed uint64
	// Costs are as in [objective.Options].
	Costs []float64
}

// A Learner learns from sentences. Its weights are those of features, one by one: a
// column counts as many times as its share.
type Learner struct {
	grid    *dataset.Grid
	columns *dataset.Columns
	arcs    *objective.Arcs
	options Options
	rule    rule

	weights []float64 // of each parameter of columns, of vectors, and of each arc
	numbers []float64 // scratch: a vector
	passes  int
	at      int // sentences seen in the pass under way
	steps   int // sentences seen
	loss    float64
}

// A rule is what a sentence changes.
type rule interface {
	// learn changes weights by sentence s and returns the loss before.
	learn(l *Learner, s int) float64
	// settle brings weights up to date at the end of a pass.
	settle(l *Learner)
	// result sets out to the weights to be used.
	result(l *Learner, out []float64)
	// state are the vectors to be saved.
	state() []any
}

// NewAdaGrad begins to learn by AdaGrad.
func NewAdaGrad(g *dataset.Grid, c *dataset.Columns, arcs *objective.Arcs, o Options) *Learner {
	return learner(g, c, arcs, o, newAdaGrad)
}

// NewPerceptron begins to learn as an averaged perceptron.
func NewPerceptron(g *dataset.Grid, c *dataset.Columns, arcs *objective.Arcs, o Options) *Learner {
	return learner(g, c, arcs, o, newPerceptron)
}

func learner(g *dataset.Grid, c *dataset.Columns, arcs *objective.Arcs, o Options, prepare func(*Learner) rule) *Learner {
	l := &Learner{grid: g, columns: c, arcs: arcs, options: o}
	l.weights = make([]float64, c.Parameters()+g.DenseParameters()+arcs.Len())
	l.rule = prepare(l)
	return l
}

// Pass learns from every sentence once. When ctx ends it stops after a sentence, and the
// next call goes on there.
func (l *Learner) Pass(ctx context.Context) error {
	if l.at == 0 {
		l.loss = 0
	}
	order := rand.New(rand.NewPCG(l.options.Seed, uint64(l.passes))).Perm(len(l.grid.Sentences))
	for ; l.at < len(order); l.at++ {
		if l.at%16 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		l.loss += l.rule.learn(l, order[l.at])
		l.steps++
	}
	l.at = 0
	l.passes++
	l.rule.settle(l)
	return nil
}

// Passes returns how many there were.
func (l *Learner) Passes() int { return l.passes }

// Loss returns what the sentences of the last pass cost, each before it was learnt from.
func (l *Learner) Loss() float64 { return l.loss }

// Weights sets out to the weights learnt: of each parameter of columns, of vectors, and of
// each arc.
func (l *Learner) Weights(out []float64) { l.rule.result(l, out) }

// emit sets the scores of the token at a site.
func (l *Learner) emit(site int, scores []float64) {
	clear(scores)
	l.each(site, func(column int32) {
		share := float64(l.columns.Share[column])
		lo, hi := l.columns.Start[column], l.columns.Start[column+1]
		for k, tag := range l.columns.Tags[lo:hi] {
			scores[tag] += share * l.weights[int(lo)+k]
		}
	})
	n := len(scores)
	l.eachVector(site, func(first int, x []float64) {
		dense.AddScores(scores, l.weights[first:first+n*len(x)], x)
	})
}

// eachVector calls yield with every vector that the token at a site sees, and the first of
// its parameters: one for each of its numbers for the first tag, then for the next.
func (l *Learner) eachVector(site int, yield func(first int, x []float64)) {
	first := l.columns.Parameters()
	for i := range l.grid.Vectors {
		v := &l.grid.Vectors[i]
		if cap(l.numbers) < v.Norm.Dim() {
			l.numbers = make([]float64, v.Norm.Dim())
		}
		x := l.numbers[:v.Norm.Dim()]
		for _, o := range v.Offsets {
			if seen := v.Of[site+o]; len(seen.Numbers) > 0 {
				dense.Apply(x, &v.Norm, seen)
				yield(first, x)
			}
			first += l.grid.Tags * len(x)
		}
	}
}

// each calls yield with every column of the token at a site.
func (l *Learner) each(site int, yield func(column int32)) {
	g := l.grid
	for i := range g.Sources {
		source := &g.Sources[i]
		for k, o := range source.Offsets {
			if t := source.Of[site+o]; t >= 0 {
				for _, column := range g.Cells.At(source.Base + int(t)*len(source.Offsets) + k) {
					yield(column)
				}
			}
		}
	}
	for _, column := range g.Joins.At(site) {
		yield(column)
	}
}

// score sets the scores of all tokens of a sentence.
func (l *Learner) score(s int, scores []float64) []float64 {
	where, n := l.grid.Sentences[s], l.grid.Tags
	if need := where.Len() * n; cap(scores) < need {
		scores = make([]float64, need+need/4)
	}
	scores = scores[:where.Len()*n]
	for t := range where.Len() {
		l.emit(int(where.Start)+t, scores[t*n:(t+1)*n])
	}
	return scores
}

// arcWeights are the weights of arcs.
func (l *Learner) arcWeights() []float64 { return l.weights[l.base():] }

// base is how many weights come before those of arcs.
func (l *Learner) base() int { return len(l.weights) - l.arcs.Len() }
