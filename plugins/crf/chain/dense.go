package chain

// batch is the number of tokens whose pairs are counted at once.
const batch = 4

// dense is the transitions of a large group as matrices.
type dense struct {
	group
	// on has a row of target weights for each predecessor, to a row of
	// predecessor weights for each target.
	on, to []float64
	// count, laid out like on, is the sum of products of what was before and
	// what came after, to which the weights are still to be multiplied.
	count []float64
	// held tokens wait to be counted: rows of before[k*batch+i] for predecessor
	// k, after[i*len(targets)+t] for target t.
	held          int
	before, after []float64
	in, out       []float64
}

func newDense(g group, n int, pair []float64) *dense {
	p, t := len(g.preds), len(g.targets)
	d := &dense{
		group: g, on: make([]float64, p*t), to: make([]float64, p*t), count: make([]float64, p*t),
		before: make([]float64, p*batch), after: make([]float64, batch*t),
		in: make([]float64, max(p, t)), out: make([]float64, max(p, t)),
	}
	for k, a := range g.preds {
		for i, b := range g.targets {
			d.on[k*t+i] = pair[int(a)*n+int(b)]
			d.to[i*p+k] = pair[int(a)*n+int(b)]
		}
	}
	return d
}

// forward sets next, for the targets, to what arrives from prev.
func (d *dense) forward(prev, next []float64) {
	in, out := d.in[:len(d.preds)], d.out[:len(d.targets)]
	for k, a := range d.preds {
		in[k] = prev[a]
	}
	clear(out)
	addRows(out, in, d.on)
	for t, b := range d.targets {
		next[b] = out[t]
	}
}

// backward adds to prev, for the predecessors, what comes after from z.
func (d *dense) backward(z, prev []float64) {
	in, out := d.in[:len(d.targets)], d.out[:len(d.preds)]
	for t, b := range d.targets {
		in[t] = z[b]
	}
	clear(out)
	addRows(out, in, d.to)
	for k, a := range d.preds {
		prev[a] += out[k]
	}
}

// add takes a token into the count.
func (d *dense) add(prev, z []float64) {
	for k, a := range d.preds {
		d.before[k*batch+d.held] = prev[a]
	}
	after := d.after[d.held*len(d.targets) : (d.held+1)*len(d.targets)]
	for t, b := range d.targets {
		after[t] = z[b]
	}
	if d.held++; d.held == batch {
		d.settle()
	}
}

// settle counts the tokens held.
func (d *dense) settle() {
	t := len(d.targets)
	for k := range d.preds {
		addRows(d.count[k*t:(k+1)*t], d.before[k*batch:k*batch+d.held], d.after)
	}
	d.held = 0
}

// collect adds weight times the expected pairs to pairs and forgets them.
func (d *dense) collect(n int, weight float64, pairs []float64) {
	d.settle()
	for k, a := range d.preds {
		for t, b := range d.targets {
			i := k*len(d.targets) + t
			pairs[int(a)*n+int(b)] += weight * d.count[i] * d.on[i]
		}
	}
	clear(d.count)
}
