package chain

import "math"

// deepest is how far below the sum of a row, in logarithms, a scaled number may
// fall: it and what it is divided by stay clear of the ends of float64.
const deepest = 600

// spread is how far apart the weights of a token's tags may lie for scaled
// calculation. Within [weights.mixing] tokens every tag is reached from the one
// that carried most; each of them takes off no more than its spread, that of the
// transitions, and the sum over the tags. It is negative if nothing will do.
func (w *weights) spread() float64 {
	steps := w.mixing()
	if steps == 0 {
		return -1
	}
	tags := math.Log(float64(w.n))
	each := (deepest - extent(w.end) - tags) / float64(steps)
	return max(-1, each-extent(w.pair)-tags)
}

// mixing is the number of steps in which any tag can be reached from any, and
// in any more steps as well; 0 if there is none up to some large number. (Two
// tags that only take turns are never mixed.)
func (w *weights) mixing() int {
	const most = 16
	reached := make([]bool, w.n*w.n) // reached[a*n+b]: b from a
	for a := range w.n {
		reached[a*w.n+a] = true
	}
	for steps := 1; steps <= most; steps++ {
		next := make([]bool, w.n*w.n)
		missing := false
		for a := range w.n {
			for b, preds := range w.preds {
				for _, c := range preds {
					next[a*w.n+b] = next[a*w.n+b] || reached[a*w.n+int(c)]
				}
				missing = missing || !next[a*w.n+b]
			}
		}
		if !missing {
			return steps
		}
		reached = next
	}
	return 0
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
