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
		return cmp.Or(cmp.Compare(entities[i].Start, entities[j].Start), cmp.Compare(entities[i].End, entities[j].End), cmp.Compare(i, j))
	})
	return o
}

// with calls f with each entity that shares a byte with e, from left to right, until
// f returns false.
func (o *overlaps) with(e *Entity, f func(i int32) bool) {
	from := sort.Search(len(o.order), func(k int) bool { return o.entities[o.order[k]].Start > e.Start-o.longest })
	for _, i := range o.order[from:] {
		other := &o.entities[i]
		if other.Start >= e.End {
			return
		}
		if other.Shared(&e.Span) > 0 && !f(i) {
			return
		}
	}
}
