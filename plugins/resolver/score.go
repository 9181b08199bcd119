package resolver

import (
	"math"

	"github.com/onomast/onomast/core/document"
)

// millionth is the unit of scores in sums: integers add up to the same in any
// order.
const millionth = 1_000_000

// fixed rounds a score, cut to 0..1, to millionths. What is not a number is 0.
func fixed(score float64) int32 {
	if !(score > 0) {
		return 0
	}
	return int32(math.Round(min(score, 1) * millionth))
}

// rawMode says how raw scores are weighed.
type rawMode uint8

const (
	rawClamp rawMode = iota
	rawLogistic
	rawUnscored
)

// scored reports whether a candidate has a score that thresholds are for.
func (p *policy) scored(kind document.ScoreKind) bool {
	return kind == document.Calibrated || kind == document.Raw && p.raw != rawUnscored
}

// weigh returns how a candidate's score counts against others, in millionths.
func (p *policy) weigh(score float32, kind document.ScoreKind, unscored int32) int32 {
	switch {
	case kind == document.Calibrated:
		return fixed(float64(score))
	case kind == document.Raw && p.raw == rawClamp:
		return fixed(float64(score))
	case kind == document.Raw && p.raw == rawLogistic:
		return fixed(1 / (1 + math.Exp(-float64(score))))
	}
	return unscored
}

// combine sets score, kind and weight of a node from those of its members,
// which are in order of their stages within equal scores.
func (p *problem) combine(n *node) {
	lead := &p.cands[p.members[n.first]]
	n.score, n.kind, n.weight = lead.score, lead.kind, lead.weight
	if n.count == 1 {
		return
	}
	var best [document.Calibrated + 1]float32
	var has [document.Calibrated + 1]bool
	for _, id := range p.membersOf(n) {
		c := &p.cands[id]
		if !has[c.kind] || c.score > best[c.kind] {
			best[c.kind], has[c.kind] = c.score, true
		}
		n.weight = max(n.weight, c.weight)
	}
	switch {
	case has[document.Calibrated]:
		n.kind, n.score = document.Calibrated, best[document.Calibrated]
		if p.policy.noisyOr {
			n.score = p.noisyOr(n)
			n.weight = max(n.weight, fixed(float64(n.score)))
		}
	case has[document.Raw]:
		n.kind, n.score = document.Raw, best[document.Raw]
	}
}

// noisyOr is the probability that at least one stage is right, were their
// errors independent. Of one stage only the highest score counts: two rules of
// a stage are no two witnesses.
func (p *problem) noisyOr(n *node) float32 {
	p.perStage = p.perStage[:0]
	for _, id := range p.membersOf(n) {
		c := &p.cands[id]
		if c.kind == document.Calibrated {
			p.perStage = witness(p.perStage, stageScore{c.source, c.score})
		}
	}
	if len(p.perStage) == 1 {
		return p.perStage[0].score
	}
	wrong := 1.0
	for _, w := range p.perStage {
		wrong *= 1 - min(max(float64(w.score), 0), 1)
	}
	return float32(1 - wrong)
}

// stageScore is the highest score a stage gives.
type stageScore struct {
	source int32
	score  float32
}

// witness inserts w, sorted by source; floating-point products depend on order.
func witness(list []stageScore, w stageScore) []stageScore {
	at := len(list)
	for at > 0 && list[at-1].source >= w.source {
		at--
	}
	if at < len(list) && list[at].source == w.source {
		list[at].score = max(list[at].score, w.score)
		return list
	}
	list = append(list, w)
	copy(list[at+1:], list[at:])
	list[at] = w
	return list
}
