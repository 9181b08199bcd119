package regexset

import (
	"context"
	"sync/atomic"
	"unicode/utf8"
)

// A trail finds the matches of one expression in time linear in the text,
// whatever both are. Reading from the right it notes at each place which threads
// lead to a match. So it knows where matches begin, and a match is followed from
// there by always taking the most wanted thread that leads on.
//
// The notes on a text are kept for one block of it at a time; for the others,
// only the last state, from which they can be made again.
type trail struct {
	marker   *automaton
	table    *table
	text     string
	from, to int
	ends     []uint32 // rows of the states at the ends of the blocks
	notes    []uint32 // of the block: row of the state at each byte, and hasMatch
	block    int      // its number; -1: none
	seen     []uint32 // by instruction: the round that met it
	round    uint32
	stack    []uint32
}

// blockSize is a number of bytes.
const blockSize = 1 << 15

// newTrail reads [from,to) of text. No match goes beyond. It returns nil when
// that takes more states than fit, or ctx ends.
func newTrail(ctx context.Context, marker *automaton, text string, from, to int) *trail {
	t := &trail{marker: marker, table: marker.load(), text: text, from: from, to: to, block: -1}
	t.seen = make([]uint32, len(marker.program.insts))
	t.ends = make([]uint32, (to-from+blockSize-1)/blockSize)
	generation := t.table.generation
	row := t.table.starts[kindAfter(text, to)]
	for b := len(t.ends) - 1; b >= 0; b-- {
		t.ends[b] = row
		start, end := t.extent(b)
		if ctx.Err() != nil {
			return nil
		}
		for i := end - 1; i >= start; i-- {
			row = t.read(row, i) & rowBits
			if t.table.generation != generation {
				return nil
			}
		}
	}
	t.read(row, from-1)
	if t.table.generation != generation {
		return nil
	}
	return t
}

// extent returns the bytes of a block.
func (t *trail) extent(block int) (start, end int) {
	start = t.from + block*blockSize
	return start, min(start+blockSize, t.to)
}

// read returns the transition over byte at, or over the start of the text.
func (t *trail) read(row uint32, at int) uint32 {
	class := t.marker.end
	if at >= 0 {
		class = int(t.marker.classOf[t.text[at]])
	}
	e := atomic.LoadUint32(&t.table.rows[int(row)+class])
	if e == unknown {
		e, t.table = t.marker.next(t.table, row, class)
	}
	return e
}

// load makes the notes of the block that byte at lies in. All transitions that
// it reads have been made before.
func (t *trail) load(at int) {
	block := (at - t.from) / blockSize
	if block == t.block {
		return
	}
	t.block = block
	start, end := t.extent(block)
	if t.notes == nil {
		t.notes = make([]uint32, min(blockSize, t.to-t.from))
	}
	row := t.ends[block]
	for i := end - 1; i >= start; i-- {
		e := t.read(row, i)
		if i+1 < end {
			t.notes[i+1-start] |= e & hasMatch
		}
		row = e & rowBits
		t.notes[i-start] = row
	}
	t.notes[0] |= t.read(row, start-1) & hasMatch
}

// begins reports whether a match begins at byte at.
func (t *trail) begins(at int) bool {
	t.load(at)
	return t.notes[(at-t.from)%blockSize]&hasMatch != 0
}

// match returns where the match that begins at byte at ends.
func (t *trail) match(at int) int {
	p := t.marker.program
	for pc := t.marker.starts[0]; ; {
		pc = t.choose(pc, at)
		if p.insts[pc].op != opRune {
			return at
		}
		_, size := utf8.DecodeRuneInString(t.text[at:])
		pc, at = p.insts[pc].out, at+size
	}
}

// choose returns the most wanted instruction that reads on and leads to a match,
// or completes it, of those that pc leads to. There is one.
func (t *trail) choose(pc uint32, at int) uint32 {
	insts, flags, here := t.marker.program.insts, holdingAt(t.text, at), t.state(at)
	t.round++
	t.stack = append(t.stack[:0], pc)
	for len(t.stack) > 0 {
		pc = t.stack[len(t.stack)-1]
		t.stack = t.stack[:len(t.stack)-1]
		if t.seen[pc] == t.round {
			continue
		}
		t.seen[pc] = t.round
		switch i := &insts[pc]; i.op {
		case opAlt:
			t.stack = append(t.stack, i.arg, i.out)
		case opNop:
			t.stack = append(t.stack, i.out)
		case opEmpty:
			if emptyOp(i.arg)&^flags == 0 {
				t.stack = append(t.stack, i.out)
			}
		case opRune:
			if here.has(thread{pc, i.arg}) {
				return pc
			}
		case opMatch:
			return pc
		case opFail:
		}
	}
	return pc
}

// state returns the state at a byte.
func (t *trail) state(at int) *state {
	row := t.ends[len(t.ends)-1]
	if at < t.to {
		t.load(at)
		row = t.notes[(at-t.from)%blockSize] & rowBits
	}
	return t.table.states[int(row)/t.marker.stride]
}
