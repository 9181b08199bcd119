package resolver

import (
	"cmp"
	"slices"
)

// reference is the definition of the objective carried out literally: every
// subset of the candidates is looked at. It shares no code with the solvers but
// the making of nodes and units.
type reference struct{ p *problem }

// choice is a set of free nodes and what it is worth.
type choice struct {
	nodes []int32 // in canonical order
	sums  [3]int64
	count int
}

// winners returns the nodes that are kept for themselves.
func (r reference) winners() []int32 {
	var tiers []int32
	for i := range r.p.nodes {
		tiers = append(tiers, r.p.nodes[i].tier)
	}
	slices.Sort(tiers)
	var won []int32
	for _, tier := range slices.Compact(tiers) {
		var active []int32
		for i := range r.p.nodes {
			if n := &r.p.nodes[i]; n.free && n.state == open && n.tier <= tier {
				active = append(active, int32(i))
			}
		}
		won = r.best(active, won).nodes
	}
	return won
}

// best returns the best admissible subset of active that keeps what has won.
func (r reference) best(active, won []int32) choice {
	best := choice{count: -1}
	for mask := range 1 << len(active) {
		var nodes []int32
		for i, at := range active {
			if mask>>i&1 == 1 {
				nodes = append(nodes, at)
			}
		}
		if !r.admissible(nodes) || !r.holdsAll(nodes, won) {
			continue
		}
		if c := r.value(nodes); best.count < 0 || c.beats(best) {
			best = c
		}
	}
	return best
}

func (r reference) holdsAll(nodes, won []int32) bool {
	for _, w := range won {
		if !slices.Contains(r.withUnits(nodes), w) {
			return false
		}
	}
	return true
}

func (r reference) withUnits(nodes []int32) []int32 {
	all := slices.Clone(nodes)
	for _, at := range nodes {
		all = append(all, r.unit(at)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (r reference) unit(at int32) []int32 {
	if r.p.policy.mode == flatMode {
		return nil
	}
	return r.p.units.of(at)
}

func (r reference) admissible(nodes []int32) bool {
	all := r.withUnits(nodes)
	for _, a := range nodes {
		for _, b := range nodes {
			if a != b && !r.compatible(a, b) {
				return false
			}
		}
		if !r.wellPlaced(a, all) {
			return false
		}
	}
	return true
}

// compatible reports whether b may be kept beside, around or inside a and its unit.
func (r reference) compatible(a, b int32) bool {
	x, y := &r.p.nodes[a].span, &r.p.nodes[b].span
	switch {
	case x.end <= y.start || y.end <= x.start:
		return true
	case r.p.policy.mode == flatMode:
		return false
	case strictlyInside(x, y): // judged from the other side
		return true
	case !strictlyInside(y, x):
		return false
	}
	for _, m := range r.unit(a) {
		c := &r.p.nodes[m].span
		if c.start < y.end && y.start < c.end && !strictlyInside(y, c) {
			return false
		}
	}
	return true
}

func strictlyInside(inner, outer *span) bool {
	return outer.start <= inner.start && inner.end <= outer.end && inner.end-inner.start < outer.end-outer.start
}

// wellPlaced checks the label directly around a node, and its depth.
func (r reference) wellPlaced(at int32, all []int32) bool {
	n, parent, depth := &r.p.nodes[at].span, int32(none), 1
	for _, o := range all {
		outer := &r.p.nodes[o].span
		if !strictlyInside(n, outer) {
			continue
		}
		depth++
		if parent == none || r.nearer(o, parent) {
			parent = o
		}
	}
	if limit := r.p.policy.maxDepth; limit > 0 && depth > limit {
		return false
	}
	return parent == none || r.p.policy.nesting.allows(&r.p.nodes[parent].span, n)
}

// nearer reports whether a lies inside b, or shares its span as its child.
func (r reference) nearer(a, b int32) bool {
	x, y := &r.p.nodes[a].span, &r.p.nodes[b].span
	if x.end-x.start != y.end-y.start {
		return x.end-x.start < y.end-y.start
	}
	return slices.Contains(r.unit(b), a) || !slices.Contains(r.unit(a), b) && a > b
}

func (r reference) value(nodes []int32) choice {
	c := choice{nodes: nodes}
	for _, at := range nodes {
		r.add(&c, at)
		for _, m := range r.unit(at) {
			if r.p.nodes[m].free {
				r.add(&c, m)
			}
		}
	}
	return c
}

func (r reference) add(c *choice, at int32) {
	n := &r.p.nodes[at]
	worth, score, length := int64(max(0, n.weight-r.p.policy.spanCost)), int64(n.weight), int64(n.end-n.start)
	sums := [3]int64{worth, score, length}
	if r.p.policy.longest {
		sums = [3]int64{length, worth, score}
	}
	for i := range sums {
		c.sums[i] += sums[i]
	}
	c.count++
}

func (c choice) beats(o choice) bool {
	if by := cmp.Or(slices.Compare(c.sums[:], o.sums[:]), cmp.Compare(o.count, c.count)); by != 0 {
		return by > 0
	}
	for i := range min(len(c.nodes), len(o.nodes)) {
		if c.nodes[i] != o.nodes[i] {
			return c.nodes[i] < o.nodes[i]
		}
	}
	return len(c.nodes) > len(o.nodes)
}
