package resolver

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/onomast/onomast/core/document"
)

// decisionsLayer is the layer that says what became of every candidate.
const decisionsLayer = "decisions"

// decision is what became of one candidate.
type decision struct {
	cand    int32
	label   string // as proposed
	source  string // stage; the resolver's own for a joined candidate
	outcome outcome
	by      string
	lostTo  []string // "12-20 LOCATION rules"
}

// decisions explains all candidates, sorted by start, longer first, label,
// source and place in the source's layer.
func (p *problem) decisions() []decision {
	verdicts := make([]verdict, len(p.nodes))
	for i := range p.nodes {
		verdicts[i] = p.verdict(int32(i))
	}
	all := make([]decision, len(p.cands))
	for i := range p.cands {
		all[i] = p.decide(int32(i), verdicts)
	}
	slices.SortFunc(all, p.compareDecisions)
	return all
}

func (p *problem) compareDecisions(a, b decision) int {
	x, y := &p.cands[a.cand], &p.cands[b.cand]
	return cmp.Or(
		cmp.Compare(x.start, y.start), cmp.Compare(y.end, x.end),
		strings.Compare(a.label, b.label), strings.Compare(a.source, b.source),
		cmp.Compare(x.source, y.source), cmp.Compare(x.index, y.index),
	)
}

// decide explains one candidate by the verdict on its node.
func (p *problem) decide(id int32, verdicts []verdict) decision {
	c := &p.cands[id]
	d := decision{cand: id, source: p.sources[c.source].stage, outcome: c.fate}
	if c.made != none {
		d.source, d.label = p.policy.stage, p.labels.infos[c.label].name
	} else {
		d.label = p.layers[c.source].Label(int(c.index))
	}
	switch {
	case c.fate == joinedInto:
		d.lostTo = []string{p.ref(c.joined)}
	case c.fate != pending:
	case p.members[p.nodes[c.node].first] != id:
		d.outcome, d.lostTo = outMerged, []string{p.ref(p.members[p.nodes[c.node].first])}
	default:
		v := &verdicts[c.node]
		d.outcome, d.by = v.outcome, v.by
		for _, at := range v.to {
			d.lostTo = append(d.lostTo, p.ref(p.members[p.nodes[at].first]))
		}
	}
	return d
}

// ref names a candidate as it was judged, without its text.
func (p *problem) ref(id int32) string {
	c := &p.cands[id]
	source := p.sources[c.source].stage
	if c.made != none {
		source = p.policy.stage
	}
	return fmt.Sprintf("%d-%d %s %s", c.start, c.end, p.labels.infos[c.label].name, source)
}

// decisionLayer writes decisions as a layer.
func (p *problem) decisionLayer() *document.Layer {
	out := document.NewLayer(decisionsLayer)
	for _, d := range p.decisions() {
		c := &p.cands[d.cand]
		attrs := []document.Attr{{Key: sourceKey, Value: d.source}}
		if c.made == none {
			attrs = append(attrs, document.Attr{Key: "index", Value: strconv.Itoa(int(c.index))})
		}
		attrs = append(attrs, document.Attr{Key: "outcome", Value: string(d.outcome)})
		for _, ref := range d.lostTo {
			attrs = append(attrs, document.Attr{Key: "lost_to", Value: ref})
		}
		if d.by != "" {
			attrs = append(attrs, document.Attr{Key: "by", Value: d.by})
		}
		out.Add(document.Span{
			Start: int(c.start), End: int(c.end), Label: d.label, Score: c.score, Kind: c.kind, Attributes: attrs,
		})
	}
	return out
}
