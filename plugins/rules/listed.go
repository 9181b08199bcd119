package rules

import (
	"context"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/rules/gazetteer"
)

// A listHit is a hit of one of the stage's lists, kept for those that ask for
// it while rules are under way.
type listHit struct {
	start, end int32 // a text has less than 2 GiB
	entry      int32
	of         uint16 // the gazetteer
	errors     uint16 // typing errors
}

// hit returns what was kept, and the number of its list.
func (rs *ruleset) hit(k listHit) (list int, h hit) {
	g := rs.terms.order[k.of]
	h = hit{start: int(k.start), end: int(k.end), entry: entry{g.index, int(k.entry)}, errors: int(k.errors)}
	return g.owners[g.index.List(h.entry.number)], h
}

// listHits returns the hits of all lists; the text is read once for them.
func (s *subject) listHits(ctx context.Context) ([]listHit, error) {
	if s.hitsKnown {
		return s.memory.hits, nil
	}
	hits := s.memory.hits[:0]
	for i, g := range s.rules.terms.order {
		err := g.index.Find(ctx, s.text, func(h gazetteer.Hit) bool {
			hits = append(hits, listHit{int32(h.Start), int32(h.End), int32(h.Entry), uint16(i), uint16(h.Errors)})
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	s.memory.hits, s.hitsKnown = hits, true
	return hits, nil
}

// eachHit calls yield with every hit of every list. Where other rules ask for
// them too they are kept, so that the text is read once.
func (s *subject) eachHit(ctx context.Context, yield func(list int, h hit) bool) error {
	if !s.rules.asksLists {
		return s.rules.terms.find(ctx, s.text, yield)
	}
	hits, err := s.listHits(ctx)
	for i := range hits {
		if !yield(s.rules.hit(hits[i])) {
			break
		}
	}
	return err
}

// occurrencesOfList returns the hits of a list that its own exceptions and
// context leave.
func (s *subject) occurrencesOfList(ctx context.Context, number int) (*occurrences, error) {
	if s.listed == nil {
		s.listed = make([]*occurrences, len(s.rules.lists))
	}
	if known := s.listed[number]; known != nil {
		return known, nil
	}
	hits, err := s.listHits(ctx)
	if err != nil {
		return nil, err
	}
	l, o := s.rules.lists[number], &occurrences{}
	for i := range hits {
		list, h := s.rules.hit(hits[i])
		if list != number {
			continue
		}
		f := l.find(h)
		v, err := l.judge(ctx, s, &f)
		if err != nil {
			return nil, err
		}
		if v.dropped == kept {
			o.add(h)
		}
	}
	s.listed[number] = o
	return o, nil
}

// find makes a find of a hit.
func (l *listRule) find(h hit) find {
	return find{start: h.start, end: h.end, matchStart: h.start, matchEnd: h.end, entry: h.entry, errors: h.errors, list: l}
}

// askLists returns the numbers of the lists with these ids, and reports ids that
// no list has.
func (c *compiler) askLists(pointer string, ids []string) []int {
	var numbers []int
	for i, id := range ids {
		n, known := c.rules.listNumbers[id]
		if !known {
			c.fail(item(pointer, i), "rules.unknown-list", "the stage has no list with the id “"+id+"”", diag.Suggest(id, c.listIDs))
			continue
		}
		c.rules.asksLists = true
		numbers = append(numbers, n)
	}
	return numbers
}

// numberLists notes which number each list has that others can ask for.
func (c *compiler) numberLists(lists []List) {
	c.rules.listNumbers = map[string]int{}
	for i := range lists {
		id := lists[i].ID
		if _, again := c.rules.listNumbers[id]; id == "" || again { // again: unique reports it
			continue
		}
		c.rules.listNumbers[id] = i
		c.listIDs = append(c.listIDs, id)
	}
}

// checkCircles reports lists whose context asks, over others or not, for
// themselves.
func (c *compiler) checkCircles() {
	const visiting, done = 1, 2
	state := make([]int, len(c.rules.lists))
	var visit func(number int)
	visit = func(number int) {
		state[number] = visiting
		l := c.rules.lists[number]
		for _, next := range l.context.asked() {
			switch state[next] {
			case visiting:
				c.fail(l.pointer+"/context", "rules.contradiction", "the context of the list asks for a list that asks for it in turn", "leave one of them out of lists or forbid_lists")
			case done:
			default:
				visit(next)
			}
		}
		state[number] = done
	}
	for i := range c.rules.lists {
		if state[i] != done {
			visit(i)
		}
	}
}
