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
	mode  mode

	// made when it is first used
	program *program
	starts  []uint32
	classOf [256]uint8
	sample  []byte // a byte of each class
	end     int    // the class of the end of the text
	stride  int    // entries of a row; the last is the number of its state
	limit   int    // states in a table before it is begun anew
	weight  int    // bytes of states before that

	current   atomic.Pointer[table]
	mu        sync.Mutex
	from, to  threads // scratch, under mu
	key       []byte
	nodes     map[uint32][]uint32 // see nodesOf
	refreshed atomic.Int32        // how often the table was begun anew
}

// A mode is what an automaton is to find out.
type mode uint8

const (
	ends   mode = iota // where the match of one expression that begins here ends
	alive              // which of many expressions may match from here
	begins             // reading from the right: whether a match of one begins here
)

// A table holds rows of transitions, one for each state. When it is full it is
// copied into a larger one, or left behind for a new generation; its rows stay
// right for those who still read them.
type table struct {
	rows   []uint32 // read and written atomically
	states []*state // those whose rows have been read are there
	*generation
}

// A generation is what does not change as a table grows. Only the starts are for
// those who have no lock.
type generation struct {
	starts [kinds]uint32
	used   int // states
	weight int // bytes that the states take, roughly
	index  map[string]uint32
}

// A transition is a row with flags. Any flag makes it greater than every row.
const (
	unknown  = 1 << 31
	hasMatch = 1 << 30 // the expression matches before the byte read
	few      = 1 << 30 // at most one expression is alive (when all)
	dead     = 1 << 29 // no way on
	anyFlag  = dead    // the least transition with a flag
	rowBits  = dead - 1
)

// A state is the threads at a place and what stands beside it.
type state struct {
	list    []thread
	beside  kind    // on the side that was read; otherByte when nothing depends on it
	initial bool    // nothing has been read yet (mode alive)
	matched []int32 // expressions that have matched (mode alive)
	alive   []int32 // expressions that still may match, or have (mode alive)
}

// Sizes of a table: in entries, in states, and in bytes for what the states are.
const (
	maxEntries      = 1 << 18
	maxEntriesAlive = 1 << 20
	minStates       = 64
	firstStates     = 8
	maxWeight       = 1 << 21
	maxWeightAlive  = 1 << 23
	threadSize      = 8
)

func newAutomaton(codes []*syntax.Prog, m mode) *automaton {
	return &automaton{codes: codes, mode: m}
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
	if a.limit == 0 { // else a test has set it
		a.limit, a.weight = max(maxEntries/a.stride, minStates), maxWeight
		if a.mode == alive {
			a.limit, a.weight = max(maxEntriesAlive/a.stride, minStates), maxWeightAlive
		}
	}
	a.from.program, a.to.program = p, p
	a.from.resolve = true
	a.from.first, a.to.first = a.mode == ends, a.mode == ends
}

// begin makes a new generation, which knows only where to start.
func (a *automaton) begin() *table {
	t := &table{generation: &generation{index: map[string]uint32{}, used: 1}} // state 0 is dead
	t.rows, t.states = a.room(firstStates)
	for k := range kind(kinds) {
		a.to.reset()
		if a.mode == begins {
			a.to.waits = a.program.empty
		} else {
			for _, pc := range a.starts {
				a.to.take(thread{pc: pc})
			}
		}
		t.starts[k], t = a.intern(t, &state{beside: k, initial: a.mode == alive})
	}
	a.current.Store(t)
	return t
}

// room makes rows in which nothing is known.
func (a *automaton) room(states int) ([]uint32, []*state) {
	rows := make([]uint32, states*a.stride)
	for i := range rows {
		rows[i] = unknown
		if i%a.stride == a.stride-1 {
			rows[i] = uint32(i / a.stride)
		}
	}
	return rows, make([]*state, states)
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
	if now.used >= a.limit || now.weight >= a.weight {
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
	if a.mode == begins {
		return a.transitionBack(t, s, class)
	}
	next := textEdge
	if class != a.end {
		next = kindOf(a.sample[class])
	}
	a.from.reset()
	a.from.flags = holding(s.beside, next)
	for _, th := range s.list {
		a.from.take(th)
	}
	var e uint32
	if a.mode == ends && len(a.from.matched) > 0 {
		e = hasMatch
	}
	a.to.reset()
	if class != a.end {
		a.from.read(a.sample[class], &a.to)
	}
	to := &state{beside: next, matched: s.matched}
	if a.mode == alive && !s.initial {
		to.matched = union(to.matched, a.from.matched)
		a.drop(to.matched)
	}
	if len(a.to.pending()) == 0 && len(to.matched) == 0 {
		return e | dead, t
	}
	row, t := a.intern(t, to)
	if a.mode == alive && len(t.states[int(row)/a.stride].alive) <= 1 {
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

// intern returns the row of the state like s whose threads are those in a.to.
func (a *automaton) intern(t *table, s *state) (uint32, *table) {
	if !a.to.waits {
		s.beside = otherByte
	}
	s.list = a.to.pending()
	if a.mode != ends {
		slices.SortFunc(s.list, compareThreads)
	}
	a.key = s.appendKey(a.key[:0])
	if row, known := t.index[string(a.key)]; known {
		return row, t
	}
	s.list = slices.Clone(s.list)
	if a.mode == alive {
		s.alive = a.alive(s)
	}
	return a.append(t, string(a.key), s)
}

// appendKey appends what tells the state from others.
func (s *state) appendKey(key []byte) []byte {
	key = append(key, byte(s.beside), flag(s.initial))
	key = binary.AppendUvarint(key, uint64(len(s.matched)))
	for _, m := range s.matched {
		key = binary.AppendUvarint(key, uint64(m))
	}
	for _, th := range s.list {
		key = binary.AppendUvarint(binary.AppendUvarint(key, uint64(th.pc)), uint64(th.node))
	}
	return key
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
	if t.used == len(t.states) {
		grown := &table{generation: t.generation}
		grown.rows, grown.states = a.room(2 * t.used)
		copy(grown.rows, t.rows)
		copy(grown.states, t.states)
		t = grown
		a.current.Store(t)
	}
	row := uint32(t.used * a.stride)
	t.states[t.used] = s
	t.index[key] = row
	t.used++
	t.weight += len(key) + threadSize*len(s.list)
	return row, t
}
