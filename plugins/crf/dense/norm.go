package dense

import (
	"iter"
	"math"

	"github.com/onomast/onomast/core/chain"
)

// A Vector is that of a token: numbers, each to be multiplied by Scale. No numbers: the
// token has none.
type Vector struct {
	Numbers []int8
	Scale   float32
}

// Spread is the length that a vector of usual size has after a [Norm]. The larger it is,
// the more vectors weigh beside features that are there or not, for which it would be the
// root of the number of features of a token; bench/dense/README.md says how it was
// chosen.
const Spread = 1

// A Norm makes of a number of index d of a vector (x-Mean[d])*Factor[d].
type Norm struct {
	Mean, Factor []float32
}

// Dim returns how many numbers the vectors have.
func (n *Norm) Dim() int { return len(n.Mean) }

// Measure returns the norm by which the numbers of each index have the mean 0, and
// vectors have the length [Spread] in the mean of squares. Each index counts the same,
// however large its numbers are, but one whose numbers are always alike says nothing.
// Those of other dimensions, and tokens without a vector, are passed over.
func Measure(dim int, vectors iter.Seq[Vector]) Norm {
	sum, squares := make([]float64, dim), make([]float64, dim)
	count := 0.0
	for v := range vectors {
		if len(v.Numbers) != dim {
			continue
		}
		count++
		scale := float64(v.Scale)
		for d, q := range v.Numbers {
			x := scale * float64(q)
			sum[d] += x
			squares[d] += x * x
		}
	}
	n := Norm{Mean: make([]float32, dim), Factor: make([]float32, dim)}
	for d := range dim {
		mean := sum[d] / max(count, 1)
		spread := squares[d]/max(count, 1) - mean*mean
		n.Mean[d] = float32(mean)
		if spread > tiny*squares[d]/max(count, 1) {
			n.Factor[d] = float32(Spread / math.Sqrt(spread*float64(dim)))
		}
	}
	return n
}

// tiny is the part of the mean square below which a spread is what rounding left.
const tiny = 1e-12

// Apply sets out to the numbers of a vector. One that is not of the norm's dimension
// gives zeros.
func Apply[F chain.Float](out []F, n *Norm, v Vector) {
	if len(v.Numbers) != len(out) {
		clear(out)
		return
	}
	mean, factor := n.Mean[:len(out)], n.Factor[:len(out)]
	for d, q := range v.Numbers {
		out[d] = F((v.Scale*float32(q) - mean[d]) * factor[d])
	}
}
