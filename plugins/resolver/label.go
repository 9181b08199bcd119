package resolver

import (
	"slices"
	"strings"
)

// dropped marks a label the options drop.
const dropped = -1

// labelInfo is what the options say of one label.
type labelInfo struct {
	name      string
	tier      int32 // place in label_priority
	threshold int32 // after merging, in millionths
	rule      int32 // number in the nesting rules
}

// labelTable numbers the labels of one document. Until [labelTable.sort] the
// numbers are in order of appearance, after it in alphabetical order.
type labelTable struct {
	infos []labelInfo
	ids   map[string]int32 // as proposed, before relabel
	named map[string]int32 // as judged
	last  string           // recognisers repeat labels
	at    int32
	// Room for sort.
	order, renumber []int32
	sorted          []labelInfo
}

func (t *labelTable) reset() {
	t.infos = t.infos[:0]
	if t.ids == nil {
		t.ids, t.named = map[string]int32{}, map[string]int32{}
	}
	clear(t.ids)
	clear(t.named)
	t.last, t.at = "", dropped
}

// id returns the number of the label under which a proposed label is judged, or
// dropped.
func (t *labelTable) id(p *policy, proposed string) int32 {
	if proposed == t.last && proposed != "" {
		return t.at
	}
	id, ok := t.ids[proposed]
	if !ok {
		id = t.add(p, proposed)
	}
	t.last, t.at = proposed, id
	return id
}

func (t *labelTable) add(p *policy, proposed string) int32 {
	name := proposed
	if to, ok := p.options.Relabel[proposed]; ok {
		name = to
	}
	id := int32(dropped)
	if !slices.Contains(p.options.Drop, name) {
		id = t.judged(p, name)
	}
	t.ids[proposed] = id
	return id
}

// judged returns the number of a label that is not renamed.
func (t *labelTable) judged(p *policy, name string) int32 {
	id, ok := t.named[name]
	if !ok {
		id = int32(len(t.infos))
		t.infos = append(t.infos, p.label(name))
		t.named[name] = id
	}
	return id
}

// label returns what the options say of a label.
func (p *policy) label(name string) labelInfo {
	info := labelInfo{
		name:      name,
		tier:      place(p.options.LabelPriority, name),
		threshold: fixed(p.options.Threshold),
		rule:      p.nesting.rule(name),
	}
	if score, ok := p.options.Thresholds[name]; ok {
		info.threshold = fixed(score)
	}
	return info
}

// sort brings the labels into alphabetical order and returns the new number of
// each old one, which is valid until the next call.
func (t *labelTable) sort() []int32 {
	t.order = t.order[:0]
	for i := range t.infos {
		t.order = append(t.order, int32(i))
	}
	slices.SortFunc(t.order, func(a, b int32) int { return strings.Compare(t.infos[a].name, t.infos[b].name) })
	t.sorted = t.sorted[:0]
	t.renumber = slices.Grow(t.renumber[:0], len(t.order))[:len(t.order)]
	for to, from := range t.order {
		t.sorted = append(t.sorted, t.infos[from])
		t.renumber[from] = int32(to)
	}
	t.infos, t.sorted = t.sorted, t.infos
	for name, id := range t.named {
		t.named[name] = t.renumber[id]
	}
	clear(t.ids)
	t.last = ""
	return t.renumber
}
