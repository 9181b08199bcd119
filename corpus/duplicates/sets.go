package duplicates

// Sets are disjoint sets of numbers (union by size, with path halving). The zero value
// is empty; a number that was never joined is a set of its own.
type Sets struct {
	parent []int32
	size   []int32
}

// grow makes room for a number.
func (s *Sets) grow(n int) {
	for len(s.parent) <= n {
		s.parent = append(s.parent, int32(len(s.parent)))
		s.size = append(s.size, 1)
	}
}

// Find returns the number that stands for the set of another.
func (s *Sets) Find(n int) int {
	s.grow(n)
	for s.parent[n] != int32(n) {
		s.parent[n] = s.parent[s.parent[n]]
		n = int(s.parent[n])
	}
	return n
}

// Join makes one set of two.
func (s *Sets) Join(a, b int) {
	a, b = s.Find(a), s.Find(b)
	if a == b {
		return
	}
	if s.size[a] < s.size[b] {
		a, b = b, a
	}
	s.parent[b] = int32(a)
	s.size[a] += s.size[b]
}
