package match

import (
	"slices"
)

// A Pair joins a gold span and a predicted one, by their indexes.
type Pair struct {
	Gold, Pred int32
	Case       Case
}

// A Matcher pairs the spans of one document after the other in memory of its own.
// It is not safe for concurrent use. The zero value is ready.
type Matcher struct {
	// Approximate counts the components that were too large to be solved exactly.
	Approximate int

	gold, pred []Span
	order      [2][]int32 // of each side, as compare has it
	pairs      []Pair
	sweep      sweep
	solver     solver
}

// Match pairs the spans. The pairs are in the order of their gold spans' places; they
// are valid until the next call. What is in no pair is alone.
func (m *Matcher) Match(gold, pred []Span) []Pair {
	m.gold, m.pred, m.pairs = gold, pred, m.pairs[:0]
	m.order[0] = sorted(m.order[0][:0], gold)
	m.order[1] = sorted(m.order[1][:0], pred)
	m.takeRight()
	if m.order[0], m.order[1] = m.rest(); len(m.order[0]) > 0 && len(m.order[1]) > 0 {
		m.components()
		slices.SortFunc(m.pairs, func(a, b Pair) int { return compareAt(gold, a.Gold, b.Gold) })
	}
	return m.pairs
}

func compareAt(spans []Span, i, j int32) int {
	if c := compare(&spans[i], &spans[j]); c != 0 {
		return c
	}
	return int(i - j)
}

// sorted appends the indexes of spans in order.
func sorted(order []int32, spans []Span) []int32 {
	inOrder := true
	for i := range spans {
		order = append(order, int32(i))
		inOrder = inOrder && (i == 0 || compare(&spans[i-1], &spans[i]) <= 0)
	}
	if !inOrder {
		slices.SortFunc(order, func(i, j int32) int { return compareAt(spans, i, j) })
	}
	return order
}

// takeRight pairs what is the same on both sides. Indexes that are taken are
// overwritten by -1.
func (m *Matcher) takeRight() {
	g, p := m.order[0], m.order[1]
	for i, j := 0, 0; i < len(g) && j < len(p); {
		switch c := compare(&m.gold[g[i]], &m.pred[p[j]]); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			m.pairs = append(m.pairs, Pair{Gold: g[i], Pred: p[j], Case: Right})
			g[i], p[j] = -1, -1
			i, j = i+1, j+1
		}
	}
}

// rest returns what takeRight has left.
func (m *Matcher) rest() (gold, pred []int32) {
	taken := func(i int32) bool { return i < 0 }
	return slices.DeleteFunc(m.order[0], taken), slices.DeleteFunc(m.order[1], taken)
}

// pair records a pair of the rest.
func (m *Matcher) pair(e edge) {
	m.pairs = append(m.pairs, Pair{Gold: e.gold, Pred: e.pred, Case: caseOf(&m.gold[e.gold], &m.pred[e.pred])})
}
