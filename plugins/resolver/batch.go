package resolver

import (
	"cmp"
	"slices"
	"sort"
)

// maxBatches bounds the time the approximation may take.
const maxBatches = 8

// batches judges a tier that is too large to be solved at once: as many of the
// weightiest nodes as can be solved exactly together with the winners so far,
// then as many of the rest, up to maxBatches times.
func (s *solver) batches(tier int32) {
	s.batched++
	s.largest = max(s.largest, len(s.comp))
	queue := s.byWeight(tier)
	for range maxBatches {
		n := sort.Search(len(queue), func(n int) bool { return s.work(s.withWinners(queue[:n+1])) > s.p.policy.maxPairs })
		if n == 0 {
			break
		}
		s.active = s.withWinners(queue[:n])
		s.solve(s.active)
		queue = queue[n:]
	}
	for _, at := range queue {
		s.p.nodes[at].state = unjudged
	}
	s.left += len(queue)
}

// byWeight returns the component's nodes of a tier that have not won as part of
// something else, weightiest first.
func (s *solver) byWeight(tier int32) []int32 {
	var queue []int32
	for _, at := range s.comp {
		if s.p.nodes[at].tier == tier && !s.must[at] {
			queue = append(queue, at)
		}
	}
	slices.SortFunc(queue, func(a, b int32) int {
		v, w := s.p.policy.weight(&s.p.nodes[a]), s.p.policy.weight(&s.p.nodes[b])
		return cmp.Or(cmp.Compare(w.a, v.a), cmp.Compare(w.b, v.b), cmp.Compare(w.c, v.c), cmp.Compare(a, b))
	})
	return queue
}

// withWinners returns the given nodes and the component's winners in canonical
// order.
func (s *solver) withWinners(nodes []int32) []int32 {
	s.merged = append(s.merged[:0], nodes...)
	for _, at := range s.comp {
		if s.must[at] {
			s.merged = append(s.merged, at)
		}
	}
	slices.Sort(s.merged)
	return s.merged
}
