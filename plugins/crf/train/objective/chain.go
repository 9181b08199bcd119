package objective

import "math"

// A Chain weighs single sentences. It reuses its memory and is for one caller at a time.
type Chain struct {
	arcs     *Arcs
	worker   *worker[float64]
	rest     []float64
	counts   []float64
	gradient []float64
	back     []int16
}

// NewChain prepares for sentences of the tags that arcs have.
func NewChain(a *Arcs) *Chain {
	return &Chain{arcs: a, worker: newWorker[float64](a.tags), counts: make([]float64, len(a.to)), gradient: make([]float64, a.Len())}
}

// Weigh returns the loss of a sentence whose scores these are, times weight, and its
// derivatives by each score and by the weight of each arc. It changes scores.
func (c *Chain) Weigh(scores []float64, gold []int16, arcs []float64, weight float64, costs []float64) (loss float64, rest, byArc []float64) {
	c.arcs.set(arcs)
	c.worker.fit(len(gold))
	copy(c.worker.score, scores)
	if cap(c.rest) < len(scores) {
		c.rest = make([]float64, len(scores)+len(scores)/4)
	}
	c.rest = c.rest[:len(scores)]
	clear(c.counts)
	loss = weigh(c.worker, c.arcs, gold, weight, costs, c.rest, c.counts)
	for k, arc := range c.arcs.arcOf {
		c.gradient[k] = c.counts[arc] * (c.arcs.factors[arc] + c.arcs.base[arc])
	}
	for t := 1; t < len(gold); t++ {
		c.gradient[c.arcs.Index(gold[t-1], gold[t])] -= weight
	}
	return loss, c.rest, c.gradient
}

// Best returns the best tags, in the memory of tags, and by how much they score more than
// the right ones. Costs are added to wrong tags.
func (c *Chain) Best(scores []float64, gold []int16, arcs []float64, costs []float64, tags []int16) ([]int16, float64) {
	n, a := c.arcs.tags, c.arcs
	copy(a.weights, arcs)
	if cap(c.back) < len(scores) {
		c.back = make([]int16, len(scores)+len(scores)/4)
	}
	c.back = c.back[:len(scores)]
	right := a.score(scores, gold)
	now, before := c.worker.beta, c.worker.next
	for t := range gold {
		row := scores[t*n : (t+1)*n]
		if costs != nil {
			addCost(row, int(gold[t]), costs[gold[t]])
		}
		for j, x := range row {
			best, from := 0.0, int16(-1)
			if t > 0 {
				best, from = a.into(before, j)
			} else if !a.starts[j] {
				best = math.Inf(-1)
			}
			now[j], c.back[t*n+j] = best+x, from
		}
		now, before = before, now
	}
	best, last := math.Inf(-1), 0
	for j, x := range before {
		if a.ends[j] && x > best {
			best, last = x, j
		}
	}
	tags = append(tags[:0], gold...)
	for t := len(gold) - 1; t >= 0; t-- {
		tags[t] = int16(last)
		last = int(max(0, c.back[t*n+last]))
	}
	return tags, best - right
}

// score returns that of given tags.
func (a *Arcs) score(scores []float64, tags []int16) (sum float64) {
	for t, tag := range tags {
		sum += scores[t*a.tags+int(tag)]
		if t > 0 {
			sum += a.weights[a.Index(tags[t-1], tag)]
		}
	}
	return sum
}

// into returns the best score that leads to tag j, and the tag before.
func (a *Arcs) into(before []float64, j int) (best float64, from int16) {
	best, from = math.Inf(-1), -1
	for i, x := range before {
		pair := i*a.tags + j
		if !a.allowed[pair] {
			continue
		}
		if k := a.index[pair]; k >= 0 {
			x += a.weights[k]
		}
		if x > best {
			best, from = x, int16(i)
		}
	}
	return best, from
}

// Index returns the parameter of a pair of tags, or -1.
func (a *Arcs) Index(from, to int16) int { return int(a.index[int(from)*a.tags+int(to)]) }
