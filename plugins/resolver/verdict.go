package resolver

// outcome is what became of a candidate.
type outcome string

const (
	pending          outcome = ""
	outKept          outcome = "kept"
	outMerged        outcome = "merged"
	joinedInto       outcome = "joined"
	outLost          outcome = "lost"
	belowThreshold   outcome = "below_threshold"
	labelDropped     outcome = "label_dropped"
	nestingForbidden outcome = "nesting_not_allowed"
	outTooDeep       outcome = "too_deep"
)

// What decided against a loser.
const (
	byPriority    = "priority"
	byScore       = "score"
	byLength      = "length"
	byTieBreak    = "tie_break"
	byNesting     = "nesting"     // the structure leaves no room for it
	bySum         = "sum"         // together the winners are worth more
	byParent      = "parent"      // its parent was not kept
	byApproximate = "approximate" // the group was too large to look at everything
)

// maxNamed is how many winners are named that together beat a loser.
const maxNamed = 8

// maxInside is how many entities inside a loser are looked at for a reason.
const maxInside = 256

// verdict is why a node was kept or not.
type verdict struct {
	outcome outcome
	by      string
	to      []int32 // nodes it lost to
}

// verdict explains the fate of a node once everything is decided.
func (p *problem) verdict(at int32) verdict {
	n := &p.nodes[at]
	switch n.state {
	case won, attached:
		return verdict{outcome: outKept}
	case set:
		return verdict{outcome: belowThreshold}
	}
	if !n.free {
		return p.orphan(at)
	}
	if rivals := p.rivals(n); len(rivals) > 0 {
		return p.against(n, rivals)
	}
	if v, ok := p.misplaced(n); ok {
		return v
	}
	if rivals := p.unitRivals(at); len(rivals) > 0 && n.state != unjudged {
		return p.against(n, rivals)
	}
	if p.solver.batched > 0 {
		return verdict{outcome: outLost, by: byApproximate}
	}
	return verdict{outcome: outLost, by: byNesting, to: p.touching(n)}
}

// orphan explains a node that is only somebody's child.
func (p *problem) orphan(at int32) verdict {
	v := verdict{outcome: outLost, by: byParent}
	for _, id := range p.membersOf(&p.nodes[at]) {
		parent := p.nodeOf(p.cands[id].parent)
		if parent == none {
			continue
		}
		v.to = []int32{parent}
		if s := p.nodes[parent].state; s == won || s == attached {
			v.by = byNesting // crosses a sibling, or the mode is flat
			return v
		}
	}
	return v
}

// against explains a node that cannot stand beside the rivals that were kept.
func (p *problem) against(n *node, rivals []int32) verdict {
	for _, r := range rivals {
		if by := p.beats(&p.nodes[r], n); by != "" {
			return verdict{outcome: outLost, by: by, to: []int32{r}}
		}
	}
	return verdict{outcome: outLost, by: bySum, to: rivals}
}

// beats names the first criterion by which a wins over b when they are alone;
// "" when it does not.
func (p *problem) beats(a, b *node) string {
	if a.tier != b.tier {
		if a.tier < b.tier {
			return byPriority
		}
		return ""
	}
	v, w := p.policy.weight(a), p.policy.weight(b)
	if v != w {
		return p.policy.criterion(v, w)
	}
	if earlier(&a.span, &b.span) {
		return byTieBreak
	}
	return ""
}

// earlier is the canonical order: by start, longer first, then by label.
func earlier(a, b *span) bool {
	switch {
	case a.start != b.start:
		return a.start < b.start
	case a.end != b.end:
		return a.end > b.end
	}
	return a.label < b.label
}

// misplaced explains a node that crosses nothing but may not lie where it does.
func (p *problem) misplaced(n *node) (verdict, bool) {
	outer, inner := p.innermost(&n.span), p.directlyInside(&n.span)
	var wrong []int32
	if outer != none && !p.policy.nesting.allows(&p.nodeAt(outer).span, &n.span) {
		wrong = append(wrong, p.kept[outer].node)
	}
	for _, k := range inner {
		e := &p.kept[k]
		if p.nodes[e.node].free && len(wrong) < maxNamed && !p.policy.nesting.allows(&n.span, &p.nodes[e.node].span) {
			wrong = append(wrong, e.node)
		}
	}
	if len(wrong) > 0 {
		v := p.against(n, wrong)
		v.outcome = nestingForbidden
		return v, true
	}
	return p.tooDeep(outer, inner)
}

// tooDeep explains a node that would make its surroundings too deep.
func (p *problem) tooDeep(outer int32, inner []int32) (verdict, bool) {
	limit, depth := p.policy.maxDepth, 1
	if limit == 0 {
		return verdict{}, false
	}
	v := verdict{outcome: outTooDeep, by: byNesting}
	if outer != none {
		depth += int(p.kept[outer].depth)
		v.to = append(v.to, p.kept[outer].node)
	}
	below := 0
	for _, k := range inner {
		if h := int(p.kept[k].height); h > below {
			below = h
			v.to = append(v.to[:min(len(v.to), 1)], p.kept[k].node)
		}
	}
	return v, depth+below > limit
}

// unitRivals returns who is in the way of a node that crosses nothing and may
// lie where it does: the unit it would come between, or entities inside it that
// cross or equal its own children.
func (p *problem) unitRivals(at int32) []int32 {
	n := &p.nodes[at]
	var found []int32
	if outer := p.innermost(&n.span); outer != none {
		found = append(found, p.rootOf(outer))
	}
	for _, k := range p.directlyInside(&n.span) {
		if len(found) < maxNamed && p.clashes(at, &p.nodeAt(k).span) {
			found = append(found, p.rootOf(k))
		}
	}
	return found
}

// clashes reports whether an entity inside a node cannot lie among the node's
// children.
func (p *problem) clashes(at int32, e *span) bool {
	host := int32(none)
	for _, m := range p.units.of(at) {
		child := &p.nodes[m].span
		if !child.overlaps(e) {
			continue
		}
		if !child.holds(e) {
			return true
		}
		host = m
	}
	return host != none && !p.policy.nesting.allows(&p.nodes[host].span, e)
}

// touching returns the nearest entities around and inside a node.
func (p *problem) touching(n *node) []int32 {
	var found []int32
	if outer := p.innermost(&n.span); outer != none {
		found = append(found, p.kept[outer].node)
	}
	for _, k := range p.directlyInside(&n.span) {
		if len(found) < maxNamed {
			found = append(found, p.kept[k].node)
		}
	}
	return found
}
