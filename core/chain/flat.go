package chain

// precise is the share of a sum below which a part of it is worked out anew
// that was got by taking the rest off.
const precise = 1e-4

// flat is the transitions of a large group most of which have one weight, as
// those never seen in training have. One sum stands for all; by how much the
// others differ is listed elsewhere.
type flat struct {
	group
	common float64
	// least is what is precise of the last sum.
	least float64
}

// newFlat returns nil if no weight is that of most transitions.
func newFlat(g group, n int, turns []float64) *flat {
	f, votes := &flat{group: g}, 0
	g.each(n, func(pair int) { // what has the majority outlives all others
		switch {
		case votes == 0:
			f.common, votes = turns[pair], 1
		case turns[pair] == f.common:
			votes++
		default:
			votes--
		}
	})
	times := 0
	g.each(n, func(pair int) {
		if turns[pair] == f.common {
			times++
		}
	})
	if 2*times <= len(g.preds)*len(g.targets) {
		return nil
	}
	return f
}

// spread adds to y, for some tags, the common weight of x from others.
func (f *flat) spread(y []float64, to []int32, x []float64, from []int32) {
	sum := 0.0
	for _, a := range from {
		sum += x[a]
	}
	sum *= f.common
	f.least = sum * precise
	for _, b := range to {
		y[b] += sum
	}
}
