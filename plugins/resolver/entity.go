package resolver

import (
	"cmp"
	"slices"

	"github.com/onomast/onomast/core/document"
)

// entity is a kept node and its place among the others.
type entity struct {
	node   int32
	parent int32 // position in kept, or none
	depth  int32 // entities over its first byte that hold it, itself included
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
			p.kept = append(p.kept, entity{node: int32(i), parent: none, depth: 1})
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

// rivals returns kept nodes that a span crosses or equals, at most maxNamed.
// In flat mode all that overlap are rivals.
func (p *problem) rivals(n *node) []int32 {
	if p.policy.mode == flatMode {
		return p.overlapping(n)
	}
	var found []int32
	for at := p.over(n.start); at != none && p.nodeAt(at).end < n.end && len(found) < maxNamed; at = p.kept[at].parent {
		found = append(found, p.kept[at].node)
	}
	for at := p.over(n.end); at != none && p.nodeAt(at).start > n.start && len(found) < maxNamed; at = p.kept[at].parent {
		found = append(found, p.kept[at].node)
	}
	for at := p.after(n.start); at < int32(len(p.kept)) && p.nodeAt(at).start == n.start && p.nodeAt(at).end >= n.end; at++ {
		if p.nodeAt(at).end == n.end {
			found = append(found, p.kept[at].node)
		}
	}
	slices.Sort(found)
	return found
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
	at := p.after(s.start + 1) - 1
	for at != none && !p.nodeAt(at).holds(s) {
		at = p.kept[at].parent
	}
	return at
}

// directlyInside returns the outermost kept entities inside a span.
func (p *problem) directlyInside(s *span) []int32 {
	var found []int32
	at := p.after(s.start)
	for at < int32(len(p.kept)) && p.nodeAt(at).end > s.end {
		at++ // begins with the span and holds it
	}
	for at < int32(len(p.kept)) && p.nodeAt(at).start < s.end {
		found = append(found, at)
		at = max(at+1, p.after(p.nodeAt(at).end))
	}
	return found
}

// heightOf returns how many levels a kept entity has, itself included.
func (p *problem) heightOf(kept int32) int {
	deepest := p.kept[kept].depth
	for at := kept + 1; at < int32(len(p.kept)) && p.nodeAt(at).start < p.nodeAt(kept).end; at++ {
		deepest = max(deepest, p.kept[at].depth)
	}
	return int(deepest-p.kept[kept].depth) + 1
}

// entities writes the result layer.
func (p *problem) entities() *document.Layer {
	out := document.NewLayer(document.Entities)
	out.Grow(len(p.kept))
	for i := range p.kept {
		out.AddChild(int(p.kept[i].parent), p.entity(p.nodeAt(int32(i))))
	}
	return out
}

// entity makes the span of a kept node.
func (p *problem) entity(n *node) document.Span {
	s := document.Span{
		Start: int(n.start), End: int(n.end), Label: p.labels.infos[n.label].name,
		Score: n.score, Kind: n.kind,
	}
	p.names = p.names[:0]
	for _, id := range p.membersOf(n) {
		s.Attributes = p.addAttributes(s.Attributes, id)
		p.addNames(id)
	}
	lead := &p.cands[p.members[n.first]]
	var own []document.Attr
	if lead.index != none {
		own = p.layers[lead.source].Evidence(int(lead.index))
	}
	s.Evidence = make([]document.Attr, 0, len(p.names)+len(own)+len(lead.parts))
	for i, name := range p.names {
		key := "also"
		if i == 0 {
			key = "source"
		}
		s.Evidence = append(s.Evidence, document.Attr{Key: key, Value: name})
	}
	s.Evidence = append(s.Evidence, lead.parts...)
	for _, a := range own {
		if a.Key != "source" && a.Key != "also" { // reserved for the resolver
			s.Evidence = append(s.Evidence, a)
		}
	}
	return s
}

// addNames collects the stages behind a candidate, each once.
func (p *problem) addNames(id int32) {
	c := &p.cands[id]
	names := c.sources
	if c.index != none {
		names = []string{p.sources[c.source].stage}
	}
	for _, name := range names {
		if !slices.Contains(p.names, name) {
			p.names = append(p.names, name)
		}
	}
}

// addAttributes appends the attributes of a candidate that are not there yet.
func (p *problem) addAttributes(attrs []document.Attr, id int32) []document.Attr {
	c := &p.cands[id]
	if c.index == none {
		return attrs
	}
	own := p.layers[c.source].Attributes(int(c.index))
	if attrs == nil {
		return own
	}
	for _, a := range own {
		if !slices.Contains(attrs, a) {
			attrs = append(attrs, a)
		}
	}
	return attrs
}
