package resolver

import (
	"slices"

	"github.com/onomast/onomast/core/document"
)

// Evidence keys that only the resolver writes.
const (
	sourceKey = "source"
	alsoKey   = "also"
)

// entities makes the result layer.
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
	return document.Span{
		Start: int(n.start), End: int(n.end), Label: p.labels.infos[n.label].name,
		Score: n.score, Kind: n.kind,
		Attributes: p.attributes(n), Evidence: p.evidence(n),
	}
}

// attributes returns those of all members, the leading one's first, each once.
func (p *problem) attributes(n *node) []document.Attr {
	var attrs []document.Attr
	var seen map[document.Attr]bool
	for _, id := range p.membersOf(n) {
		c := &p.cands[id]
		if c.made != none {
			continue // what holds of a part need not hold of the whole
		}
		own := p.layers[c.source].Attributes(int(c.index))
		if attrs == nil {
			attrs = own
			continue
		}
		for _, a := range own {
			if seen == nil {
				seen = map[document.Attr]bool{}
				for _, b := range attrs {
					seen[b] = true
				}
			}
			if !seen[a] {
				seen[a] = true
				attrs = append(attrs, a)
			}
		}
	}
	return attrs
}

// evidence returns the stages behind a node and what the leading member has to
// say for itself.
func (p *problem) evidence(n *node) []document.Attr {
	p.names = p.names[:0]
	for _, id := range p.membersOf(n) {
		p.addNames(id)
	}
	lead := &p.cands[p.members[n.first]]
	var own []document.Attr
	if lead.made != none {
		own = p.made[lead.made].parts
	} else {
		own = p.layers[lead.source].Evidence(int(lead.index))
	}
	all := make([]document.Attr, 0, len(p.names)+len(own))
	for i, name := range p.names {
		key := alsoKey
		if i == 0 {
			key = sourceKey
		}
		all = append(all, document.Attr{Key: key, Value: name})
	}
	for _, a := range own {
		if a.Key != sourceKey && a.Key != alsoKey {
			all = append(all, a)
		}
	}
	return all
}

// addNames collects the stages behind a candidate, each once.
func (p *problem) addNames(id int32) {
	c := &p.cands[id]
	if c.made == none {
		p.addName(p.sources[c.source].stage)
		return
	}
	for _, name := range p.made[c.made].stages {
		p.addName(name)
	}
}

func (p *problem) addName(name string) {
	if !slices.Contains(p.names, name) {
		p.names = append(p.names, name)
	}
}
