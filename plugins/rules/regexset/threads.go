package regexset

// A thread is a place in a program: an instruction, and within a code point
// the node of the trie that its bytes so far have led to.
type thread struct{ pc, node uint32 }

// threads is a list of threads, in order of preference, without duplicates.
// All threads of a list stand at the same byte of a code point.
type threads struct {
	program *program
	list    []thread
	roots   []thread // what list was made of
	waits   bool     // an assertion waits
	seen    []uint32 // by instruction: the round that met it
	round   uint32
	stack   []uint32
	flags   emptyOp // assertions that hold
	resolve bool    // follow assertions, else they wait
	first   bool    // a match ends the list: what follows is less wanted
	matched []int32 // expressions that have matched here
	closed  bool    // nothing more is taken
}

// reset empties the list.
func (t *threads) reset() {
	if len(t.seen) < len(t.program.insts) {
		t.seen = make([]uint32, len(t.program.insts))
	}
	t.round++
	if t.round == 0 {
		clear(t.seen)
		t.round = 1
	}
	t.list, t.roots, t.matched = t.list[:0], t.roots[:0], t.matched[:0]
	t.waits, t.closed = false, false
}

// add takes an instruction and all that it leads to without reading a byte.
func (t *threads) add(pc uint32) {
	t.stack = append(t.stack[:0], pc)
	for len(t.stack) > 0 && !t.closed {
		pc := t.stack[len(t.stack)-1]
		t.stack = t.stack[:len(t.stack)-1]
		if t.seen[pc] != t.round {
			t.seen[pc] = t.round
			t.visit(pc)
		}
	}
}

func (t *threads) visit(pc uint32) {
	switch i := &t.program.insts[pc]; i.op {
	case opAlt:
		t.stack = append(t.stack, i.arg, i.out)
	case opNop:
		t.stack = append(t.stack, i.out)
	case opEmpty:
		if !t.resolve {
			t.waits = true
		} else if emptyOp(i.arg)&^t.flags == 0 {
			t.stack = append(t.stack, i.out)
		}
	case opRune:
		t.list = append(t.list, thread{pc: pc})
	case opMatch:
		t.match(pc, int32(i.arg))
	case opFail:
	}
}

// match takes a thread that is complete.
func (t *threads) match(pc uint32, id int32) {
	if t.resolve {
		t.matched = append(t.matched, id)
	} else {
		t.list = append(t.list, thread{pc: pc})
	}
	t.closed = t.first
}

// take adds a thread, and all that it leads to without reading a byte.
func (t *threads) take(th thread) {
	if t.closed || t.seen[th.pc] == t.round {
		return
	}
	t.roots = append(t.roots, th)
	if th.node == 0 {
		t.add(th.pc)
		return
	}
	t.seen[th.pc] = t.round
	t.list = append(t.list, th)
}

// pending returns the threads to go on from once it is known which assertions
// hold. Where there are assertions these are the roots, not what the roots lead
// to: the order in which a loop that may be empty is left depends on them.
func (t *threads) pending() []thread {
	if t.waits {
		return t.roots
	}
	return t.list
}

// read adds to next what the threads come to by reading c.
func (t *threads) read(c byte, next *threads) {
	for _, th := range t.list {
		i := &t.program.insts[th.pc]
		node := th.node
		if node == 0 {
			node = i.arg
		}
		if to, ok := t.program.trie.step(node, c); ok && to == accept {
			next.take(thread{pc: i.out})
		} else if ok {
			next.take(thread{pc: th.pc, node: to})
		}
	}
}
