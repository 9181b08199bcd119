package resolver

import (
	"context"
	"slices"
)

// solver chooses among the nodes of one component after the other.
type solver struct {
	p      *problem
	comp   []int32 // free, open nodes of the component in canonical order
	tiers  []int32
	must   []bool // by node: won in an earlier round
	active []int32
	chosen []int32 // by the last solution, in canonical order
	nested nestedSolver
	flat   flatSolver

	// Room for the flat tiers, the batches and their measuring.
	winners, merged, piles []int32
	spans                  []span

	// left counts the nodes that the approximation did not get to, batched the
	// components that were too large to be solved at once, largest the candidates in
	// the largest of these.
	left, batched, largest int
}

// judge decides the fate of all open nodes.
func (p *problem) judge(ctx context.Context) error {
	s := &p.solver
	s.p, s.left, s.batched, s.largest = p, 0, 0, 0
	if p.policy.mode == allMode {
		p.keepAll()
		return nil
	}
	s.must = slices.Grow(s.must[:0], len(p.nodes))[:len(p.nodes)]
	clear(s.must)
	s.comp = s.comp[:0]
	end := int32(0)
	for i := range p.nodes {
		n := &p.nodes[i]
		if !n.free || n.state != open {
			continue
		}
		if n.start >= end && len(s.comp) > 0 {
			if err := s.component(ctx); err != nil {
				return err
			}
			s.comp = s.comp[:0]
		}
		s.comp, end = append(s.comp, int32(i)), max(end, n.end)
	}
	return s.component(ctx)
}

// keepAll keeps every free node and what belongs to it.
func (p *problem) keepAll() {
	for i := range p.nodes {
		if n := &p.nodes[i]; n.free && n.state == open {
			p.win(int32(i))
		}
	}
}

// win keeps a node and, where overlap is allowed, its unit.
func (p *problem) win(at int32) {
	p.nodes[at].state = won
	if p.policy.mode == flatMode {
		return
	}
	for _, m := range p.units.of(at) {
		if p.nodes[m].state != won {
			p.nodes[m].state = attached
		}
	}
}

// component decides one group of nodes that hang together by overlap.
func (s *solver) component(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	switch {
	case len(s.comp) == 0:
		return nil
	case len(s.comp) == 1:
		s.p.win(s.comp[0])
		return nil
	}
	s.tiers = s.tiers[:0]
	for _, at := range s.comp {
		s.tiers = append(s.tiers, s.p.nodes[at].tier)
	}
	slices.Sort(s.tiers)
	s.tiers = slices.Compact(s.tiers)
	if s.p.policy.mode == flatMode {
		s.judgeFlat()
	} else {
		s.judgeNested()
	}
	for _, at := range s.comp {
		switch n := &s.p.nodes[at]; {
		case s.must[at]:
			s.p.win(at)
		case n.state == open:
			n.state = lost
		}
	}
	return nil
}

// judgeNested solves tier after tier: each sees the winners so far, which stay,
// and all candidates of this and higher tiers. A loser of a higher tier may
// come back when a new entity between it and its outer one makes it admissible.
func (s *solver) judgeNested() {
	for _, tier := range s.tiers {
		s.active = s.active[:0]
		for _, at := range s.comp {
			if s.p.nodes[at].tier <= tier {
				s.active = append(s.active, at)
			}
		}
		if s.work(s.active) > s.p.policy.maxPairs {
			s.batches(tier)
			continue
		}
		s.solve(s.active)
	}
}

// solve finds the optimum over the nodes given and makes it the winners.
func (s *solver) solve(active []int32) {
	s.chosen = s.nested.solve(s.p, active, s.must, s.chosen[:0])
	for _, at := range s.chosen {
		s.must[at] = true
	}
	s.absorb()
}

// absorb takes the mark from winners that have become part of a later unit.
func (s *solver) absorb() {
	for _, at := range s.chosen {
		for _, m := range s.p.units.of(at) {
			s.must[m] = false
		}
	}
}
