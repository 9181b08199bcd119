package regexset

import "slices"

// transitionBack is transition for an automaton that reads from the right. Its
// threads are those that lead to a match: a thread reads the byte to the left and
// then is one of those that did so before, or the match is complete.
func (a *automaton) transitionBack(t *table, s *state, class int) (uint32, *table) {
	next := textEdge
	if class != a.end {
		next = kindOf(a.sample[class])
	}
	good := a.leading(s, holding(next, s.beside))
	var e uint32
	if good[a.starts[0]] {
		e = hasMatch
	}
	if class == a.end {
		return e | dead, t
	}
	a.to.reset()
	for pc := range a.program.insts {
		a.readBack(uint32(pc), a.sample[class], s, good)
	}
	a.to.roots, a.to.waits = append(a.to.roots, a.to.list...), a.program.empty
	row, t := a.intern(t, &state{beside: next})
	return e | row, t
}

// readBack adds to a.to the threads of an instruction that read c and then lead
// to a match.
func (a *automaton) readBack(pc uint32, c byte, s *state, good []bool) {
	i := &a.program.insts[pc]
	if i.op != opRune {
		return
	}
	for _, node := range a.nodesOf(i.arg) {
		to, ok := a.program.trie.step(node, c)
		if ok && (to == accept && good[i.out] || to != accept && s.has(thread{pc, to})) {
			a.to.list = append(a.to.list, thread{pc, node})
		}
	}
}

// has reports whether a thread is among those of a state, which are sorted.
func (s *state) has(th thread) bool {
	_, found := slices.BinarySearchFunc(s.list, th, compareThreads)
	return found
}

// leading returns, by instruction, whether it leads to a match at a place of the
// state where the assertions flags hold.
func (a *automaton) leading(s *state, flags emptyOp) []bool {
	insts := a.program.insts
	good := make([]bool, len(insts))
	for changed := true; changed; {
		changed = false
		for pc := len(insts) - 1; pc >= 0; pc-- {
			if i := &insts[pc]; !good[pc] && i.leads(uint32(pc), s, flags, good) {
				good[pc], changed = true, true
			}
		}
	}
	return good
}

func (i *inst) leads(pc uint32, s *state, flags emptyOp, good []bool) bool {
	switch i.op {
	case opMatch:
		return true
	case opAlt:
		return good[i.out] || good[i.arg]
	case opNop:
		return good[i.out]
	case opEmpty:
		return emptyOp(i.arg)&^flags == 0 && good[i.out]
	case opRune:
		return s.has(thread{pc, i.arg})
	default:
		return false
	}
}

// nodesOf returns a node of the trie and all that it leads to.
func (a *automaton) nodesOf(node uint32) []uint32 {
	if known, ok := a.nodes[node]; ok {
		return known
	}
	all := []uint32{node}
	for i := 0; i < len(all); i++ {
		for _, arc := range a.program.trie.nodes[all[i]] {
			if arc.next != accept && !slices.Contains(all, arc.next) {
				all = append(all, arc.next)
			}
		}
	}
	if a.nodes == nil {
		a.nodes = map[uint32][]uint32{}
	}
	a.nodes[node] = all
	return all
}
