package rules

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"sort"

	"github.com/onomast/onomast/core/diag"
)

// all returns every rule in the order of the options.
func (rs *ruleset) all() []*rule {
	var all []*rule
	for _, p := range rs.patterns {
		all = append(all, &p.rule)
	}
	for _, l := range rs.lists {
		all = append(all, &l.rule)
	}
	for _, q := range rs.sequences {
		all = append(all, &q.rule)
	}
	return all
}

// rank orders the rules by falling priority and, within one, such that each
// comes after those that override it.
func (c *compiler) rank() {
	all := c.rules.all()
	byID := make(map[string]*rule, len(all))
	for _, r := range all {
		if r.id != "" {
			byID[r.id] = r
		}
	}
	some := false
	for _, r := range all {
		some = some || r.priority != all[0].priority || len(r.overrides) > 0
		c.override(r, byID)
	}
	if some {
		c.rules.ranked = c.order(all)
	}
}

// override notes which rules r overrides. A lower priority loses anyway.
func (c *compiler) override(r *rule, byID map[string]*rule) {
	for i, id := range r.overrides {
		at := item(r.pointer+"/overrides", i)
		other := byID[id]
		switch {
		case other == nil:
			c.fail(at, "rules.unknown-rule", "the stage has no rule with the id “"+id+"”", diag.Suggest(id, slices.Sorted(maps.Keys(byID))))
		case other == r:
			c.fail(at, "rules.contradiction", "the rule overrides itself", "remove it")
		case other.priority > r.priority:
			c.fail(at, "rules.contradiction", "“"+id+"” has a higher priority than the rule that overrides it", "change one of them")
		case other.priority == r.priority:
			other.beatenBy = append(other.beatenBy, r)
		}
	}
}

// order sorts rules by who beats whom, and reports circles.
func (c *compiler) order(all []*rule) []*rule {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b *rule) int { return b.priority - a.priority })
	var ranked []*rule
	state := map[*rule]int{} // 1: being visited, 2: done
	var visit func(r *rule) (ok bool)
	visit = func(r *rule) bool {
		switch state[r] {
		case 1:
			c.fail(r.pointer, "rules.contradiction", "the rule drops matches of rules that drop its own", "change overrides so that one of them wins")
			return false
		case 2:
			return true
		}
		state[r] = 1
		for _, winner := range r.beatenBy {
			if !visit(winner) {
				return false
			}
		}
		state[r] = 2
		ranked = append(ranked, r)
		return true
	}
	for _, r := range all {
		if !visit(r) {
			return nil
		}
	}
	return ranked
}

// A judged is a find with what becomes of it.
type judged struct {
	rule    *rule
	find    find
	verdict verdict
}

// eachRanked is each where rules beat others: a find that overlaps one of a rule
// that beats its own is dropped, unless that is dropped itself.
func (s *subject) eachRanked(ctx context.Context, yield func(*rule, *find, *verdict)) error {
	var all []judged
	err := s.eachAlone(ctx, func(r *rule, f *find, v *verdict) { all = append(all, judged{r, *f, *v}) })
	if err != nil {
		return err
	}
	if len(all) > 1 {
		s.rank(all)
	}
	for i := range all {
		yield(all[i].rule, &all[i].find, &all[i].verdict)
	}
	return nil
}

// rank drops finds that overlap one of a rule that beats theirs.
func (s *subject) rank(all []judged) {
	of := map[*rule][]*judged{}
	for i := range all {
		if j := &all[i]; j.verdict.dropped == kept {
			of[j.rule] = append(of[j.rule], j)
		}
	}
	above := standing{}           // of higher priorities
	level := map[*rule]standing{} // of this one
	for i, r := range s.rules.ranked {
		if i > 0 && r.priority != s.rules.ranked[i-1].priority {
			if len(level) > 0 {
				above, level = above.with(level), map[*rule]standing{}
			}
		}
		if finds := of[r]; len(finds) > 0 {
			level[r] = r.stand(finds, above, level)
		}
	}
}

// stand drops the finds of a rule that overlap one from above, or of a rule of
// its level that overrides it, and returns the others.
func (r *rule) stand(finds []*judged, above standing, level map[*rule]standing) standing {
	var left []*judged
	for _, j := range finds {
		winner := above.overlapping(&j.find)
		for _, other := range r.beatenBy {
			if winner == nil {
				winner = level[other].overlapping(&j.find)
			}
		}
		if winner == nil {
			left = append(left, j)
			continue
		}
		j.verdict.dropped, j.verdict.by = droppedByRule, fmt.Sprintf("%s (%s)", winner.rule.name, winner.rule.origin)
	}
	return newStanding(left)
}

// standing are finds that were not dropped, ordered by start.
type standing struct {
	finds []*judged
	reach []int // the largest end up to here
}

func newStanding(finds []*judged) standing {
	slices.SortStableFunc(finds, func(a, b *judged) int { return a.find.start - b.find.start })
	s := standing{finds: finds}
	reach := 0
	for _, j := range finds {
		reach = max(reach, j.find.end)
		s.reach = append(s.reach, reach)
	}
	return s
}

// with returns these finds and those of a level.
func (s standing) with(level map[*rule]standing) standing {
	all := slices.Clone(s.finds)
	for _, r := range level {
		all = append(all, r.finds...)
	}
	slices.SortFunc(all, func(a, b *judged) int { // the same whatever the order of the map
		return cmp.Or(a.find.end-b.find.end, cmp.Compare(a.rule.pointer, b.rule.pointer))
	})
	return newStanding(all)
}

// overlapping returns the last of the finds that shares a byte with f, or nil.
func (s standing) overlapping(f *find) *judged {
	i := sort.Search(len(s.finds), func(i int) bool { return s.finds[i].find.start >= f.end }) - 1
	for ; i >= 0 && s.reach[i] > f.start; i-- {
		if s.finds[i].find.end > f.start {
			return s.finds[i]
		}
	}
	return nil
}
