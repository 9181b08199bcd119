package objective

import (
	"github.com/onomast/onomast/core/chain"
	"github.com/onomast/onomast/plugins/crf/dense"
	"github.com/onomast/onomast/plugins/crf/train/dataset"
	"github.com/onomast/onomast/plugins/crf/train/parallel"
)

// scratch is what scoring a token needs.
type scratch[F chain.Float] struct {
	rows    [][]F
	vectors [dense.Few][]F
	by      [dense.Few][]F
}

// vector returns room for a vector.
func (s *scratch[F]) vector(i, dim int) []F {
	if cap(s.vectors[i]) < dim {
		s.vectors[i] = make([]F, dim)
	}
	return s.vectors[i][:dim]
}

// addVectors adds to the scores of the token at a site what the vectors that it sees say.
func (s *Scorer[F]) addVectors(site int, scores []float64, w *scratch[F]) {
	weights := s.weights[s.columns.Parameters():]
	for i := range s.grid.Vectors {
		v := &s.grid.Vectors[i]
		dim := v.Norm.Dim()
		for _, o := range v.Offsets {
			if seen := v.Of[site+o]; len(seen.Numbers) > 0 {
				x := w.vector(0, dim)
				dense.Apply(x, &v.Norm, seen)
				dense.AddScores(scores, weights[:s.grid.Tags*dim], x)
			}
			weights = weights[s.grid.Tags*dim:]
		}
	}
}

// vectorPieces is into how many chunks the sums over vectors are cut. There is one sum for
// each, of as many numbers as vectors have parameters.
const vectorPieces = 16

// A vectorSum is what a chunk of sentences comes to.
type vectorSum[F chain.Float] struct {
	sums []float64 // of each parameter of vectors
	none []F       // the remains of what is no token
}

// cutVectors prepares for the sums over vectors.
func (l *Likelihood[F]) cutVectors() {
	n := l.grid.DenseParameters()
	if n == 0 {
		return
	}
	length := func(s int) int { return l.grid.Sentences[s].Len() }
	total := 0
	for s := range l.grid.Sentences {
		total += length(s)
	}
	l.cuts.vectors = parallel.Cut(len(l.grid.Sentences), total/vectorPieces+1, length)
	for range len(l.cuts.vectors) - 1 {
		l.vectors = append(l.vectors, vectorSum[F]{sums: make([]float64, n), none: make([]F, l.grid.Tags)})
	}
}

// collectVectors sums what remains at the tokens that see each vector, times its numbers.
func (l *Likelihood[F]) collectVectors() {
	l.pool.Do(len(l.vectors), func(w, chunk int) {
		sum := &l.vectors[chunk]
		clear(sum.sums)
		rest := sum.sums
		for i := range l.grid.Vectors {
			v := &l.grid.Vectors[i]
			own := v.Parameters(l.grid.Tags)
			var few [dense.Few]int // sites
			n := 0
			for s := l.cuts.vectors[chunk]; s < l.cuts.vectors[chunk+1]; s++ {
				for site := l.grid.Sentences[s].Start; site < l.grid.Sentences[s].End; site++ {
					if len(v.Of[site].Numbers) == 0 {
						continue
					}
					few[n] = int(site)
					if n++; n == len(few) {
						l.outer(&l.workers[w].scratch, v, few[:], sum.none, rest[:own])
						n = 0
					}
				}
			}
			if n > 0 {
				l.outer(&l.workers[w].scratch, v, few[:n], sum.none, rest[:own])
			}
			rest = rest[own:]
		}
	})
}

// outer adds to sums the products of the vectors at a few sites with what remains at the
// tokens that see them.
func (l *Likelihood[F]) outer(w *scratch[F], v *dataset.Vectors, few []int, none []F, sums []float64) {
	dim := v.Norm.Dim()
	var x [dense.Few][]F
	for i := range x {
		x[i] = w.vector(i, dim)
		if i < len(few) {
			dense.Apply(x[i], &v.Norm, v.Of[few[i]])
		}
	}
	size := l.grid.Tags * dim
	for k, o := range v.Offsets {
		for i := range w.by {
			w.by[i] = none
			if i < len(few) {
				w.by[i] = l.remains(few[i] - o)
			}
		}
		dense.AddOuter(sums[k*size:(k+1)*size], &w.by, &x)
	}
}

// deriveVectors sets the part of the gradient that belongs to vectors, and returns the sum
// of the squares of their variables.
func (l *Likelihood[F]) deriveVectors(x, gradient []float64) float64 {
	return l.pool.Total(len(x), func(lo, hi int) (squares float64) {
		g := gradient[lo:hi]
		clear(g)
		for i := range l.vectors {
			for k, sum := range l.vectors[i].sums[lo:hi] {
				g[k] += sum
			}
		}
		for k, value := range x[lo:hi] {
			g[k] += 2 * l.options.C2 * value
			squares += value * value
		}
		return squares
	})
}
