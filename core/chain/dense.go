package chain

// dense is the transitions of a large group that are all different.
type dense struct {
	group
	// on has a row of targets for each predecessor, back a row of predecessors
	// for each target.
	on, back []float64
	in, out  []float64
}

func newDense(g group, n int, turns []float64) *dense {
	p, t := len(g.preds), len(g.targets)
	d := &dense{
		group: g, on: make([]float64, p*t), back: make([]float64, p*t),
		in: make([]float64, max(p, t)), out: make([]float64, max(p, t)),
	}
	for k, a := range g.preds {
		for i, b := range g.targets {
			d.on[k*t+i] = turns[int(a)*n+int(b)]
			d.back[i*p+k] = turns[int(a)*n+int(b)]
		}
	}
	return d
}

// forward sets next, for the targets, to what arrives from prev.
func (d *dense) forward(prev, next []float64) {
	in, out := d.in[:len(d.preds)], d.out[:len(d.targets)]
	pick(in, prev, d.preds)
	clear(out)
	addRows(out, in, d.on)
	for t, b := range d.targets {
		next[b] = out[t]
	}
}

// backward adds to prev, for the predecessors, what the products lead back to.
func (d *dense) backward(product, prev []float64) {
	in, out := d.in[:len(d.targets)], d.out[:len(d.preds)]
	pick(in, product, d.targets)
	clear(out)
	addRows(out, in, d.back)
	for k, a := range d.preds {
		prev[a] += out[k]
	}
}

// pick sets dst to the numbers of some tags.
func pick(dst, src []float64, tags []int32) {
	for k, tag := range tags {
		dst[k] = src[tag]
	}
}
