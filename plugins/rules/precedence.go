package rules

import (
	"context"
	"fmt"
	"slices"

	"github.com/onomast/onomast/core/diag"
)

// precedence notes what a rule's options say of it and other rules; rank makes
// an order of it when all rules are known.
func (c *compiler) precedence(r *rule, priority int, overrides []string) {
	r.priority, r.overrides = priority, overrides
}

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

// rank orders the rules such that each comes after those that beat it.
func (c *compiler) rank() {
	all := c.rules.all()
	some := false
	for _, r := range all {
		c.findOverridden(r, all)
		for _, other := range all {
			if r.priority > other.priority && !slices.Contains(other.beatenBy, r) {
				other.beatenBy = append(other.beatenBy, r)
			}
		}
	}
	for _, r := range all {
		some = some || len(r.beatenBy) > 0
	}
	if some {
		c.rules.ranked = c.order(all)
	}
}

// findOverridden notes that r beats the rules it overrides.
func (c *compiler) findOverridden(r *rule, all []*rule) {
	for i, id := range r.overrides {
		at := item(r.pointer+"/overrides", i)
		k := slices.IndexFunc(all, func(other *rule) bool { return other.id == id && id != "" })
		switch {
		case k < 0:
			c.fail(at, "rules.unknown-rule", "the stage has no rule with the id “"+id+"”", diag.Suggest(id, ids(all)))
		case all[k] == r:
			c.fail(at, "rules.contradiction", "the rule overrides itself", "remove it")
		default:
			all[k].beatenBy = append(all[k].beatenBy, r)
		}
	}
}

func ids(all []*rule) []string {
	var ids []string
	for _, r := range all {
		if r.id != "" {
			ids = append(ids, r.id)
		}
	}
	return ids
}

// order sorts rules by who beats whom, and reports circles.
func (c *compiler) order(all []*rule) []*rule {
	var ranked []*rule
	state := map[*rule]int{} // 1: being visited, 2: done
	var visit func(r *rule) (ok bool)
	visit = func(r *rule) bool {
		switch state[r] {
		case 1:
			c.fail(r.pointer, "rules.contradiction", "the rule drops matches of rules that drop its own", "change overrides or priority so that one of them wins")
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
	of := map[*rule][]*judged{}
	for i := range all {
		if j := &all[i]; j.verdict.dropped == kept {
			of[j.rule] = append(of[j.rule], j)
		}
	}
	standing := map[*rule]*occurrences{}
	for _, r := range s.rules.ranked {
		standing[r] = r.stand(of[r], standing)
	}
	for i := range all {
		yield(all[i].rule, &all[i].find, &all[i].verdict)
	}
	return nil
}

// stand drops the finds of a rule that overlap standing ones of those that beat
// it, and returns the others.
func (r *rule) stand(finds []*judged, standing map[*rule]*occurrences) *occurrences {
	slices.SortStableFunc(finds, func(a, b *judged) int { return a.find.start - b.find.start })
	left := &occurrences{}
	for _, j := range finds {
		for _, winner := range r.beatenBy {
			if standing[winner].overlaps(j.find.start, j.find.end) {
				j.verdict.dropped, j.verdict.by = droppedByRule, fmt.Sprintf("%s (%s)", winner.name, winner.origin)
				break
			}
		}
		if j.verdict.dropped == kept {
			left.add(hit{start: j.find.start, end: j.find.end})
		}
	}
	return left
}
