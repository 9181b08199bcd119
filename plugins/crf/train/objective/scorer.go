package objective

import (
	"github.com/onomast/onomast/core/chain"
	"github.com/onomast/onomast/plugins/crf/train/dataset"
	"github.com/onomast/onomast/plugins/crf/train/parallel"
)

// A Scorer knows what weights say of the tokens of a grid. F is the kind of numbers it
// keeps. It must be made by [NewScorer].
type Scorer[F chain.Float] struct {
	grid    *dataset.Grid
	columns *dataset.Columns
	pool    parallel.Pool
	weights []F // of each parameter: of columns, then of vectors
	rows    []F // of each cell
	cuts    []int
}

// NewScorer prepares scores of a grid that has these columns.
func NewScorer[F chain.Float](g *dataset.Grid, c *dataset.Columns, pool parallel.Pool) *Scorer[F] {
	return &Scorer[F]{
		grid: g, columns: c, pool: pool,
		weights: make([]F, c.Parameters()+g.DenseParameters()),
		rows:    make([]F, g.Cells.Len()*g.Tags),
		cuts:    even(g.Cells.Len(), func(i int) int { return g.Tags + 4*len(g.Cells.At(i)) }),
	}
}

// Set takes the weight of each parameter.
func (s *Scorer[F]) Set(weights []float64) {
	for k := range s.weights {
		s.weights[k] = F(weights[k])
	}
	s.fill()
}

// Sentence appends the scores of each token and tag of a sentence.
func (s *Scorer[F]) Sentence(dst []float32, sentence int) []float32 {
	where := s.grid.Sentences[sentence]
	row := make([]float64, s.grid.Tags)
	var w scratch[F]
	for site := where.Start; site < where.End; site++ {
		s.emit(int(site), row, &w)
		for _, x := range row {
			dst = append(dst, float32(x))
		}
	}
	return dst
}

// fill sums the rows of cells.
func (s *Scorer[F]) fill() {
	c, n := s.columns, s.grid.Tags
	each(s.pool, s.cuts, func(cell int) {
		row := s.rows[cell*n : (cell+1)*n]
		clear(row)
		for _, column := range s.grid.Cells.At(cell) {
			lo, hi := c.Start[column], c.Start[column+1]
			weights := s.weights[lo:hi]
			for k, tag := range c.Tags[lo:hi] {
				row[tag] += weights[k]
			}
		}
	})
}

// emit sets the scores of the token at a site.
func (s *Scorer[F]) emit(site int, scores []float64, w *scratch[F]) {
	g, n := s.grid, s.grid.Tags
	rows := w.rows[:0]
	for i := range g.Sources {
		source := &g.Sources[i]
		for k, o := range source.Offsets {
			if t := source.Of[site+o]; t >= 0 {
				rows = append(rows, s.rows[(source.Base+int(t)*len(source.Offsets)+k)*n:][:n])
			}
		}
	}
	clear(scores)
	addRows(scores, rows)
	c := s.columns
	for _, column := range g.Joins.At(site) {
		lo, hi := c.Start[column], c.Start[column+1]
		weights := s.weights[lo:hi]
		for k, tag := range c.Tags[lo:hi] {
			scores[tag] += float64(weights[k])
		}
	}
	s.addVectors(site, scores, w)
	w.rows = rows
}
