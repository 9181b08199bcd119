package match

// Limits of what is solved exactly.
const (
	// MaxEdges is how many overlapping pairs one component may have.
	MaxEdges = 1 << 20
	// MaxWork bounds the product of gold spans and overlapping pairs of a component.
	MaxWork = 1 << 28
	// Nearest is how many neighbours of a span count in a component with more pairs
	// than MaxEdges.
	Nearest = 16
)

// An edge is a pair that is possible.
type edge struct {
	gold, pred int32 // indexes in the document
	weight     int64
}

// A sweep goes over the spans of both sides from left to right.
type sweep struct {
	open  [2][]int32 // spans of each side that have begun and may not have ended
	edges []edge     // of the component under way
	end   int        // where the component ends, as far as it is known
}

// components finds the components of the rest and solves them.
func (m *Matcher) components() {
	g, p := m.order[0], m.order[1]
	s := &m.sweep
	s.end = 0
	for len(g) > 0 || len(p) > 0 {
		side := 0
		if len(g) == 0 || len(p) > 0 && m.pred[p[0]].Start < m.gold[g[0]].Start {
			side = 1
		}
		if side == 0 {
			m.meet(0, g[0], &m.gold[g[0]])
			g = g[1:]
		} else {
			m.meet(1, p[0], &m.pred[p[0]])
			p = p[1:]
		}
	}
	m.flush()
}

// meet takes the next span: those of the other side that are open overlap it.
func (m *Matcher) meet(side int, at int32, span *Span) {
	s := &m.sweep
	if span.Start >= s.end {
		m.flush()
	}
	s.end = max(s.end, span.End)
	other := s.open[1-side]
	if len(s.edges) >= MaxEdges {
		for _, i := range other[max(0, len(other)-Nearest):] {
			m.link(side, at, i)
		}
	} else {
		s.open[1-side] = m.meetOpen(side, at, span.Start, other)
	}
	s.open[side] = append(s.open[side], at)
}

// meetOpen links a span with the open ones and returns those that are still open.
func (m *Matcher) meetOpen(side int, at int32, start int, open []int32) []int32 {
	spans := m.pred
	if side == 1 {
		spans = m.gold
	}
	kept := open[:0]
	for _, i := range open {
		if spans[i].End > start {
			kept = append(kept, i)
			m.link(side, at, i)
		}
	}
	return kept
}

func (m *Matcher) link(side int, at, other int32) {
	e := edge{gold: at, pred: other}
	if side == 1 {
		e.gold, e.pred = other, at
	}
	if e.weight = weight(&m.gold[e.gold], &m.pred[e.pred]); e.weight > 0 {
		m.sweep.edges = append(m.sweep.edges, e)
	}
}

// flush solves the component that ends here.
func (m *Matcher) flush() {
	s := &m.sweep
	switch len(s.edges) {
	case 0:
	case 1:
		m.pair(s.edges[0])
	default:
		m.solve(s.edges)
	}
	s.open[0], s.open[1], s.edges = s.open[0][:0], s.open[1][:0], s.edges[:0]
}
