package resolver

import (
	"cmp"
	"slices"
)

// entity is a kept node and its place among the others.
type entity struct {
	node   int32
	parent int32 // position in kept, or none
	depth  int32 // levels down to it, itself included
	height int32 // levels from it down to its innermost, itself included
}

// arrange lists what was kept by start, longer first, and finds the parents: the
// nearest entity before it that contains it. An entity of the same span is no
// parent, unless they are of one unit.
func (p *problem) arrange() {
	p.kept = p.kept[:0]
	for i := 0; i < len(p.nodes); {
		j := i + 1
		for j < len(p.nodes) && p.nodes[j].start == p.nodes[i].start && p.nodes[j].end == p.nodes[i].end {
			j++
		}
		p.keepStates(i, j, won)
		p.keepStates(i, j, attached)
		i = j
	}
	p.findParents()
}

func (p *problem) keepStates(from, to int, state nodeState) {
	for i := from; i < to; i++ {
		if p.nodes[i].state == state {
			p.kept = append(p.kept, entity{node: int32(i), parent: none, depth: 1, height: 1})
		}
	}
}

func (p *problem) findParents() {
	up := int32(none)
	for i := range p.kept {
		n := p.nodeAt(int32(i))
		for up != none && p.nodeAt(up).end < n.end {
			up = p.kept[up].parent
		}
		for up != none && p.nodeAt(up).start == n.start && p.nodeAt(up).end == n.end && n.state == won {
			up = p.kept[up].parent
		}
		if up != none {
			p.kept[i].parent, p.kept[i].depth = up, p.kept[up].depth+1
		}
		up = int32(i)
	}
	for i := len(p.kept) - 1; i >= 0; i-- {
		if up := p.kept[i].parent; up != none {
			p.kept[up].height = max(p.kept[up].height, p.kept[i].height+1)
		}
	}
}

func (p *problem) nodeAt(kept int32) *node { return &p.nodes[p.kept[kept].node] }

// after returns the first kept entity that begins at or after a byte.
func (p *problem) after(start int32) int32 {
	at, _ := slices.BinarySearchFunc(p.kept, start, func(e entity, start int32) int {
		return cmp.Compare(p.nodes[e.node].start, start)
	})
	return int32(at)
}

// over returns the innermost kept entity that holds the bytes on both sides of
// an offset.
func (p *problem) over(offset int32) int32 {
	at := p.after(offset) - 1
	for at != none && p.nodeAt(at).end <= offset {
		at = p.kept[at].parent
	}
	return at
}

// rivals returns kept nodes that a span crosses or equals, at most maxNamed; a
// child stands for the unit it belongs to. In flat mode all that overlap are
// rivals.
func (p *problem) rivals(n *node) []int32 {
	if p.policy.mode == flatMode {
		return p.overlapping(n)
	}
	var found []int32
	for at := p.over(n.start); at != none && p.nodeAt(at).end < n.end && len(found) < maxNamed; at = p.kept[at].parent {
		found = append(found, p.rootOf(at))
	}
	for at := p.over(n.end); at != none && p.nodeAt(at).start > n.start && len(found) < maxNamed; at = p.kept[at].parent {
		found = append(found, p.rootOf(at))
	}
	if at, ok := p.find(&n.span); ok {
		found = append(found, p.rootOf(at))
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// find returns the first kept entity of the same bytes.
func (p *problem) find(s *span) (int32, bool) {
	at, ok := slices.BinarySearchFunc(p.kept, s, func(e entity, s *span) int {
		n := &p.nodes[e.node]
		return cmp.Or(cmp.Compare(n.start, s.start), cmp.Compare(s.end, n.end))
	})
	return int32(at), ok
}

// rootOf returns the node whose unit a kept entity belongs to.
func (p *problem) rootOf(kept int32) int32 {
	for p.nodeAt(kept).state == attached && p.kept[kept].parent != none {
		kept = p.kept[kept].parent
	}
	return p.kept[kept].node
}

// overlapping returns the disjoint kept nodes a span overlaps, at most maxNamed.
func (p *problem) overlapping(n *node) []int32 {
	at := p.after(n.start)
	if at > 0 && p.nodeAt(at-1).end > n.start {
		at--
	}
	var found []int32
	for ; at < int32(len(p.kept)) && p.nodeAt(at).start < n.end && len(found) < maxNamed; at++ {
		found = append(found, p.kept[at].node)
	}
	return found
}

// innermost returns the nearest kept entity that holds a span it does not
// cross, or none.
func (p *problem) innermost(s *span) int32 {
	at := p.after(s.start+1) - 1
	for at != none && !p.nodeAt(at).holds(s) {
		at = p.kept[at].parent
	}
	return at
}

// directlyInside returns the outermost kept entities inside a span, at most
// maxInside.
func (p *problem) directlyInside(s *span) []int32 {
	var found []int32
	at := p.after(s.start)
	for at < int32(len(p.kept)) && p.nodeAt(at).end > s.end {
		at++ // begins with the span and holds it
	}
	for at < int32(len(p.kept)) && p.nodeAt(at).start < s.end && len(found) < maxInside {
		found = append(found, at)
		at = max(at+1, p.after(p.nodeAt(at).end))
	}
	return found
}
