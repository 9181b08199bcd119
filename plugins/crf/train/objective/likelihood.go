package objective

import (
	"context"
	"math"

	"github.com/onomast/onomast/core/chain"
	"github.com/onomast/onomast/plugins/crf/train/dataset"
	"github.com/onomast/onomast/plugins/crf/train/parallel"
)

// Options say what is minimised.
type Options struct {
	// C2 is the weight of the sum of squares.
	C2 float64
	// Costs are added to the score of every tag but the right one, by the right one; nil
	// for none. They are how a mistake comes to weigh more at some tags than at others.
	Costs []float64
	Pool  parallel.Pool
}

// A Likelihood computes the objective over one grid. F is the kind of numbers kept for
// each token and cell. It must be made by [New] and is for one caller at a time.
type Likelihood[F chain.Float] struct {
	*Scorer[F]

	arcs    *Arcs
	options Options

	users  dataset.Lists   // the cells of each column
	tokens dataset.Lists   // the tokens of each column of joins
	sites  []dataset.Lists // the sites of each type, by source
	scales []float64       // of each column: the root of its share
	rest   []F             // of each site, with a margin of zeros around
	margin int
	gold   []float64 // how often each arc is right

	cuts    cuts
	workers []*worker[F]
	parts   []part         // of each chunk of sentences
	vectors []vectorSum[F] // of each chunk of sentences, another one
}

// part is what a chunk of sentences comes to.
type part struct {
	loss float64
	arcs []float64 // of each arc: sums of what its ends are worth
}

// New prepares the objective over a grid.
func New[F chain.Float](g *dataset.Grid, c *dataset.Columns, arcs *Arcs, o Options) *Likelihood[F] {
	l := &Likelihood[F]{
		Scorer: NewScorer[F](g, c, o.Pool),
		arcs:   arcs, options: o,
		users:   g.Cells.Invert(c.Len()),
		tokens:  g.Joins.Invert(c.Len()),
		scales:  make([]float64, c.Len()),
		gold:    arcs.count(g),
		workers: make([]*worker[F], o.Pool.Size()),
	}
	for i := range g.Sources {
		l.sites = append(l.sites, g.Sources[i].Sites())
		for _, o := range g.Sources[i].Offsets {
			l.margin = max(l.margin, o, -o)
		}
	}
	for i := range g.Vectors {
		for _, o := range g.Vectors[i].Offsets {
			l.margin = max(l.margin, o, -o)
		}
	}
	l.rest = make([]F, (len(g.Gold)+2*l.margin)*g.Tags)
	for i, share := range c.Share {
		l.scales[i] = math.Sqrt(float64(share))
	}
	for i := range l.workers {
		l.workers[i] = newWorker[F](g.Tags)
	}
	l.cut()
	l.cutVectors()
	return l
}

// Variables returns how many there are: one for each parameter of a column, then one for
// each of a vector, and behind them one for each arc.
func (l *Likelihood[F]) Variables() int { return l.base() + l.arcs.Len() }

// base is how many variables come before those of arcs.
func (l *Likelihood[F]) base() int { return l.columns.Parameters() + l.grid.DenseParameters() }

// Evaluate returns the objective at x and sets gradient to its derivatives.
func (l *Likelihood[F]) Evaluate(ctx context.Context, x, gradient []float64) (float64, error) {
	l.read(x)
	l.fill()
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	loss := l.walk(ctx)
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	l.collect()
	l.collectVectors()
	return loss + l.derive(x, gradient), nil
}

// read turns variables into weights.
func (l *Likelihood[F]) read(x []float64) {
	c := l.columns
	each(l.pool, l.cuts.columns, func(column int) {
		scale := l.scales[column]
		for k := c.Start[column]; k < c.Start[column+1]; k++ {
			l.weights[k] = F(scale * x[k])
		}
	})
	first := c.Parameters()
	l.pool.Each(l.base()-first, func(lo, hi int) {
		for k := first + lo; k < first+hi; k++ {
			l.weights[k] = F(x[k])
		}
	})
	l.arcs.set(x[l.base():])
}

// walk weighs all sentences and returns their loss.
func (l *Likelihood[F]) walk(ctx context.Context) float64 {
	cuts := l.cuts.sentences
	l.pool.Do(len(cuts)-1, func(w, chunk int) {
		p := &l.parts[chunk]
		p.loss = 0
		clear(p.arcs)
		if ctx.Err() != nil {
			return
		}
		for s := cuts[chunk]; s < cuts[chunk+1]; s++ {
			p.loss += l.sentence(l.workers[w], s, p.arcs)
		}
	})
	loss := 0.0
	for i := range l.parts {
		loss += l.parts[i].loss
	}
	return loss
}

// derive sets the gradient from what cells and tokens have gathered, and returns the
// part of the objective that depends on x alone.
func (l *Likelihood[F]) derive(x, gradient []float64) float64 {
	c, c2 := l.columns, l.options.C2
	squares := l.pool.Sum(len(l.cuts.columns)-1, func(_, chunk int) (sum float64) {
		for column := l.cuts.columns[chunk]; column < l.cuts.columns[chunk+1]; column++ {
			lo, hi := c.Start[column], c.Start[column+1]
			g := gradient[lo:hi]
			l.pull(column, c.Tags[lo:hi], g)
			for k, value := range x[lo:hi] {
				g[k] = l.scales[column]*g[k] + 2*c2*value
				sum += value * value
			}
		}
		return sum
	})
	first, base := c.Parameters(), l.base()
	squares += l.deriveVectors(x[first:base], gradient[first:base])
	for k := range l.gold {
		expected, arc := 0.0, l.arcs.arcOf[k]
		for i := range l.parts {
			expected += l.parts[i].arcs[arc]
		}
		expected *= l.arcs.factors[arc] + l.arcs.base[arc]
		gradient[base+k] = expected - l.gold[k] + 2*c2*x[base+k]
		squares += x[base+k] * x[base+k]
	}
	return c2 * squares
}

// pull sums over the cells and tokens of a column.
func (l *Likelihood[F]) pull(column int, tags []uint16, sums []float64) {
	n := l.grid.Tags
	clear(sums)
	for _, cell := range l.users.At(column) {
		row := l.rows[int(cell)*n:][:n]
		for k, tag := range tags {
			sums[k] += float64(row[tag])
		}
	}
	for _, site := range l.tokens.At(column) {
		row := l.remains(int(site))
		for k, tag := range tags {
			sums[k] += float64(row[tag])
		}
	}
}

// Weights sets weights to those of the features that x stands for: every feature of a
// column has the same.
func (l *Likelihood[F]) Weights(x, weights []float64) {
	c := l.columns
	each(l.pool, l.cuts.columns, func(column int) {
		for k := c.Start[column]; k < c.Start[column+1]; k++ {
			weights[k] = x[k] / l.scales[column]
		}
	})
	copy(weights[c.Parameters():], x[c.Parameters():]) // of vectors and of arcs
}
