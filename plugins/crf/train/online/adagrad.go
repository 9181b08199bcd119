package online

import (
	"math"

	"github.com/onomast/onomast/plugins/crf/train/objective"
)

// adaGrad gives each weight a step that shrinks with the gradients it has seen. The
// penalties of the sentences that passed a weight by are made up for when it is met.
type adaGrad struct {
	squares []float64 // sums of squared gradients
	met     []int64   // the step at which penalties were paid up to
	scores  []float64
	sums    []float64 // gradient of the parameters of vectors by a sentence
	chain   *objective.Chain
}

func newAdaGrad(l *Learner) rule {
	return &adaGrad{
		squares: make([]float64, len(l.weights)),
		met:     make([]int64, len(l.weights)),
		sums:    make([]float64, l.grid.DenseParameters()),
		chain:   objective.NewChain(l.arcs),
	}
}

func (a *adaGrad) learn(l *Learner, s int) float64 {
	where, n := l.grid.Sentences[s], l.grid.Tags
	a.scores = l.score(s, a.scores)
	gold := l.grid.Gold[where.Start:where.End]
	loss, rest, arcs := a.chain.Weigh(a.scores, gold, l.arcWeights(), l.grid.Weights[s], l.options.Costs)
	for t := range where.Len() {
		remains := rest[t*n : (t+1)*n]
		l.each(int(where.Start)+t, func(column int32) {
			lo, hi := l.columns.Start[column], l.columns.Start[column+1]
			for k, tag := range l.columns.Tags[lo:hi] {
				a.update(l, int(lo)+k, remains[tag])
			}
		})
	}
	a.vectors(l, s, rest)
	base := l.base()
	for k, g := range arcs {
		a.update(l, base+k, g)
	}
	return loss
}

// vectors updates the weights of vectors, once for all tokens of a sentence.
func (a *adaGrad) vectors(l *Learner, s int, rest []float64) {
	if len(a.sums) == 0 {
		return
	}
	clear(a.sums)
	where, n, base := l.grid.Sentences[s], l.grid.Tags, l.columns.Parameters()
	for t := range where.Len() {
		l.eachVector(int(where.Start)+t, func(first int, x []float64) {
			for tag, remains := range rest[t*n : (t+1)*n] {
				row := a.sums[first-base+tag*len(x):][:len(x)]
				for d, value := range x {
					row[d] += remains * value
				}
			}
		})
	}
	for k, g := range a.sums {
		a.update(l, base+k, g)
	}
}

func (a *adaGrad) update(l *Learner, k int, gradient float64) {
	if math.Abs(gradient) < 1e-9 {
		return
	}
	a.squares[k] += gradient * gradient
	step := l.options.Rate / math.Sqrt(a.squares[k])
	a.pay(l, k, step, l.weights[k]-step*gradient)
}

// pay sets weight k to value after the penalties since it was met last.
func (a *adaGrad) pay(l *Learner, k int, step, value float64) {
	part := step * float64(int64(l.steps)+1-a.met[k]) / float64(len(l.grid.Sentences))
	a.met[k] = int64(l.steps) + 1
	least := part * l.options.C1
	if first := l.columns.Parameters(); k >= first && k < l.base() {
		least = 0 // vectors are sparse in no direction
	}
	switch {
	case value > least:
		value -= least
	case value < -least:
		value += least
	default:
		value = 0
	}
	l.weights[k] = value / (1 + 2*part*l.options.C2)
}

func (a *adaGrad) settle(l *Learner) {
	l.steps-- // the last sentence's share is paid
	for k, sum := range a.squares {
		if sum > 0 {
			a.pay(l, k, l.options.Rate/math.Sqrt(sum), l.weights[k])
		}
	}
	l.steps++
}

func (a *adaGrad) result(l *Learner, out []float64) { copy(out, l.weights) }

func (a *adaGrad) state() []any { return []any{a.squares, a.met} }
