package resolver

import (
	"cmp"
	"slices"
)

// flatSolver finds the best set of disjoint nodes by weighted interval
// scheduling. Ties are broken as in [nestedSolver].
type flatSolver struct {
	spans []span
	rest  []weight
	takes []bool
}

// solve appends to chosen the nodes of the optimum in canonical order.
func (f *flatSolver) solve(p *problem, nodes, chosen []int32) []int32 {
	n := len(nodes)
	f.spans = f.spans[:0]
	for _, at := range nodes {
		f.spans = append(f.spans, p.nodes[at].span)
	}
	f.rest = slices.Grow(f.rest[:0], n+1)[:n+1]
	f.takes = slices.Grow(f.takes[:0], n)[:n]
	f.rest[n] = weight{}
	for k := n - 1; k >= 0; k-- {
		f.rest[k] = p.policy.weight(&p.nodes[nodes[k]]).plus(f.rest[followers(f.spans, k)])
		f.takes[k] = f.rest[k].atLeast(&f.rest[k+1])
		if !f.takes[k] {
			f.rest[k] = f.rest[k+1]
		}
	}
	for k := 0; k < n; {
		if !f.takes[k] {
			k++
			continue
		}
		chosen = append(chosen, nodes[k])
		k = followers(f.spans, k)
	}
	return chosen
}

// judgeFlat solves tier after tier among the nodes that overlap no winner.
func (s *solver) judgeFlat() {
	winners := s.winners[:0]
	for _, tier := range s.tiers {
		s.active = s.active[:0]
		for _, at := range s.comp {
			if n := &s.p.nodes[at]; n.tier == tier && !s.taken(winners, &n.span) {
				s.active = append(s.active, at)
			}
		}
		winners = s.flat.solve(s.p, s.active, winners)
		slices.Sort(winners)
	}
	s.winners = winners
	for _, at := range winners {
		s.must[at] = true
	}
}

// taken reports whether a span overlaps one of the disjoint winners.
func (s *solver) taken(winners []int32, o *span) bool {
	at, _ := slices.BinarySearchFunc(winners, o.start, func(w, start int32) int { return cmp.Compare(s.p.nodes[w].end, start+1) })
	return at < len(winners) && s.p.nodes[winners[at]].start < o.end
}
