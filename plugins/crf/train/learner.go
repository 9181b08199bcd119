package train

import (
	"context"
	"fmt"
	"io"
	"math"

	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/train/dataset"
	"github.com/onomast/onomast/plugins/crf/train/objective"
	"github.com/onomast/onomast/plugins/crf/train/online"
	"github.com/onomast/onomast/plugins/crf/train/optimize"
	"github.com/onomast/onomast/plugins/crf/train/parallel"
)

// A learner is an algorithm at work.
type learner interface {
	// step takes an iteration. done says why it is the last, "" if it is not.
	step(ctx context.Context) (done string, err error)
	iteration() int
	objective() float64
	gradientNorm() float64
	// weights sets out to the weight of each parameter, then of each arc.
	weights(out []float64)
	save(w io.Writer) error
}

// A problem is what is to be learnt.
type problem struct {
	grid    *dataset.Grid
	columns *dataset.Columns
	arcs    *objective.Arcs
	options Options
	costs   []float64
}

// parameters counts those of columns, of vectors and of arcs, which follow each other.
func (p *problem) parameters() int {
	return p.columns.Parameters() + p.grid.DenseParameters() + p.arcs.Len()
}

// start begins to learn, or goes on with what was saved, if saved is not nil.
func (p *problem) start(ctx context.Context, saved io.Reader) (learner, error) {
	switch p.options.Algorithm {
	case AdaGrad, Perceptron:
		return p.online(saved)
	}
	return p.batch(ctx, saved)
}

type batch struct {
	likelihood *objective.Likelihood[float32]
	*optimize.Minimizer
}

func (p *problem) batch(ctx context.Context, saved io.Reader) (learner, error) {
	pool := parallel.Pool{Workers: p.options.Workers}
	l := objective.New[float32](p.grid, p.columns, p.arcs, objective.Options{C2: p.options.C2, Costs: p.costs, Pool: pool})
	o := optimize.Options{
		L1: p.absolute(), Memory: 6, Iterations: p.options.Iterations,
		Epsilon: p.options.Tolerance, Period: 10, Delta: p.options.Tolerance, Pool: pool,
	}
	m, err := optimize.Start(ctx, saved, l.Evaluate, make([]float64, l.Variables()), o)
	if err != nil {
		return nil, err
	}
	return &batch{l, m}, nil
}

// absolute returns c1 for each variable. A column that stands for n features has one
// variable, their weight times the root of n: n weights cost what n roots do. Those of
// vectors cost nothing: a vector's numbers are its own in no direction more than in others.
func (p *problem) absolute() []float64 {
	if p.options.C1 == 0 {
		return nil
	}
	out := make([]float64, p.parameters())
	for i := range out {
		out[i] = p.options.C1
	}
	for i, share := range p.columns.Share {
		for k := p.columns.Start[i]; k < p.columns.Start[i+1]; k++ {
			out[k] *= math.Sqrt(float64(share))
		}
	}
	clear(out[p.columns.Parameters():][:p.grid.DenseParameters()])
	return out
}

func (b *batch) step(ctx context.Context) (string, error) {
	status, err := b.Step(ctx)
	if err != nil || status == optimize.Running {
		return "", err
	}
	return status.String(), nil
}

func (b *batch) iteration() int         { return b.Iteration() }
func (b *batch) objective() float64     { return b.Value() }
func (b *batch) gradientNorm() float64  { return b.GradientNorm() }
func (b *batch) weights(out []float64)  { b.likelihood.Weights(b.X(), out) }
func (b *batch) save(w io.Writer) error { return b.Save(w) }

type passes struct {
	*online.Learner
	limit int
}

func (p *problem) online(saved io.Reader) (learner, error) {
	o := online.Options{C1: p.options.C1, C2: p.options.C2, Rate: p.options.Rate, Seed: p.options.Seed, Costs: p.costs}
	begin := online.NewAdaGrad
	if p.options.Algorithm == Perceptron {
		begin = online.NewPerceptron
	}
	l := begin(p.grid, p.columns, p.arcs, o)
	if saved != nil {
		if err := l.Restore(saved); err != nil {
			return nil, err
		}
	}
	return &passes{l, p.options.Iterations}, nil
}

func (p *passes) step(ctx context.Context) (string, error) {
	if err := p.Pass(ctx); err != nil {
		return "", err
	}
	if loss := p.Loss(); !finite(loss) {
		return "", fmt.Errorf("the loss of pass %d is %v: lower the rate", p.Passes(), loss)
	}
	if p.limit > 0 && p.Passes() >= p.limit {
		return optimize.Exhausted.String(), nil
	}
	return "", nil
}

func (p *passes) iteration() int         { return p.Passes() }
func (p *passes) objective() float64     { return p.Loss() }
func (p *passes) gradientNorm() float64  { return 0 }
func (p *passes) weights(out []float64)  { p.Weights(out) }
func (p *passes) save(w io.Writer) error { return p.Save(w) }

// costs are the logarithms of class weights, by tag; nil if all are 1.
func costs(set scheme.Set, weights map[string]float64) []float64 {
	if len(weights) == 0 {
		return nil
	}
	out := make([]float64, set.N())
	for tag := range out {
		name := "O"
		if _, typ := set.Split(tag); typ >= 0 {
			name = set.Types[typ]
		}
		if w, given := weights[name]; given {
			out[tag] = math.Log(w)
		}
	}
	return out
}
