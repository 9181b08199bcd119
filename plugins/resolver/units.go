package resolver

import (
	"cmp"
	"slices"
)

// units holds for each free node the nodes that live and die with it: its
// children, their children and so on, in canonical order.
type units struct {
	from    []int32 // by node: the first of its nodes in nodes
	nodes   []int32
	edges   []edge
	stack   []int32
	seen    []int32 // node -> the last unit it was met in
	members []int32
}

// edge leads from a node to a child of one of its candidates.
type edge struct{ parent, child int32 }

// of returns the nodes of n's unit without n itself.
func (u *units) of(n int32) []int32 {
	if len(u.nodes) == 0 {
		return nil
	}
	return u.nodes[u.from[n]:u.from[n+1]]
}

// groupUnits builds the units of all free nodes.
func (p *problem) groupUnits() {
	u := &p.units
	u.nodes, u.edges = u.nodes[:0], u.edges[:0]
	p.linkChildren()
	if len(u.edges) == 0 {
		return
	}
	slices.SortFunc(u.edges, func(a, b edge) int {
		return cmp.Or(cmp.Compare(a.parent, b.parent), cmp.Compare(a.child, b.child))
	})
	u.from = slices.Grow(u.from[:0], len(p.nodes)+1)
	u.seen = slices.Grow(u.seen[:0], len(p.nodes))[:len(p.nodes)]
	for i := range u.seen {
		u.seen[i] = none
	}
	for i := range p.nodes {
		u.from = append(u.from, int32(len(u.nodes)))
		if p.nodes[i].free && p.nodes[i].state == open {
			p.gatherUnit(int32(i))
		}
	}
	u.from = append(u.from, int32(len(u.nodes)))
}

// linkChildren records who is whose child, by nodes.
func (p *problem) linkChildren() {
	for i := range p.cands {
		c := &p.cands[i]
		if c.parent == none || c.fate != pending {
			continue
		}
		parent := p.nodeOf(c.parent)
		if parent != none && parent != c.node && p.nodes[c.node].state == open {
			p.units.edges = append(p.units.edges, edge{parent, c.node})
		}
	}
}

// nodeOf returns the node a candidate is part of, also through joining.
func (p *problem) nodeOf(cand int32) int32 {
	c := &p.cands[cand]
	for c.joined != none {
		c = &p.cands[c.joined]
	}
	if c.fate != pending {
		return none
	}
	return c.node
}

// gatherUnit appends the descendants of a node. Those that cross an earlier one
// are left out: a unit is a tree.
func (p *problem) gatherUnit(root int32) {
	u := &p.units
	u.members, u.stack = u.members[:0], append(u.stack[:0], root)
	u.seen[root] = root
	for len(u.stack) > 0 {
		at := u.stack[len(u.stack)-1]
		u.stack = u.stack[:len(u.stack)-1]
		for _, e := range u.childrenOf(at) {
			if u.seen[e.child] != root {
				u.seen[e.child] = root
				u.members, u.stack = append(u.members, e.child), append(u.stack, e.child)
			}
		}
	}
	slices.Sort(u.members)
	u.stack = u.stack[:0] // from here on: the members around the current one
	for _, m := range u.members {
		n := &p.nodes[m].span
		for len(u.stack) > 0 && p.nodes[u.stack[len(u.stack)-1]].end <= n.start {
			u.stack = u.stack[:len(u.stack)-1]
		}
		if len(u.stack) == 0 || n.end <= p.nodes[u.stack[len(u.stack)-1]].end {
			u.stack = append(u.stack, m)
			u.nodes = append(u.nodes, m)
		}
	}
}

func (u *units) childrenOf(parent int32) []edge {
	from, _ := slices.BinarySearchFunc(u.edges, parent, func(e edge, n int32) int { return cmp.Compare(e.parent, n) })
	to := from
	for to < len(u.edges) && u.edges[to].parent == parent {
		to++
	}
	return u.edges[from:to]
}
