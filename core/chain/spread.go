package chain

import "math"

// deepest is how far below the sum of a row, in logarithms, a scaled number may
// fall: it and what it is divided by stay clear of the ends of float64.
const deepest = 600

// spread is how far apart the weights of a token's tags may lie for scaled
// calculation. Within as many tokens as shape.mixing says every tag is reached
// from the one that carried most; each of them takes off no more than its
// spread, that of the transitions, and the sum over the tags. Tags that are alone
// carry nothing as long as no sentence begins with them. It is negative if nothing
// will do.
func (w *weights) spread() float64 {
	if w.mixing == 0 {
		return -1
	}
	for tag, start := range w.start {
		if w.alone(tag) && !forbidden(start) {
			return -1
		}
	}
	tags := math.Log(float64(w.n))
	each := (deepest - extent(w.end) - tags) / float64(w.mixing)
	return max(-1, each-extent(w.pair)-tags)
}

// extent is how far apart the finite numbers lie.
func extent(x []float64) float64 {
	bottom, top := math.Inf(1), math.Inf(-1)
	for _, v := range x {
		if finite(v) {
			bottom, top = min(bottom, v), max(top, v)
		}
	}
	return max(0, top-bottom)
}
