package analysis

import (
	"cmp"
	"slices"
	"sort"
)

// An overlaps finds the entities of one side that overlap a span.
type overlaps struct {
	entities []Entity
	order    []int32 // by start
	longest  int
}

func newOverlaps(entities []Entity) *overlaps {
	o := &overlaps{entities: entities, order: make([]int32, len(entities))}
	for i := range entities {
		o.order[i] = int32(i)
		o.longest = max(o.longest, entities[i].End-entities[i].Start)
	}
	slices.SortFunc(o.order, func(i, j int32) int {
		a, b := &entities[i], &entities[j]
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Label, b.Label), cmp.Compare(i, j))
	})
	return o
}

// reach is how many neighbours in the order are looked at on either side: more overlap
// one another only in documents that nobody annotated.
const reach = 1 << 10

// with calls f with the entities that share a byte with e, from left to right, until f
// returns false.
func (o *overlaps) with(e *Entity, f func(i int32) bool) {
	starts := func(at int) int {
		return sort.Search(len(o.order), func(k int) bool { return o.entities[o.order[k]].Start >= at })
	}
	here := starts(e.Start)
	from := max(starts(e.Start-o.longest+1), here-reach)
	for _, i := range o.order[from:min(len(o.order), here+reach)] {
		other := &o.entities[i]
		if other.Start >= e.End {
			return
		}
		if other.Shared(&e.Span) > 0 && !f(i) {
			return
		}
	}
}
