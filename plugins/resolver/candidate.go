package resolver

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/document"
)

// none is the index of nothing.
const none = -1

// candidate is one span that a stage proposes, or that a join rule makes.
type candidate struct {
	start, end int32 // bytes, half-open
	label      int32 // number in the label table; dropped
	source     int32 // index of the source; that of its best part for a joined one
	index      int32 // in the source's layer; none for a joined one
	made       int32 // what it was joined of, in problem.made, or none
	parent     int32 // candidate it is a child of, or none
	node       int32 // node it became part of, or none
	joined     int32 // candidate it was joined into, or none
	weight     int32 // how the score counts, in millionths
	score      float32
	kind       document.ScoreKind
	fate       outcome
}

// gather reads the candidates of all sources and numbers their labels.
func (p *problem) gather(doc *document.Document) error {
	p.sources = p.policy.sources
	if len(p.sources) == 0 {
		p.sources = p.policy.foundIn(doc)
	}
	p.labels.reset()
	for _, rule := range p.policy.joins {
		if rule.into != "" {
			p.labels.judged(p.policy, rule.into)
		}
	}
	p.layers = p.layers[:0]
	for i := range p.sources {
		layer := doc.Layer(p.sources[i].layer)
		p.layers = append(p.layers, layer)
		if err := p.read(int32(i), layer); err != nil {
			return err
		}
	}
	renumber := p.labels.sort()
	for i := range p.cands {
		if c := &p.cands[i]; c.label != dropped {
			c.label = renumber[c.label]
			p.listen(c)
		}
	}
	return nil
}

// read appends the candidates of one layer.
func (p *problem) read(source int32, l *document.Layer) error {
	first := int32(len(p.cands))
	p.cands = slices.Grow(p.cands, l.Len())
	for i := range l.Len() {
		start, end := l.Start(i), l.End(i)
		if start < 0 || start >= end || end > len(p.text) {
			return fmt.Errorf("layer %q: span %d is [%d,%d) in a text of %d bytes", l.Name(), i, start, end, len(p.text))
		}
		c := candidate{
			start: int32(start), end: int32(end), label: p.labels.id(p.policy, l.Label(i)),
			source: source, index: int32(i), made: none, parent: none, node: none, joined: none, fate: pending,
		}
		c.score, c.kind = l.Score(i)
		c.weight = p.policy.weigh(c.score, c.kind, p.sources[source].unscored)
		if up := l.Parent(i); up >= 0 && up < i {
			c.parent = first + int32(up)
		}
		if c.label == dropped {
			c.fate = labelDropped
		}
		p.cands = append(p.cands, c)
	}
	return nil
}

// listen sets a candidate aside that scores less than its stage has to.
func (p *problem) listen(c *candidate) {
	if !p.policy.scored(c.kind) {
		return
	}
	s := &p.sources[c.source]
	if s.threshold < 0 && s.thresholds == nil {
		return
	}
	if c.weight < s.thresholdFor(p.labels.infos[c.label].name) {
		c.fate = belowThreshold
	}
}

// foundIn takes every layer that no agreed name belongs to for candidates. It
// is for hosts that do not say what other stages write.
func (p *policy) foundIn(doc *document.Document) []source {
	var found []source
	for _, l := range doc.Layers() {
		switch l.Name() {
		case document.Tokens, document.Sentences, document.Language, document.Sections, document.Entities, decisionsLayer:
		default:
			if l.Dim() > 0 { // vectors propose nothing
				continue
			}
			found = append(found, p.source(l.Name(), l.Name()))
		}
	}
	slices.SortFunc(found, compareSources)
	return found
}

// leads orders the members of a node: the first gives the entity its source.
func (p *problem) leads(a, b int32) int {
	x, y := &p.cands[a], &p.cands[b]
	if by := cmp.Or(
		cmp.Compare(p.sources[x.source].tier, p.sources[y.source].tier),
		cmp.Compare(y.weight, x.weight),
		strings.Compare(p.sources[x.source].stage, p.sources[y.source].stage),
		cmp.Compare(x.source, y.source),
		cmp.Compare(y.kind, x.kind),
		cmp.Compare(y.score, x.score),
	); by != 0 {
		return by
	}
	return cmp.Or(p.compareContent(x, y), cmp.Compare(x.index, y.index))
}

// compareContent orders what one stage proposes twice by what it says of it, so
// that the order within the layer does not matter.
func (p *problem) compareContent(x, y *candidate) int {
	if x.made != none || y.made != none {
		return 0
	}
	l := p.layers[x.source]
	return cmp.Or(
		slices.CompareFunc(l.Attributes(int(x.index)), l.Attributes(int(y.index)), compareAttrs),
		slices.CompareFunc(l.Evidence(int(x.index)), l.Evidence(int(y.index)), compareAttrs),
	)
}

func compareAttrs(a, b document.Attr) int {
	return cmp.Or(strings.Compare(a.Key, b.Key), strings.Compare(a.Value, b.Value))
}
