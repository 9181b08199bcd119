package tokenpattern

import (
	"context"
	"slices"
)

// A Match is the tokens [Start,End) and, by group, the tokens of the group; a
// group that took no part is [-1,-1).
type Match struct {
	Start, End int
	Groups     []Range
}

// A Range is the tokens [Start,End).
type Range struct{ Start, End int }

// Find calls yield for the matches from the left that do not overlap. Of those
// that begin at one token the steps' own preference decides: as many tokens as
// possible unless a step is lazy. It stops when yield returns false. Its error
// is that of ctx.
func (p *Program) Find(ctx context.Context, t Tokens, yield func(Match) bool) error {
	m := p.borrow(ctx, t)
	defer p.giveBack(m)
	for from := 0; from < t.Len(); {
		if from = m.start(from); from == t.Len() {
			break
		}
		m.prepare()
		found, ok := m.run(from)
		if !ok || !yield(found) {
			break
		}
		from = found.End
	}
	return m.err
}

// A thread is a place in the program with what it has seen.
type thread struct {
	at     int
	start  int // token
	groups []Range
}

// A machine runs a program over the tokens of one text.
type machine struct {
	*Program
	tokens  Tokens
	threads []thread // in order of preference
	next    []thread
	seen    []int  // by instruction: the step in which it was reached, plus 1
	answers []int8 // by element and token: 0 not asked, 1 met, -1 not met
	ctx     context.Context
	err     error // of ctx
	steps   int   // tokens looked at
}

// stepsAtOnce is how many tokens are looked at before the context is.
const stepsAtOnce = 1 << 10

// ended counts a token and reports whether the context has ended.
func (m *machine) ended() bool {
	if m.steps++; m.steps%stepsAtOnce == 0 && m.err == nil {
		m.err = m.ctx.Err()
	}
	return m.err != nil
}

// start returns the first token from a token on that a match can begin with, or
// the number of tokens.
func (m *machine) start(from int) int {
	for ; from < m.tokens.Len(); from++ {
		if m.ended() {
			return m.tokens.Len()
		}
		for _, element := range m.first {
			if m.elements[element].meets(m.tokens, from) {
				return from
			}
		}
	}
	return from
}

// borrow returns a machine for the tokens of a text.
func (p *Program) borrow(ctx context.Context, t Tokens) *machine {
	m, ok := p.idle.Get().(*machine)
	if !ok {
		m = &machine{Program: p, seen: make([]int, len(p.code))}
	}
	m.ctx, m.tokens, m.err, m.steps = ctx, t, nil, 0
	m.answers = m.answers[:0]
	return m
}

func (p *Program) giveBack(m *machine) {
	m.ctx, m.tokens = nil, nil
	clear(m.threads[:cap(m.threads)]) // they hold groups
	clear(m.next[:cap(m.next)])
	p.idle.Put(m)
}

// prepare makes room for answers, when there is something to do for the first
// time.
func (m *machine) prepare() {
	if len(m.answers) == 0 {
		n := len(m.elements) * m.tokens.Len()
		m.answers = slices.Grow(m.answers, n)[:n]
		clear(m.answers)
	}
}

// run returns the first match that begins at token from or later; none if the
// context ends.
func (m *machine) run(from int) (Match, bool) {
	var found Match
	ok := false
	m.threads = m.threads[:0]
	clear(m.seen)
	for i := from; i <= m.tokens.Len(); i++ {
		if !ok && m.begins(i) { // a later start is worth less than any earlier one
			m.threads = m.add(m.threads, thread{start: i}, i)
		}
		if len(m.threads) == 0 {
			if ok {
				break
			}
			continue
		}
		if m.ended() {
			return Match{}, false
		}
		m.next = m.next[:0]
		for _, th := range m.threads {
			ins := m.code[th.at]
			if ins.op == opMatch {
				found, ok = Match{Start: th.start, End: i, Groups: m.taken(th)}, true
				break // those behind it are worth less
			}
			if i < m.tokens.Len() && m.meets(ins.arg, i) {
				th.at = ins.next
				m.next = m.add(m.next, th, i+1)
			}
		}
		m.threads, m.next = m.next, m.threads
	}
	return found, ok
}

// add follows a thread to the tests that it leads to before token i.
func (m *machine) add(list []thread, th thread, i int) []thread {
	if m.seen[th.at] == i+1 {
		return list
	}
	m.seen[th.at] = i + 1
	switch ins := m.code[th.at]; ins.op {
	case opSplit:
		th.at = ins.next
		list = m.add(list, th, i)
		th.at = ins.other
		return m.add(list, th, i)
	case opOpen, opClose:
		groups := make([]Range, len(m.groups))
		copy(groups, m.ranges(th))
		if ins.op == opOpen {
			groups[ins.arg] = Range{i, -1}
		} else {
			groups[ins.arg].End = i
		}
		th.at, th.groups = ins.next, groups
		return m.add(list, th, i)
	default:
		return append(list, th)
	}
}

// ranges returns the groups of a thread.
func (m *machine) ranges(th thread) []Range {
	if th.groups != nil || len(m.groups) == 0 {
		return th.groups
	}
	none := make([]Range, len(m.groups))
	for i := range none {
		none[i] = Range{-1, -1}
	}
	return none
}

// taken returns the groups of a match; those without tokens took no part.
func (m *machine) taken(th thread) []Range {
	groups := m.ranges(th)
	for i, g := range groups {
		if g.Start == g.End {
			groups[i] = Range{-1, -1}
		}
	}
	return groups
}

// begins reports whether a match can begin with token i.
func (m *machine) begins(i int) bool {
	if i == m.tokens.Len() {
		return false
	}
	for _, element := range m.first {
		if m.meets(element, i) {
			return true
		}
	}
	return false
}

// meets reports whether token i meets an element; it asks once.
func (m *machine) meets(element, i int) bool {
	answer := &m.answers[element*m.tokens.Len()+i]
	if *answer == 0 {
		*answer = -1
		if m.elements[element].meets(m.tokens, i) {
			*answer = 1
		}
	}
	return *answer > 0
}
