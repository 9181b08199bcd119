package chain

// batch is the number of tokens whose pairs are counted at once.
const batch = 4

// counter counts all pairs of a large group.
type counter struct {
	group
	// count has a row of targets for each predecessor: the sums of products of
	// what was before and what came after.
	count []float64
	// held tokens wait to be counted: rows of before[k*batch+i] for predecessor
	// k, after[i*len(targets)+t] for target t.
	held          int
	before, after []float64
}

func newCounter(g group) *counter {
	p, t := len(g.preds), len(g.targets)
	return &counter{group: g, count: make([]float64, p*t), before: make([]float64, p*batch), after: make([]float64, batch*t)}
}

// add takes a token into the count.
func (c *counter) add(prev, product []float64) {
	for k, a := range c.preds {
		c.before[k*batch+c.held] = prev[a]
	}
	pick(c.after[c.held*len(c.targets):], product, c.targets)
	if c.held++; c.held == batch {
		c.settle()
	}
}

// settle counts the tokens held.
func (c *counter) settle() {
	t := len(c.targets)
	for k := range c.preds {
		addRows(c.count[k*t:(k+1)*t], c.before[k*batch:k*batch+c.held], c.after)
	}
	c.held = 0
}

// collect adds weight times the count times each pair's turn to pairs, and
// forgets it.
func (c *counter) collect(n int, turns []float64, weight float64, pairs []float64) {
	c.settle()
	for k, a := range c.preds {
		for t, b := range c.targets {
			at := int(a)*n + int(b)
			pairs[at] += weight * c.count[k*len(c.targets)+t] * turns[at]
		}
	}
	clear(c.count)
}

// arc counts one pair.
type arc struct {
	from, to int32
	count    float64
}
