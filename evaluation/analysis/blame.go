package analysis

import (
	"cmp"
	"slices"
	"sort"

	"github.com/onomast/onomast/evaluation/match"
)

// A StageBlame says how a stage's proposals fared.
type StageBlame struct {
	Stage string `json:"stage"`
	// Proposed is how many candidates it gave, Right how many of these are gold.
	Proposed int `json:"proposed"`
	Right    int `json:"right"`
	// Alone is how many gold spans it alone proposed.
	Alone int `json:"alone"`
	// Kept is how many of its right candidates became entities, on their own or merged
	// with others; Lost how many did not.
	Kept int `json:"kept"`
	Lost int `json:"lost"`
	// Wrong is how many of its candidates that are not gold became entities.
	Wrong int `json:"wrong"`
}

// A Loss is a kind of defeat of right candidates.
type Loss struct {
	Stage string `json:"stage"`
	// To is the stage of the winner, "" when there is none.
	To string `json:"to,omitempty"`
	// Reason is under_threshold, lost_conflict or filtered, By the criterion.
	Reason string `json:"reason"`
	By     string `json:"by,omitempty"`
	Count  int    `json:"count"`
}

// A Blame says which stage proposed what, and who lost it.
type Blame struct {
	Stages []StageBlame `json:"stages"`
	// Losses are right candidates that did not become entities, most frequent first.
	Losses []Loss `json:"losses"`
	// Gold counts gold spans by what became of them: right, or why they were missed.
	Gold map[string]int `json:"gold"`
}

// reasons names the outcomes that cost a candidate its place.
var reasons = map[string]string{
	"lost": LostConflict, "below_threshold": UnderThreshold, "label_dropped": Filtered,
	"nesting_not_allowed": Filtered, "too_deep": Filtered, "joined": LostConflict,
}

// A docket holds the decisions on one document, in the order of the text, and where the
// first so many of them end at most.
type docket struct {
	decisions []Decision
	ends      []int
}

func newDocket(d *Document) docket {
	k := docket{decisions: d.Decisions, ends: make([]int, len(d.Decisions))}
	end := 0
	for i := range d.Decisions {
		end = max(end, d.Decisions[i].End)
		k.ends[i] = end
	}
	return k
}

// before returns how many decisions begin before a place.
func (k docket) before(at int) int {
	return sort.Search(len(k.decisions), func(i int) bool { return k.decisions[i].Start >= at })
}

// whyMissed says why a gold span was not found; "" when there are no decisions.
func (k docket) whyMissed(g *Entity) string {
	if k.decisions == nil {
		return ""
	}
	for i := k.before(g.Start); i < len(k.decisions) && k.decisions[i].Start == g.Start; i++ {
		if r := reasons[k.decisions[i].Outcome]; r != "" && k.decisions[i].is(g) {
			return r
		}
	}
	if n := k.before(g.End); n > 0 && k.ends[n-1] > g.Start {
		return OtherCandidate
	}
	return NoCandidate
}

// is reports whether a candidate is a gold span.
func (d *Decision) is(g *Entity) bool {
	return d.Range == g.Range && d.Label == g.Label && g.Fragments == nil
}

// blame looks at every candidate of every document.
func blame(docs []Document, right [][]bool) *Blame {
	b := blamer{stages: map[string]*StageBlame{}, losses: map[Loss]int{}, out: Blame{Gold: map[string]int{}}}
	known := false
	for i := range docs {
		if docs[i].Decisions != nil {
			known = true
			b.document(&docs[i], right[i])
		}
	}
	if !known {
		return nil
	}
	return b.finish()
}

type blamer struct {
	stages map[string]*StageBlame
	losses map[Loss]int
	out    Blame
}

func (b *blamer) stage(name string) *StageBlame {
	if b.stages[name] == nil {
		b.stages[name] = &StageBlame{Stage: name}
	}
	return b.stages[name]
}

func (b *blamer) document(d *Document, right []bool) {
	type key struct {
		match.Range
		label int32
	}
	gold := make(map[key]int, len(d.Gold))
	for i := range d.Gold {
		if d.Gold[i].Fragments == nil {
			gold[key{d.Gold[i].Range, d.Gold[i].Label}] = i
		}
	}
	proposers := make([][]string, len(d.Gold))
	for i := range d.Decisions {
		c := &d.Decisions[i]
		s := b.stage(c.Source)
		s.Proposed++
		at, isGold := gold[key{c.Range, c.Label}]
		switch {
		case !isGold && (c.Outcome == "kept" || c.Outcome == "merged"):
			s.Wrong++
		case isGold:
			s.Right++
			if !slices.Contains(proposers[at], c.Source) {
				proposers[at] = append(proposers[at], c.Source)
			}
			b.right(s, c, right[at])
		}
	}
	b.gold(d, right, proposers)
}

// right counts a candidate that is gold.
func (b *blamer) right(s *StageBlame, c *Decision, found bool) {
	if found {
		s.Kept++
		return
	}
	s.Lost++
	l := Loss{Stage: c.Source, Reason: cmp.Or(reasons[c.Outcome], LostConflict), By: c.By}
	if len(c.To) > 0 {
		l.To = c.To[0]
	}
	b.losses[l]++
}

// gold counts what became of the gold spans.
func (b *blamer) gold(d *Document, right []bool, proposers [][]string) {
	k := newDocket(d)
	for i := range d.Gold {
		if len(proposers[i]) == 1 {
			b.stage(proposers[i][0]).Alone++
		}
		if right[i] {
			b.out.Gold["right"]++
		} else {
			b.out.Gold[k.whyMissed(&d.Gold[i])]++
		}
	}
}

func (b *blamer) finish() *Blame {
	for _, s := range b.stages {
		b.out.Stages = append(b.out.Stages, *s)
	}
	slices.SortFunc(b.out.Stages, func(x, y StageBlame) int {
		return cmp.Or(cmp.Compare(y.Right, x.Right), cmp.Compare(x.Stage, y.Stage))
	})
	for l, n := range b.losses {
		l.Count = n
		b.out.Losses = append(b.out.Losses, l)
	}
	slices.SortFunc(b.out.Losses, func(x, y Loss) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Stage, y.Stage), cmp.Compare(x.To, y.To), cmp.Compare(x.Reason, y.Reason), cmp.Compare(x.By, y.By))
	})
	return &b.out
}
