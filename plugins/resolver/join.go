package resolver

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"

	"github.com/onomast/onomast/core/document"
)

// maxGap is the longest text between joined neighbours, in bytes. It keeps the
// work linear when a gap's expression would match anything.
const maxGap = 64

// joinRule is a compiled [Join].
type joinRule struct {
	labels []string
	gap    *regexp.Regexp
	into   string
}

// joinAll applies the rules in order. Joined candidates take the place of their
// parts and merge with others of the same span and label.
func (p *problem) joinAll() {
	for i := range p.policy.joins {
		rule := &p.policy.joins[i]
		if rule.into != "" {
			p.join(rule, rule.labels)
			continue
		}
		for j := range rule.labels {
			p.join(rule, rule.labels[j:j+1])
		}
	}
}

// join unites chains of nodes with these labels. Two nodes are linked when each
// is the nearest neighbour of the other, so the chains do not depend on any
// order.
func (p *problem) join(rule *joinRule, labels []string) {
	wanted := p.joinable(labels)
	next, prev := p.nearestAfter(rule, wanted), p.nearestBefore(rule, wanted)
	linked := func(i int32) bool { return i != none && next[i] != none && prev[next[i]] == i }
	joined := false
	for i := range int32(len(wanted)) {
		if linked(prev[i]) && next[prev[i]] == i || !linked(i) {
			continue // inside a chain, or alone
		}
		chain := []int32{wanted[i]}
		for at := i; linked(at); at = next[at] {
			chain = append(chain, wanted[next[at]])
		}
		p.unite(rule, chain)
		joined = true
	}
	if joined {
		p.merge()
	}
}

// joinable returns the nodes of these labels, in canonical order.
func (p *problem) joinable(labels []string) []int32 {
	var wanted []int32
	for i := range p.nodes {
		n := &p.nodes[i]
		if n.free && n.state == open && slices.Contains(labels, p.labels.infos[n.label].name) {
			wanted = append(wanted, int32(i))
		}
	}
	return wanted
}

// nearestAfter returns for each wanted node the position in wanted of the node
// that begins first after it (the longest of these), if the gap allows it.
func (p *problem) nearestAfter(rule *joinRule, wanted []int32) []int32 {
	next := make([]int32, len(wanted))
	for i, a := range wanted {
		next[i] = none
		at, _ := slices.BinarySearchFunc(wanted, p.nodes[a].end, func(n, end int32) int { return cmp.Compare(p.nodes[n].start, end) })
		if at < len(wanted) && p.joins(rule, a, wanted[at]) {
			next[i] = int32(at)
		}
	}
	return next
}

// nearestBefore is the mirror image: of the nodes that end last before each
// wanted node, the longest.
func (p *problem) nearestBefore(rule *joinRule, wanted []int32) []int32 {
	end := func(i int32) int32 { return p.nodes[wanted[i]].end }
	byEnd := make([]int32, len(wanted)) // last end first, then the longest
	for i := range byEnd {
		byEnd[i] = int32(i)
	}
	slices.SortFunc(byEnd, func(a, b int32) int { return cmp.Or(cmp.Compare(end(b), end(a)), cmp.Compare(a, b)) })
	prev := make([]int32, len(wanted))
	for i, b := range wanted {
		prev[i] = none
		at, _ := slices.BinarySearchFunc(byEnd, p.nodes[b].start, func(a, start int32) int { return cmp.Compare(start, end(a)) })
		if at < len(byEnd) && p.joins(rule, wanted[byEnd[at]], b) {
			prev[i] = byEnd[at]
		}
	}
	return prev
}

// joins reports whether node b may follow node a.
func (p *problem) joins(rule *joinRule, a, b int32) bool {
	x, y := &p.nodes[a], &p.nodes[b]
	return y.start-x.end <= maxGap && rule.gap.MatchString(p.text[x.end:y.start])
}

// unite appends the candidate that a chain of nodes makes. It is as sure as the
// least sure of them and counts as the part with the highest priority.
func (p *problem) unite(rule *joinRule, chain []int32) {
	first, last := &p.nodes[chain[0]], &p.nodes[chain[len(chain)-1]]
	made := candidate{
		start: first.start, end: last.end, label: first.label, index: none, made: int32(len(p.made)), parent: none, node: none, joined: none,
		score: first.score, kind: first.kind, weight: first.weight, fate: pending,
	}
	if rule.into != "" {
		made.label = p.labels.judged(p.policy, rule.into)
	}
	best, id := none, int32(len(p.cands))
	for _, at := range chain {
		n := &p.nodes[at]
		made.kind, made.score, made.weight = min(made.kind, n.kind), min(made.score, n.score), min(made.weight, n.weight)
		if lead := p.members[n.first]; best == none || p.leads(lead, int32(best)) < 0 {
			best = int(lead)
		}
		for _, member := range p.membersOf(n) {
			p.cands[member].joined, p.cands[member].fate = id, joinedInto
		}
	}
	if made.kind == document.None {
		made.score = 0
	}
	made.source = p.cands[best].source
	p.made = append(p.made, p.composition(chain, int32(best)))
	p.cands = append(p.cands, made)
}

// composition says what a joined candidate was made of.
type composition struct {
	stages []string        // that of the best part first
	parts  []document.Attr // as evidence: joined: "12-20 LOCATION"
}

func (p *problem) composition(chain []int32, best int32) composition {
	var made composition
	p.names = p.names[:0]
	p.addNames(best)
	for _, at := range chain {
		n := &p.nodes[at]
		made.parts = append(made.parts, document.Attr{Key: "joined", Value: fmt.Sprintf("%d-%d %s", n.start, n.end, p.labels.infos[n.label].name)})
		for _, id := range p.membersOf(n) {
			p.addNames(id)
		}
	}
	made.stages = slices.Clone(p.names)
	return made
}
