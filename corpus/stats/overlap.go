package stats

import (
	"cmp"
	"slices"

	"github.com/onomast/onomast/corpus/annotation"
)

// A lie says how an entity lies to the others of its document.
type lie struct {
	nested   bool // it lies in another, or in the same place
	crossing bool // it begins in another and ends behind it
}

// A sweeper finds how entities lie; it is used again for every document.
type sweeper struct {
	order []int32
	lies  []lie
	ends  []int
	hulls []annotation.Range
}

// sweep returns how each entity lies, and how many lie over each other at most. Entities
// of several fragments count with what is between them. Time is that of sorting, and no
// more where entities lie over each other.
func (s *sweeper) sweep(entities []annotation.Entity) (lies []lie, depth int) {
	s.order, s.lies, s.hulls, s.ends = s.order[:0], s.lies[:0], s.hulls[:0], s.ends[:0]
	for i := range entities {
		s.order, s.lies, s.hulls = append(s.order, int32(i)), append(s.lies, lie{}), append(s.hulls, entities[i].Hull())
	}
	slices.SortFunc(s.order, func(a, b int32) int {
		x, y := s.hulls[a], s.hulls[b]
		return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End), cmp.Compare(a, b))
	})
	furthest := 0
	for _, i := range s.order {
		h := s.hulls[i]
		switch {
		case h.End <= furthest: // the one that reaches there begins no later
			s.lies[i].nested = true
		case h.Start < furthest:
			s.lies[i].crossing = true
		}
		furthest = max(furthest, h.End)
		s.ends = append(s.ends, h.End)
	}
	return s.lies, s.depth()
}

// depth counts ends that are passed against starts, both in order.
func (s *sweeper) depth() int {
	slices.Sort(s.ends)
	open, deepest, passed := 0, 0, 0
	for _, i := range s.order {
		for s.ends[passed] <= s.hulls[i].Start {
			passed++
			open--
		}
		open++
		deepest = max(deepest, open)
	}
	return deepest
}
