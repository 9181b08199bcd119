package chain

import (
	"fmt"
	"math"
)

// shape is which transitions are not forbidden.
type shape struct {
	n int
	// preds[to] are the tags that may come before to, succs[from] those that
	// may come after from, ascending.
	preds, succs [][]int32
	groups       []group
	// mixing is the number of steps in which any tag can be reached from any, those
	// alone left out, and in any more steps as well; 0 if there is none up to some
	// large number. (Two tags that only take turns are never mixed.)
	mixing int
}

func newShape(n int, pair []float64) *shape {
	s := &shape{n: n, preds: make([][]int32, n), succs: make([][]int32, n)}
	for a := range n {
		for b := range n {
			if !forbidden(pair[a*n+b]) {
				s.preds[b] = append(s.preds[b], int32(a))
				s.succs[a] = append(s.succs[a], int32(b))
			}
		}
	}
	s.groups = s.group()
	s.mixing = s.mix()
	return s
}

func forbidden(x float64) bool { return x < -math.MaxFloat64 }

// is reports whether this is the shape of these transitions.
func (s *shape) is(n int, pair []float64) bool {
	if s.n != n {
		return false
	}
	for a, succs := range s.succs {
		for b, x := range pair[a*n : (a+1)*n] {
			follows := len(succs) > 0 && succs[0] == int32(b)
			if follows == forbidden(x) {
				return false
			}
			if follows {
				succs = succs[1:]
			}
		}
	}
	return true
}

// group puts all tags that may come after any into groups, in the order of
// their first targets.
func (s *shape) group() []group {
	var all []group
	known := map[string]int{}
	for b, preds := range s.preds {
		if len(preds) == 0 {
			continue
		}
		key := fmt.Sprint(preds)
		at, ok := known[key]
		if !ok {
			at = len(all)
			known[key] = at
			all = append(all, group{preds: preds})
		}
		all[at].targets = append(all[at].targets, int32(b))
	}
	return all
}

// alone reports whether a tag neither follows nor is followed, as those that
// training never saw.
func (s *shape) alone(tag int) bool { return len(s.preds[tag])+len(s.succs[tag]) == 0 }

// mix works out mixing.
func (s *shape) mix() int {
	const most = 16
	reached := make([]bool, s.n*s.n) // reached[a*n+b]: b from a
	for a := range s.n {
		reached[a*s.n+a] = true
	}
	for steps := 1; steps <= most; steps++ {
		next, all := s.further(reached)
		if all {
			return steps
		}
		reached = next
	}
	return 0
}

// further takes a step more; all is whether everything is reached.
func (s *shape) further(reached []bool) (next []bool, all bool) {
	next, all = make([]bool, len(reached)), true
	for b, preds := range s.preds {
		for a := range s.n {
			if s.alone(a) || s.alone(b) {
				continue
			}
			got := false
			for _, c := range preds {
				got = got || reached[a*s.n+int(c)]
			}
			next[a*s.n+b] = got
			all = all && got
		}
	}
	return next, all
}
