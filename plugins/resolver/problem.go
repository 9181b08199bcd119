package resolver

import (
	"slices"
	"sync"

	"github.com/onomast/onomast/core/document"
)

// problem is one document on its way to a decision, and the room to work in.
// Problems are reused.
type problem struct {
	policy  *policy
	text    string
	sources []source
	layers  []*document.Layer // by source; nil where the document has none
	labels  labelTable

	cands    []candidate
	nodes    []node  // in canonical order: start, longer first, label
	members  []int32 // candidates by node, the leading one first
	keys     []key
	perStage []stageScore
	made     []composition // of joined candidates
	names    []string
	attrs    []document.Attr // of the entity being written
	why      []document.Attr
	arena    document.Arena

	units  units
	solver solver
	kept   []entity // in the order of the result
}

// node is all candidates of one span and label.
type node struct {
	span
	first, count int32 // members
	tier         int32
	weight       int32 // how the combined score counts, in millionths
	score        float32
	kind         document.ScoreKind
	free         bool // proposed for itself, not only as somebody's child
	state        nodeState
}

// nodeState is what has become of a node.
type nodeState uint8

const (
	open     nodeState = iota
	set                // set aside: below its threshold
	unjudged           // left over by the approximation
	won
	attached // won as the child of a winner
	lost
)

// key sorts candidates: span holds start, then the end so that longer come
// first; rest holds label and candidate.
type key struct{ span, rest uint64 }

func newKey(c *candidate, id int) key {
	return key{
		span: uint64(uint32(c.start))<<32 | uint64(^uint32(c.end)),
		rest: uint64(uint32(c.label))<<32 | uint64(uint32(id)),
	}
}

// candidate returns the candidate the key was made for.
func (k key) candidate() int32 { return int32(uint32(k.rest)) }

func compareKeys(a, b key) int {
	switch {
	case a.span < b.span:
		return -1
	case a.span > b.span:
		return 1
	case a.rest < b.rest:
		return -1
	case a.rest > b.rest:
		return 1
	}
	return 0
}

// problems keeps the room of finished problems.
type problems struct{ pool sync.Pool }

func (ps *problems) take(p *policy, text string) *problem {
	pr, ok := ps.pool.Get().(*problem)
	if !ok {
		pr = &problem{}
	}
	pr.policy, pr.text = p, text
	pr.cands, pr.made, pr.kept = pr.cands[:0], pr.made[:0], pr.kept[:0]
	return pr
}

func (ps *problems) put(pr *problem) {
	clear(pr.layers)
	clear(pr.made)
	clear(pr.attrs[:cap(pr.attrs)])
	clear(pr.why[:cap(pr.why)])
	clear(pr.names[:cap(pr.names)])
	pr.text, pr.sources = "", nil
	ps.pool.Put(pr)
}

// merge makes nodes of the candidates that are still pending.
func (p *problem) merge() {
	p.sortPending()
	p.nodes, p.members = p.nodes[:0], p.members[:0]
	for i := 0; i < len(p.keys); {
		j := i + 1
		for j < len(p.keys) && p.keys[j].span == p.keys[i].span && p.keys[j].rest>>32 == p.keys[i].rest>>32 {
			j++
		}
		p.addNode(p.keys[i:j])
		i = j
	}
}

func (p *problem) sortPending() {
	p.keys = p.keys[:0]
	for i := range p.cands {
		c := &p.cands[i]
		if c.fate == pending {
			p.keys = append(p.keys, newKey(c, i))
		}
	}
	slices.SortFunc(p.keys, compareKeys)
}

// addNode appends the node of candidates that share span and label.
func (p *problem) addNode(keys []key) {
	at := int32(len(p.nodes))
	first := int32(len(p.members))
	c := &p.cands[keys[0].candidate()]
	info := &p.labels.infos[c.label]
	n := node{span: span{start: c.start, end: c.end, label: c.label, rule: info.rule}, first: first, count: int32(len(keys))}
	scored := true
	for _, k := range keys {
		id := k.candidate()
		c := &p.cands[id]
		p.members = append(p.members, id)
		c.node = at
		n.free = n.free || c.parent == none
		scored = scored && p.policy.scored(c.kind)
	}
	if n.count > 1 {
		slices.SortFunc(p.members[first:], p.leads)
	}
	p.combine(&n)
	n.tier = p.tier(p.members[first], info)
	if scored && n.weight < info.threshold {
		n.state = set
	}
	p.nodes = append(p.nodes, n)
}

// tier numbers the priority of a node, 0 highest: that of its leading stage,
// then that of its label.
func (p *problem) tier(lead int32, info *labelInfo) int32 {
	labels := int32(len(p.policy.options.LabelPriority)) + 1
	return p.sources[p.cands[lead].source].tier*labels + info.tier
}

func (p *problem) membersOf(n *node) []int32 { return p.members[n.first : n.first+n.count] }
