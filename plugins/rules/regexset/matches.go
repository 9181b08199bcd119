package regexset

import (
	"context"
	"slices"
	"unicode/utf8"
)

// A Match is a match of an expression: bytes Start (inclusive) to End
// (exclusive). It is never empty.
type Match struct {
	Regexp     int // number of the expression in its set
	Start, End int
}

// Matches are what a set finds in a text, and memory that the next text can
// use again. The zero value is ready for use. One goroutine uses it at a time.
type Matches struct {
	set    *Set
	text   string
	from   int // where the scan begins and ends
	to     int
	list   []Match
	spare  []Match // memory for sort
	places []int   // by expression: where its next match goes, in sort
	states []progress
	epoch  uint32
	ctx    context.Context // of the scan
	err    error           // of ctx
	steps  int             // taken since ctx was looked at
}

// progress is how far an expression has got in a text.
type progress struct {
	epoch uint32 // of the text it is about
	from  int    // matches begin here or later
	tries int    // places where a match was looked for
	work  int    // steps taken there
	// range of the expression's matches in the list, once that is sorted
	first, last int
}

// All returns the matches, ordered by expression, then by place. They are
// valid until the next scan with the same Matches.
func (m *Matches) All() []Match { return m.list }

// Of returns the matches of one expression, by place. They are valid until the
// next scan.
func (m *Matches) Of(regexp int) []Match {
	if regexp >= len(m.states) || m.states[regexp].epoch != m.epoch {
		return nil
	}
	p := &m.states[regexp]
	return m.list[p.first:p.last]
}

func (m *Matches) begin(ctx context.Context, s *Set, text string, from, to int) {
	m.ctx, m.err, m.steps = ctx, nil, 0
	m.set, m.text, m.from, m.to, m.list = s, text, from, to, m.list[:0]
	if len(m.states) < len(s.regexps) {
		m.states = make([]progress, len(s.regexps))
	}
	m.epoch++
	if m.epoch == 0 {
		clear(m.states)
		m.epoch = 1
	}
}

// stepsAtOnce is how many steps are taken before the context is looked at.
const stepsAtOnce = 1 << 20

// ended counts steps and reports whether the context has ended; then the scan
// ends, too.
func (m *Matches) ended(steps int) bool {
	if m.steps += steps; m.steps >= stepsAtOnce && m.err == nil {
		m.steps, m.err = 0, m.ctx.Err()
	}
	return m.err != nil
}

// progress returns the progress of an expression in this text.
func (m *Matches) progress(regexp int) *progress {
	p := &m.states[regexp]
	if p.epoch != m.epoch {
		*p = progress{epoch: m.epoch, from: m.from}
	}
	return p
}

// finish puts the matches in order. Of a scan that was cut short none is left.
func (m *Matches) finish() {
	m.text, m.ctx = "", nil
	if m.err != nil {
		m.list = m.list[:0]
	}
	m.sort()
	for i := 0; i < len(m.list); {
		p := m.progress(m.list[i].Regexp)
		p.first = i
		for i < len(m.list) && m.list[i].Regexp == m.list[p.first].Regexp {
			i++
		}
		p.last = i
	}
}

// sort orders the matches by expression. Those of one expression are in order.
func (m *Matches) sort() {
	if len(m.list) < len(m.set.regexps) {
		slices.SortStableFunc(m.list, func(a, b Match) int { return a.Regexp - b.Regexp })
		return
	}
	m.places = append(m.places[:0], make([]int, len(m.set.regexps)+1)...)
	for i := range m.list {
		m.places[m.list[i].Regexp+1]++
	}
	for i := range m.set.regexps {
		m.places[i+1] += m.places[i]
	}
	m.spare = slices.Grow(m.spare[:0], len(m.list))[:len(m.list)]
	for i := range m.list {
		at := &m.places[m.list[i].Regexp]
		m.spare[*at] = m.list[i]
		*at++
	}
	m.list, m.spare = m.spare, m.list
}

// try looks for a match of an expression that may begin at byte at.
func (m *Matches) try(e *entry, at int) {
	p := m.progress(e.regexp)
	if e.run == nil {
		if at >= p.from {
			m.tryAt(e.regexp, p, at)
		}
		return
	}
	start := at
	for start > p.from && e.run[m.text[start-1]] {
		start--
	}
	for start = max(start, p.from); start <= at; {
		m.tryAt(e.regexp, p, start)
		start = max(start+1, p.from)
	}
	p.from = max(p.from, at+1)
}

// Bounds of the work on one expression before the linear way is taken: steps for
// each byte of text up to here, and in any case.
const (
	stepsPerByte = 16
	stepsAnyway  = 1 << 14
)

// tryAt looks for a match at a byte.
func (m *Matches) tryAt(number int, p *progress, at int) {
	if m.err != nil {
		return
	}
	end, steps := m.set.regexps[number].finder.match(m.text, at)
	if m.ended(steps) {
		return
	}
	p.tries++
	p.work += steps
	if end > at {
		m.list = append(m.list, Match{Regexp: number, Start: at, End: end})
		p.from = end
	}
	if p.work > stepsPerByte*(at-m.from)+m.set.patience {
		m.follow(number, p)
		p.from = len(m.text) + 1
	}
}

// follow finds the other matches of an expression in linear time.
func (m *Matches) follow(number int, p *progress) {
	if p.from >= m.to {
		return
	}
	t := newTrail(m.ctx, m.set.regexps[number].marker, m.text, p.from, m.to)
	if m.err = m.ctx.Err(); m.err != nil {
		return
	}
	if t == nil {
		m.list = slices.DeleteFunc(m.list, func(x Match) bool { return x.Regexp == number })
		m.plain(number)
		return
	}
	for at := p.from; at < m.to && !m.ended(stepsOfTrail); {
		end := at
		if t.begins(at) {
			end = t.match(at)
		}
		if end > at {
			m.list = append(m.list, Match{Regexp: number, Start: at, End: end})
		}
		at = max(end, at+1)
	}
}

// stepsOfTrail is what a place costs that a trail is asked for, in steps.
const stepsOfTrail = 8

// plain finds the matches of an expression by the library's own means.
func (m *Matches) plain(number int) {
	re := m.set.regexps[number]
	var inside [256]bool
	charsOf(re.code).bytes(&inside)
	for from := 0; from < len(m.text) && !m.ended(stepsAtOnce); {
		to := pieceEnd(m.text, from+plainPiece, &inside)
		for _, x := range re.plain().FindAllStringIndex(m.text[from:min(to+1, len(m.text))], -1) {
			if x[0] < x[1] && m.from <= x[0]+from && x[0]+from < m.to {
				m.list = append(m.list, Match{Regexp: number, Start: x[0] + from, End: x[1] + from})
			}
		}
		from = to
	}
}

// plainPiece is how many bytes the library searches at a time, at least.
const plainPiece = 1 << 16

// pieceEnd returns the first byte at or after at that no match holds, and that
// is a character by itself. Between two such the matches of an expression are
// those it has in the whole text: what stands beside them is there, too.
func pieceEnd(text string, at int, inside *[256]bool) int {
	for at < len(text) && (text[at] >= utf8.RuneSelf || inside[text[at]]) {
		at++
	}
	return min(at, len(text))
}
