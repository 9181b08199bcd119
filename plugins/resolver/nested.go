package resolver

import "slices"

// nestedSolver finds the optimum over the laminar families of a component.
//
// Nodes are in canonical order, so whatever lies inside node p follows it, and
// begins before p ends. best(p) is p's own weight and the best choice of
// disjoint direct children c, each worth best(c): weighted interval scheduling
// inside every p, in one scan from right to left. Where a depth limit binds
// there is one best for each number of levels.
//
// Of equally good choices the scan takes the node it stands on. What follows it
// in canonical order is then decided the same way, so the whole set is the one
// that has the earlier node at the first difference.
type nestedSolver struct {
	rules *nesting
	nodes []int32
	spans []span
	next  []int32    // by node: the first that begins where it ends, or later
	base  []weight   // by node: itself and the free nodes of its unit
	best  [][]weight // by levels-1 and node

	// The scan inside one node: rest[at[k]] is the best choice among node k and
	// those after it, and at[k] the first node of that choice.
	at   []int32
	rest []weight

	units [][]int32 // by node; empty when the document has none
	all   []node    // the document's nodes
	hosts []hostSpan
	host  []int32 // by node: index in hosts of what it would lie in
	limit int     // levels; 0: no limit that binds
	lone  []int32 // by node: its only child, none, or several
	todo  []inside
}

// inside is a node whose children are to be traced, and the levels it has.
type inside struct {
	node   int32
	levels int
}

// root stands for the document around the outermost entities.
const root = -1

// several stands for more than one child.
const several = -2

// solve appends to chosen the nodes of the optimum in canonical order. Those
// marked in must are part of it.
func (s *nestedSolver) solve(p *problem, nodes []int32, must []bool, chosen []int32) []int32 {
	s.load(p, nodes, must)
	s.limit = 0
	if limit := p.policy.maxDepth; limit > 0 && p.deepest(nodes) > limit {
		s.limit = limit
	}
	s.fillBest()
	from := len(chosen)
	chosen = s.trace(chosen)
	slices.Sort(chosen[from:])
	return chosen
}

// load copies the nodes of the component side by side.
func (s *nestedSolver) load(p *problem, nodes []int32, must []bool) {
	n := len(nodes)
	s.rules, s.nodes, s.all = p.policy.nesting, nodes, p.nodes
	s.spans, s.next, s.base = s.spans[:0], slices.Grow(s.next[:0], n)[:n], s.base[:0]
	s.rest, s.at = slices.Grow(s.rest[:0], n+1)[:n+1], slices.Grow(s.at[:0], n+1)[:n+1]
	s.host, s.lone = slices.Grow(s.host[:0], n)[:n], slices.Grow(s.lone[:0], n)[:n]
	s.units = s.units[:0]
	for _, at := range nodes {
		s.spans = append(s.spans, p.nodes[at].span)
		s.base = append(s.base, p.baseWeight(at, must))
		if len(p.units.nodes) > 0 {
			s.units = append(s.units, p.units.of(at))
		}
	}
	for i := range s.spans {
		s.next[i] = int32(followers(s.spans, i))
	}
}

// followers returns the first span that begins at or after the end of span i.
func followers(spans []span, i int) int {
	end, lo, hi := spans[i].end, i+1, len(spans)
	for step := 1; lo+step < hi; step *= 2 { // overlaps are short as a rule
		if spans[lo+step].start >= end {
			hi = lo + step
			break
		}
	}
	for lo < hi {
		if mid := int(uint(lo+hi) >> 1); spans[mid].start < end {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// baseWeight is what a node and the free nodes of its unit are worth.
func (p *problem) baseWeight(at int32, must []bool) weight {
	w := p.policy.weight(&p.nodes[at])
	if must[at] {
		w.a += mustBit
	}
	for _, m := range p.units.of(at) {
		if !p.nodes[m].free {
			continue
		}
		w = w.plus(p.policy.weight(&p.nodes[m]))
		if must[m] {
			w.a += mustBit
		}
	}
	return w
}

// fillBest computes best for every node, from the innermost outwards.
func (s *nestedSolver) fillBest() {
	for len(s.best) < max(1, s.limit) {
		s.best = append(s.best, nil)
	}
	for l := range max(1, s.limit) {
		s.best[l] = append(s.best[l][:0], s.base...)
	}
	for p := int32(len(s.spans)) - 1; p >= 0; p-- {
		s.lone[p] = none
		if s.next[p] == p+1 {
			continue
		}
		if s.limit == 0 {
			s.best[0][p] = s.base[p].plus(s.scan(p, 0))
			s.lone[p] = s.loneChild(p)
			continue
		}
		s.lone[p] = several // one or not is another thing on each level
		for levels := 2; levels <= s.limit; levels++ {
			s.best[levels-1][p] = s.base[p].plus(s.scan(p, levels))
		}
	}
}

// loneChild returns the only child that scan has just chosen inside p, none, or
// several. It spares deep chains a second scan.
func (s *nestedSolver) loneChild(p int32) int32 {
	first, hi := s.at[p+1], s.next[p]
	switch {
	case first == hi:
		return none
	case s.at[s.next[first]] == hi:
		return first
	}
	return several
}

// scan chooses among the nodes that may be direct children of p, or of a member
// of its unit, when p has that many levels including its own.
func (s *nestedSolver) scan(p int32, levels int) weight {
	lo, hi := int32(0), int32(len(s.spans))
	if p != root {
		lo, hi = p+1, s.next[p]
		s.findHosts(p)
	}
	s.at[hi], s.rest[hi] = hi, weight{}
	switch {
	case p == root:
		s.pick(lo, hi, nil, s.best[max(0, levels-2)])
	case len(s.hosts) > 0:
		s.pickInHosts(lo, hi, levels)
	case s.limit > 0:
		s.pick(lo, hi, &s.spans[p], s.best[levels-2])
	default:
		s.pick(lo, hi, &s.spans[p], s.best[0])
	}
	return s.rest[s.at[lo]]
}

// pick chooses among the nodes lo to hi-1 that may lie directly inside outer; a
// nil outer takes all. It is the innermost loop of the resolver.
func (s *nestedSolver) pick(lo, hi int32, outer *span, best []weight) {
	at, rest, next, spans := s.at, s.rest, s.next, s.spans
	last := hi
	for k := hi - 1; k >= lo; k-- {
		if inner := &spans[k]; outer == nil || inner.end <= outer.end && s.rules.allows(outer, inner) && outer.holds(inner) {
			with, without := &rest[k], &rest[last]
			*with = best[k].plus(rest[at[next[k]]])
			if with.atLeast(without) {
				last = k
			}
		}
		at[k] = last
	}
}

// trace appends the nodes of the optimum, outer ones before inner ones.
func (s *nestedSolver) trace(chosen []int32) []int32 {
	s.todo = append(s.todo[:0], inside{root, s.limit + 1})
	for len(s.todo) > 0 {
		at := s.todo[len(s.todo)-1]
		s.todo = s.todo[:len(s.todo)-1]
		if s.limit > 0 && at.levels == 1 {
			continue
		}
		for at.node != root && s.lone[at.node] >= 0 {
			at.node = s.lone[at.node]
			chosen = append(chosen, s.nodes[at.node])
		}
		if at.node != root && s.lone[at.node] == none {
			continue
		}
		s.scan(at.node, at.levels)
		chosen = s.children(at, chosen)
	}
	return chosen
}

// children reads the choice that scan has just made inside a node.
func (s *nestedSolver) children(outer inside, chosen []int32) []int32 {
	hi := int32(len(s.spans))
	if outer.node != root {
		hi = s.next[outer.node]
	}
	for k := s.at[outer.node+1]; k < hi; k = s.at[s.next[k]] {
		chosen = append(chosen, s.nodes[k])
		if s.next[k] == k+1 {
			continue
		}
		child := inside{k, outer.levels - 1}
		if outer.node != root && len(s.hosts) > 0 {
			child.levels = s.levelsInHost(k, outer.levels)
		}
		s.todo = append(s.todo, child)
	}
	return chosen
}
