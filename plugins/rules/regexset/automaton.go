package regexset

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"sync"
	"sync/atomic"
)

// An automaton is a deterministic automaton over bytes that is made as texts
// ask for it. Goroutines share it: they read transitions without a lock, and
// take one to make a transition that is not there yet.
//
// A transition tells of the place before the byte that it reads, for only that
// byte decides the assertions there. Reading the end of the text counts as one
// more byte.
type automaton struct {
	codes []*syntax.Prog // of the expressions
	all   bool           // which expressions are alive, rather than where one matches

	// made when it is first used
	program *program
	starts  []uint32
	classOf [256]uint8
	sample  []byte // a byte of each class
	end     int    // the class of the end of the text
	stride  int    // entries of a row; the last is the number of its state
	limit   int    // states in a table before it is begun anew

	current   atomic.Pointer[table]
	mu        sync.Mutex
	from, to  threads // scratch, under mu
	key       []byte
	refreshed atomic.Int32 // how often the table was begun anew
}

// A table holds rows of transitions, one for each state. When it is full it is
// copied into a larger one, or left behind for a new generation; its rows stay
// right for those who still read them.
type table struct {
	rows  []uint32  // read and written atomically
	alive [][]int32 // by state: the expressions that still may match, or have (when all)
	*generation
}

// A generation is the states of a table, under the automaton's lock.
type generation struct {
	starts [kinds]uint32
	states []*state
	index  map[string]uint32
}

// A transition is a row with flags. Any flag makes it greater than every row.
const (
	unknown  = 1 << 31
	hasMatch = 1 << 30 // the expression matches before the byte read
	few      = 1 << 30 // at most one expression is alive (when all)
	dead     = 1 << 29 // no way on
	anyFlag  = dead    // the least transition with a flag
)

// A state is the threads at a place and what stands before it.
type state struct {
	list    []thread
	before  kind    // otherByte when nothing depends on it
	initial bool    // nothing has been read yet (when all)
	matched []int32 // expressions that have matched (when all)
}

// sizes of tables, in entries
const (
	maxEntries    = 1 << 18
	maxEntriesAll = 1 << 20
	minStates     = 64
	firstStates   = 8
)

func newAutomaton(codes []*syntax.Prog, all bool) *automaton {
	return &automaton{codes: codes, all: all}
}

// load returns the table to read.
func (a *automaton) load() *table {
	if t := a.current.Load(); t != nil {
		return t
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.current.Load() == nil {
		a.make()
		a.begin()
	}
	return a.current.Load()
}

// make compiles the expressions.
func (a *automaton) make() {
	p := &program{trie: newTrie()}
	for i, code := range a.codes {
		a.starts = append(a.starts, p.add(code, int32(i)))
	}
	a.program = p
	a.classOf, a.sample = p.byteClasses()
	a.end = len(a.sample)
	a.stride = a.end + 2
	if entries := maxEntries; a.limit == 0 {
		if a.all {
			entries = maxEntriesAll
		}
		a.limit = max(entries/a.stride, minStates)
	}
	a.from.program, a.to.program = p, p
	a.from.resolve = true
	a.from.first, a.to.first = !a.all, !a.all
}

// begin makes a new generation, which knows only where to start.
func (a *automaton) begin() *table {
	t := &table{generation: &generation{index: map[string]uint32{}}}
	t.states = append(t.states, nil) // no thread: dead
	t.rows, t.alive = a.room(firstStates)
	for k := range kind(kinds) {
		a.to.reset()
		for _, pc := range a.starts {
			a.to.take(thread{pc: pc})
		}
		t.starts[k], t = a.intern(t, k, a.all, nil)
	}
	a.current.Store(t)
	return t
}

// room makes rows in which nothing is known.
func (a *automaton) room(states int) (rows []uint32, alive [][]int32) {
	rows = make([]uint32, states*a.stride)
	for i := range rows {
		rows[i] = unknown
		if i%a.stride == a.stride-1 {
			rows[i] = uint32(i / a.stride)
		}
	}
	if a.all {
		alive = make([][]int32, states)
	}
	return rows, alive
}

// next returns the transition from a state of t that t has not got, and the
// table to go on with.
func (a *automaton) next(t *table, row uint32, class int) (uint32, *table) {
	a.mu.Lock()
	defer a.mu.Unlock()
	from, now := t.states[int(row)/a.stride], a.current.Load()
	if now.generation == t.generation {
		if e := now.rows[int(row)+class]; e != unknown {
			return e, now
		}
	}
	if len(now.states) >= a.limit {
		a.refreshed.Add(1)
		now = a.begin()
	}
	e, grown := a.transition(now, from, class)
	if grown.generation == t.generation {
		atomic.StoreUint32(&grown.rows[int(row)+class], e)
	}
	return e, grown
}

// transition works out where a state leads to.
func (a *automaton) transition(t *table, s *state, class int) (uint32, *table) {
	a.from.reset()
	atEnd := class == a.end
	if atEnd {
		a.from.flags = holdingAtEnd(s.before)
	} else {
		a.from.flags = holding(s.before, a.sample[class])
	}
	for _, th := range s.list {
		a.from.take(th)
	}
	var e uint32
	if !a.all && len(a.from.matched) > 0 {
		e = hasMatch
	}
	a.to.reset()
	if !atEnd {
		a.from.read(a.sample[class], &a.to)
	}
	matched := s.matched
	if a.all && !s.initial {
		matched = union(matched, a.from.matched)
		a.drop(matched)
	}
	if len(a.to.pending()) == 0 && len(matched) == 0 {
		return e | dead, t
	}
	var before kind
	if !atEnd {
		before = kindOf(a.sample[class])
	}
	row, t := a.intern(t, before, false, matched)
	if a.all && len(t.alive[int(row)/a.stride]) <= 1 {
		e |= few
	}
	return e | row, t
}

// drop removes the threads of expressions that have matched: how they go on
// tells nothing.
func (a *automaton) drop(matched []int32) {
	if len(matched) == 0 {
		return
	}
	over := func(th thread) bool {
		_, found := slices.BinarySearch(matched, a.program.owner[th.pc])
		return found
	}
	a.to.list, a.to.roots = slices.DeleteFunc(a.to.list, over), slices.DeleteFunc(a.to.roots, over)
}

// union returns the sorted union of a, which is sorted, and b.
func union(a, b []int32) []int32 {
	if len(b) == 0 {
		return a
	}
	all := append(slices.Clone(a), b...)
	slices.Sort(all)
	return slices.Compact(all)
}

// intern returns the row of the state of the threads in a.to.
func (a *automaton) intern(t *table, before kind, initial bool, matched []int32) (uint32, *table) {
	if !a.to.waits {
		before = otherByte
	}
	list := a.to.pending()
	if a.all {
		slices.SortFunc(list, compareThreads)
	}
	key := append(a.key[:0], byte(before), flag(initial))
	key = binary.AppendUvarint(key, uint64(len(matched)))
	for _, m := range matched {
		key = binary.AppendUvarint(key, uint64(m))
	}
	for _, th := range list {
		key = binary.AppendUvarint(binary.AppendUvarint(key, uint64(th.pc)), uint64(th.node))
	}
	a.key = key
	if row, known := t.index[string(key)]; known {
		return row, t
	}
	s := &state{list: slices.Clone(list), before: before, initial: initial, matched: matched}
	row, t := a.append(t, string(key), s)
	if a.all {
		t.alive[int(row)/a.stride] = a.alive(s)
	}
	return row, t
}

func compareThreads(x, y thread) int {
	if x.pc != y.pc {
		return int(x.pc) - int(y.pc)
	}
	return int(x.node) - int(y.node)
}

func flag(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// alive returns the expressions that still may match, or have.
func (a *automaton) alive(s *state) []int32 {
	all := slices.Clone(s.matched)
	for _, th := range s.list {
		all = append(all, a.program.owner[th.pc])
	}
	slices.Sort(all)
	return slices.Clip(slices.Compact(all))
}

// append makes a row for a new state.
func (a *automaton) append(t *table, key string, s *state) (uint32, *table) {
	row := uint32(len(t.states) * a.stride)
	t.index[key] = row
	t.states = append(t.states, s)
	if int(row) < len(t.rows) {
		return row, t
	}
	grown := &table{generation: t.generation}
	grown.rows, grown.alive = a.room(2 * len(t.states))
	copy(grown.rows, t.rows)
	copy(grown.alive, t.alive)
	a.current.Store(grown)
	return row, grown
}
