package model

import "math"

const (
	// fitBins is into how many equal parts the range of weights is cut.
	fitBins = 1 << 14
	// fitRounds is how often values are moved; they hardly move after that.
	fitRounds = 40
)

// fitValues chooses 256 values, rising, so that the squares of the differences to
// the weights are small in sum: Lloyd's algorithm over a histogram. Weights are
// dense near zero and thin at the ends, so equal steps would waste most values.
func fitValues(features []Feature, largest float32) (values [256]float32) {
	bins := newBins(features, float64(largest))
	if bins.total == 0 {
		return values
	}
	centres := bins.spread(len(values))
	for range fitRounds {
		bins.move(centres)
	}
	for i, v := range centres {
		values[i] = float32(v)
	}
	values[0], values[255] = min(values[0], -largest), max(values[255], largest) // the strongest stay what they are
	return values
}

// bins are a histogram of weights.
type bins struct {
	count, sum [fitBins]float64
	low, width float64
	total      float64
}

func newBins(features []Feature, largest float64) *bins {
	b := &bins{low: -largest, width: 2 * largest / fitBins}
	if b.width == 0 {
		return b
	}
	for _, f := range features {
		for _, w := range f.Weights {
			i := min(max(int((float64(w)-b.low)/b.width), 0), fitBins-1)
			b.count[i]++
			b.sum[i] += float64(w)
			b.total++
		}
	}
	return b
}

// spread places n centres where they would be best, were they endless: as thick as
// the cubic root of the density.
func (b *bins) spread(n int) []float64 {
	mass := 0.0
	for _, c := range b.count {
		mass += math.Cbrt(c)
	}
	centres := make([]float64, 0, n)
	seen := 0.0
	for i, c := range b.count {
		seen += math.Cbrt(c)
		for len(centres) < n && seen >= (float64(len(centres))+0.5)*mass/float64(n) {
			centres = append(centres, b.low+(float64(i)+0.5)*b.width)
		}
	}
	for len(centres) < n { // what rounding left out
		centres = append(centres, b.low+fitBins*b.width)
	}
	return centres
}

// move puts every centre in the middle of the weights that are nearest to it.
func (b *bins) move(centres []float64) {
	i := 0
	for k := range centres {
		end := math.Inf(1)
		if k+1 < len(centres) {
			end = (centres[k] + centres[k+1]) / 2
		}
		count, sum := 0.0, 0.0
		for ; i < fitBins && b.low+(float64(i)+0.5)*b.width < end; i++ {
			count += b.count[i]
			sum += b.sum[i]
		}
		if count > 0 {
			centres[k] = sum / count
		}
	}
}
