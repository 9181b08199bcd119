package resolver

import "slices"

// work returns how many pairs of overlapping nodes the exact solution looks at.
func (s *solver) work(nodes []int32) int {
	spans := s.spans[:0]
	for _, at := range nodes {
		spans = append(spans, s.p.nodes[at].span)
	}
	s.spans = spans
	pairs := 0
	for i := range spans {
		pairs += (followers(spans, i) - i - 1) * (1 + len(s.p.units.of(nodes[i])))
	}
	if limit := s.p.policy.maxDepth; limit > 1 {
		pairs *= min(limit, s.p.deepest(nodes))
	}
	return pairs
}

// deepest returns an upper bound of how many of the nodes and of their units
// can lie over one byte without crossing: the longest run of ends that do not
// rise, found by patience sorting.
func (p *problem) deepest(nodes []int32) int {
	piles := p.solver.piles[:0]
	unit := 0
	for _, at := range nodes {
		// Ends are negated so that each pile holds the smallest last value of a
		// run that does not fall.
		v := -p.nodes[at].end
		pile, _ := slices.BinarySearchFunc(piles, v, func(top, v int32) int {
			if top <= v {
				return -1
			}
			return 1
		})
		if pile == len(piles) {
			piles = append(piles, v)
		} else {
			piles[pile] = v
		}
		unit = max(unit, len(p.units.of(at)))
	}
	p.solver.piles = piles
	return len(piles) * (1 + unit)
}
