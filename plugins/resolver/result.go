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
	out := p.arena.NewLayer(document.Entities, len(p.kept))
	for i := range p.kept {
		out.AddChild(int(p.kept[i].parent), p.entity(p.nodeAt(int32(i))))
	}
	return out
}

// entity makes the span of a kept node. Its attributes and evidence are valid until
// the next call.
func (p *problem) entity(n *node) document.Span {
	p.gatherAttributes(n)
	p.gatherEvidence(n)
	return document.Span{
		Start: int(n.start), End: int(n.end), Label: p.labels.infos[n.label].name,
		Score: n.score, Kind: n.kind,
		Attributes: p.attrs, Evidence: p.why,
	}
}

// fewAttributes is how many are compared one by one to find those that are said
// twice; beyond that a map is quicker.
const fewAttributes = 32

// gatherAttributes collects those of all members, the leading one's first, what
// another member says again only once.
func (p *problem) gatherAttributes(n *node) {
	p.attrs = p.attrs[:0]
	for _, id := range p.membersOf(n) {
		c := &p.cands[id]
		if c.made != none {
			continue // what holds of a part need not hold of the whole
		}
		first := len(p.attrs)
		p.attrs = p.layers[c.source].AppendAttributes(p.attrs, int(c.index))
		if first > 0 {
			p.attrs = dropKnown(p.attrs, first)
		}
	}
}

// dropKnown drops what attrs[first:] says that was said before.
func dropKnown(attrs []document.Attr, first int) []document.Attr {
	kept := first
	var seen map[document.Attr]bool
	if len(attrs) > fewAttributes {
		seen = make(map[document.Attr]bool, len(attrs))
		for _, a := range attrs[:first] {
			seen[a] = true
		}
	}
	for _, a := range attrs[first:] {
		if seen == nil && slices.Contains(attrs[:kept], a) || seen[a] {
			continue
		}
		if seen != nil {
			seen[a] = true
		}
		attrs[kept] = a
		kept++
	}
	return attrs[:kept]
}

// gatherEvidence collects the stages behind a node and what the leading member has
// to say for itself.
func (p *problem) gatherEvidence(n *node) {
	p.names = p.names[:0]
	for _, id := range p.membersOf(n) {
		p.addNames(id)
	}
	p.why = p.why[:0]
	for i, name := range p.names {
		key := alsoKey
		if i == 0 {
			key = sourceKey
		}
		p.why = append(p.why, document.Attr{Key: key, Value: name})
	}
	own := len(p.why)
	if lead := &p.cands[p.members[n.first]]; lead.made != none {
		p.why = append(p.why, p.made[lead.made].parts...)
	} else {
		p.why = p.layers[lead.source].AppendEvidence(p.why, int(lead.index))
	}
	kept := slices.DeleteFunc(p.why[own:], func(a document.Attr) bool { return a.Key == sourceKey || a.Key == alsoKey })
	p.why = p.why[:own+len(kept)]
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
