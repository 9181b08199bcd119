package match

import (
	"cmp"
	"container/heap"
	"math"
	"slices"
)

// A solver finds an assignment of greatest weight in one component. Rows are gold
// spans; columns are predicted spans and, for each row, a column of weight 0 of its
// own, by which it stays alone.
type solver struct {
	rowOf, colOf map[int32]int32 // of spans in the document
	rows, cols   []int32         // and back
	from         []int32         // edges of row i are edges[from[i]:from[i+1]]
	u, v         []int64         // potentials
	match        []int32         // column -> row, -1: free
	has          []int32         // row -> column
	dist         []int64
	via          []int32 // row from which a column was reached
	seen         []int32 // columns with a final distance
	queue        queue
}

// solve pairs the spans of a component.
func (m *Matcher) solve(edges []edge) {
	slices.SortFunc(edges, func(a, b edge) int { return m.compareEdges(&a, &b) })
	s := &m.solver
	s.number(edges)
	if len(edges) >= MaxEdges || len(s.rows)*len(edges) > MaxWork {
		m.Approximate++
		m.greedy(edges)
		return
	}
	s.reset()
	for row := range s.rows {
		s.augment(int32(row), edges)
	}
	for i := range edges {
		e := &edges[i]
		if s.match[s.colOf[e.pred]] == s.rowOf[e.gold] {
			m.pair(*e)
		}
	}
}

func (m *Matcher) compareEdges(a, b *edge) int {
	if c := compareAt(m.gold, a.gold, b.gold); c != 0 {
		return c
	}
	return compareAt(m.pred, a.pred, b.pred)
}

// greedy takes the heaviest pair first.
func (m *Matcher) greedy(edges []edge) {
	slices.SortStableFunc(edges, func(a, b edge) int { return cmp.Compare(b.weight, a.weight) })
	gold, pred := make(map[int32]bool), make(map[int32]bool)
	for _, e := range edges {
		if !gold[e.gold] && !pred[e.pred] {
			gold[e.gold], pred[e.pred] = true, true
			m.pair(e)
		}
	}
}

// number numbers the spans of a component; edges are sorted by their gold span.
func (s *solver) number(edges []edge) {
	if s.rowOf == nil {
		s.rowOf, s.colOf = make(map[int32]int32), make(map[int32]int32)
	}
	clear(s.rowOf)
	clear(s.colOf)
	s.rows, s.cols, s.from = s.rows[:0], s.cols[:0], s.from[:0]
	for i := range edges {
		e := &edges[i]
		if i == 0 || edges[i-1].gold != e.gold {
			s.rowOf[e.gold] = int32(len(s.rows))
			s.rows, s.from = append(s.rows, e.gold), append(s.from, int32(i))
		}
		if _, known := s.colOf[e.pred]; !known {
			s.colOf[e.pred] = int32(len(s.cols))
			s.cols = append(s.cols, e.pred)
		}
	}
	s.from = append(s.from, int32(len(edges)))
}

// reset makes room: the columns are the predicted spans, then one for each row.
func (s *solver) reset() {
	rows, cols := len(s.rows), len(s.cols)+len(s.rows)
	s.u, s.v, s.has = zeros(s.u, rows), zeros(s.v, cols), zeros(s.has, rows)
	s.dist, s.via, s.match = zeros(s.dist, cols), zeros(s.via, cols), zeros(s.match, cols)
	for i := range s.match {
		s.match[i] = -1
	}
}

func zeros[T any](s []T, n int) []T {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}

// cost is what is minimised: it is never negative.
func cost(weight int64) int64 { return 3*one - weight }

// augment gives a row a column, moving others where that is cheaper, along the
// shortest path by reduced costs.
func (s *solver) augment(row int32, edges []edge) {
	for i := range s.dist {
		s.dist[i] = math.MaxInt64
	}
	s.queue, s.seen = s.queue[:0], s.seen[:0]
	s.relax(row, 0, edges)
	for {
		next := heap.Pop(&s.queue).(reached) // the row's own column is always free
		if next.dist > s.dist[next.col] {
			continue
		}
		if s.match[next.col] < 0 {
			s.settle(row, next)
			return
		}
		s.seen = append(s.seen, next.col)
		s.relax(s.match[next.col], next.dist, edges)
	}
}

// relax reaches columns from a row at a distance.
func (s *solver) relax(row int32, base int64, edges []edge) {
	reach := func(col int32, c int64) {
		if d := base + c - s.u[row] - s.v[col]; d < s.dist[col] {
			s.dist[col], s.via[col] = d, row
			heap.Push(&s.queue, reached{dist: d, col: col})
		}
	}
	for i := s.from[row]; i < s.from[row+1]; i++ {
		reach(s.colOf[edges[i].pred], cost(edges[i].weight))
	}
	reach(int32(len(s.cols))+row, cost(0))
}

// settle keeps reduced costs from becoming negative and turns the path round.
func (s *solver) settle(row int32, end reached) {
	s.u[row] += end.dist
	for _, col := range s.seen {
		s.u[s.match[col]] += end.dist - s.dist[col]
		s.v[col] -= end.dist - s.dist[col]
	}
	for col := end.col; ; {
		from := s.via[col]
		s.match[col], s.has[from], col = from, col, s.has[from]
		if from == row {
			return
		}
	}
}

// A reached is a column and its distance.
type reached struct {
	dist int64
	col  int32
}

type queue []reached

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	return q[i].dist < q[j].dist || q[i].dist == q[j].dist && q[i].col < q[j].col
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

// Push implements [heap.Interface].
func (q *queue) Push(x any) { *q = append(*q, x.(reached)) }

// Pop implements [heap.Interface].
func (q *queue) Pop() any {
	last := len(*q) - 1
	r := (*q)[last]
	*q = (*q)[:last]
	return r
}
