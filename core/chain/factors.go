package chain

import (
	"math"
	"slices"
)

// factors are the exponentials of the transitions, as a matrix that rows are
// multiplied by and whose pairs are counted.
type factors struct {
	*weights
	// top is the greatest transition, taken off before exp.
	top float64
	// turn is the factors, turn[from*N+to].
	turn []float64
	// They are multiplied by as groups: those of which most are alike, other
	// large ones, and lists of small ones and of what is not alike in flat ones.
	flats    []*flat
	denses   []*dense
	to, from *sparse
	// counters count all pairs of a group, arcs single pairs.
	counters []*counter
	arcs     []arc
}

func newFactors(w *weights) *factors {
	f := &factors{weights: w, top: greatest(w.pair)}
	f.turn = expBelow(w.pair, f.top)
	listed := slices.Clone(f.turn)
	for _, g := range f.groups {
		if !g.large() {
			continue
		}
		if alike := newFlat(g, w.n, f.turn); alike != nil {
			f.flats = append(f.flats, alike)
			g.each(w.n, func(pair int) { listed[pair] -= alike.common })
		} else {
			f.denses = append(f.denses, newDense(g, w.n, f.turn))
			g.each(w.n, func(pair int) { listed[pair] = 0 })
		}
	}
	f.to = newSparse(w.n, func(in, out int) float64 { return listed[in*w.n+out] })
	f.from = newSparse(w.n, func(in, out int) float64 { return listed[out*w.n+in] })
	f.only(nil)
	return f
}

// only counts the pairs want[from*N+to], or all if that is nil. It may count
// others as well.
func (f *factors) only(want []bool) {
	f.counters, f.arcs = nil, nil
	for _, g := range f.groups {
		arcs := g.arcs(f.n, want)
		if g.large() && 3*len(arcs) > len(g.preds)*len(g.targets) {
			f.counters = append(f.counters, newCounter(g))
		} else {
			f.arcs = append(f.arcs, arcs...)
		}
	}
}

// forward sets alpha to what arrives from the token before.
func (f *factors) forward(prev, alpha []float64) {
	clear(alpha)
	for _, g := range f.flats {
		g.spread(alpha, g.targets, prev, g.preds)
	}
	f.to.add(prev, alpha)
	for _, d := range f.denses {
		d.forward(prev, alpha)
	}
	for _, g := range f.flats {
		for _, b := range g.targets {
			if alpha[b] < g.least {
				alpha[b] = f.arriving(prev, int(b))
			}
		}
	}
}

// arriving is one number of forward.
func (f *factors) arriving(prev []float64, b int) (sum float64) {
	for _, a := range f.preds[b] {
		sum += prev[a] * f.turn[int(a)*f.n+b]
	}
	return sum
}

// backward sets beta to what the products lead back to.
func (f *factors) backward(product, beta []float64) {
	clear(beta)
	for _, g := range f.flats {
		g.spread(beta, g.preds, product, g.targets)
	}
	f.from.add(product, beta)
	for _, d := range f.denses {
		d.backward(product, beta)
	}
	for _, g := range f.flats {
		for _, a := range g.preds {
			if beta[a] < g.least {
				beta[a] = f.leading(product, int(a))
			}
		}
	}
}

// leading is one number of backward.
func (f *factors) leading(product []float64, a int) (sum float64) {
	for _, b := range f.succs[a] {
		sum += f.turn[a*f.n+int(b)] * product[b]
	}
	return sum
}

// add counts the pairs of a token and the one before, but for the factors.
func (f *factors) add(prev, product []float64) {
	for i := range f.arcs {
		a := &f.arcs[i]
		a.count += prev[a.from] * product[a.to]
	}
	for _, c := range f.counters {
		c.add(prev, product)
	}
}

// collect adds weight times the expected pairs to pairs and forgets them.
func (f *factors) collect(weight float64, pairs []float64) {
	for i := range f.arcs {
		a := &f.arcs[i]
		at := int(a.from)*f.n + int(a.to)
		pairs[at] += weight * a.count * f.turn[at]
		a.count = 0
	}
	for _, c := range f.counters {
		c.collect(f.n, f.turn, weight, pairs)
	}
}

// greatest is the greatest of the weights, 0 if there is none or all forbid.
func greatest(x []float64) float64 {
	top := math.Inf(-1)
	for _, v := range x {
		if v > top {
			top = v
		}
	}
	if math.IsInf(top, -1) {
		return 0
	}
	return top
}

func expBelow(x []float64, top float64) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = math.Exp(v - top)
	}
	return out
}
