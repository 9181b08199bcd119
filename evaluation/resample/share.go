package resample

import (
	"cmp"
	"math"
	"slices"
)

// z95 is the quantile of the normal distribution for 95 % in the middle.
const z95 = 1.959963984540054

// Wilson returns the 95 % interval of a share of which hits of n were seen (Wilson
// 1927). Without any it is 0 to 1.
func Wilson(hits, n int) (low, high float64) {
	if n == 0 {
		return 0, 1
	}
	p, size := float64(hits)/float64(n), float64(n)
	middle := p + z95*z95/(2*size)
	reach := z95 * math.Sqrt(p*(1-p)/size+z95*z95/(4*size*size))
	below := 1 + z95*z95/size
	return max(0, (middle-reach)/below), min(1, (middle+reach)/below)
}

// Holm returns p-values corrected for their number (Holm 1979): those under a level
// hold together at that level.
func Holm(p []float64) []float64 {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(p[i], p[j]) })
	out, most := make([]float64, len(p)), 0.0
	for rank, i := range order {
		most = max(most, min(1, float64(len(p)-rank)*p[i]))
		out[i] = most
	}
	return out
}
