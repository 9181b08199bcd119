package model

import "math"

// fitBins is into how many equal parts the range of weights is cut. Weights of one
// part get the same value.
const fitBins = 4096

// fitValues chooses up to 256 values, rising, for which the squares of the
// differences to the weights are smallest in sum. Weights are dense near zero and
// thin at the ends, so equal steps would waste most values.
func fitValues(features []Feature, largest float32) (values [256]float32) {
	b := newBins(features, float64(largest))
	ends := b.cells(min(len(values), b.len()))
	for i := range values {
		if i+1 < len(ends) {
			values[i] = float32(b.mean(ends[i], ends[i+1]))
		} else if i > 0 {
			values[i] = values[i-1]
		}
	}
	return values
}

// bins are a histogram of weights: what the first so many bins hold together. Bins
// without a weight are left out.
type bins struct {
	count, sum, squares []float64
}

func newBins(features []Feature, largest float64) *bins {
	var count, sum, squares [fitBins]float64
	for _, f := range features {
		for _, w := range f.Weights {
			x, i := float64(w), 0
			if largest > 0 {
				i = min(int((x/largest+1)/2*fitBins), fitBins-1)
			}
			count[i]++
			sum[i] += x
			squares[i] += x * x
		}
	}
	b := &bins{count: []float64{0}, sum: []float64{0}, squares: []float64{0}}
	for i, n := range count {
		if last := b.len(); n > 0 {
			b.count = append(b.count, b.count[last]+n)
			b.sum = append(b.sum, b.sum[last]+sum[i])
			b.squares = append(b.squares, b.squares[last]+squares[i])
		}
	}
	return b
}

func (b *bins) len() int { return len(b.count) - 1 }

// mean is that of the weights in the bins [from,to).
func (b *bins) mean(from, to int) float64 {
	return (b.sum[to] - b.sum[from]) / (b.count[to] - b.count[from])
}

// cost is the sum of squares of the differences to the mean.
func (b *bins) cost(from, to int) float64 {
	if from == to {
		return 0
	}
	sum := b.sum[to] - b.sum[from]
	return max(0, b.squares[to]-b.squares[from]-sum*sum/(b.count[to]-b.count[from]))
}

// cells cuts the bins into k cells, none empty, where that costs least, and returns
// their ends after a 0. Where a cell of the best cut begins rises with where it
// ends, so each of k rounds looks at halves of halves.
func (b *bins) cells(k int) []int {
	n := b.len()
	least := make([]float64, n+1) // for the bins before an end, in so many cells
	for end := range least {
		least[end] = b.cost(0, end)
	}
	begins := make([][]int16, k) // of the last cell, by the number of cells before it
	for cell := 1; cell < k; cell++ {
		r := round{bins: b, before: least, least: make([]float64, n+1), begin: make([]int16, n+1)}
		r.solve(cell+1, n, cell, n)
		least, begins[cell] = r.least, r.begin
	}
	ends := make([]int, k+1)
	ends[k] = n
	for cell := k - 1; cell > 0; cell-- {
		ends[cell] = int(begins[cell][ends[cell+1]])
	}
	return ends
}

// A round adds one cell to the best cuts.
type round struct {
	*bins
	before, least []float64
	begin         []int16
}

// solve finds the best cuts for the ends [low,high], whose last cells begin within
// [from,to].
func (r *round) solve(low, high, from, to int) {
	if low > high {
		return
	}
	end := (low + high) / 2
	best, at := math.Inf(1), from
	for begin := from; begin <= min(end-1, to); begin++ {
		if c := r.before[begin] + r.cost(begin, end); c < best {
			best, at = c, begin
		}
	}
	r.least[end], r.begin[end] = best, int16(at)
	r.solve(low, end-1, from, at)
	r.solve(end+1, high, at, to)
}
