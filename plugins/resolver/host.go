package resolver

// hostSpan is the root of a unit or a member: the host around it, and its level
// below the root.
type hostSpan struct {
	span
	up    int32
	level int
}

// findHosts says for all nodes that begin inside p in which member of p's unit
// they would lie: the last one they overlap, since members come from the
// outside inwards.
func (s *nestedSolver) findHosts(p int32) {
	s.hosts = s.hosts[:0]
	if len(s.units) == 0 || len(s.units[p]) == 0 {
		return
	}
	s.hosts = append(s.hosts, hostSpan{span: s.spans[p]})
	clear(s.host[p+1 : s.next[p]])
	for _, m := range s.units[p] {
		h := hostSpan{span: s.all[m].span, up: int32(len(s.hosts)) - 1}
		for s.hosts[h.up].end <= h.start {
			h.up = s.hosts[h.up].up
		}
		h.level = s.hosts[h.up].level + 1
		s.hosts = append(s.hosts, h)
		s.lodge(p, int32(len(s.hosts)-1))
	}
}

// lodge says of the nodes inside p that overlap one more host that they lie in
// it; whether they really do, and do not cross or equal it, is seen later.
func (s *nestedSolver) lodge(p, at int32) {
	h := &s.hosts[at].span
	for k := p + 1; k < s.next[p] && s.spans[k].start < h.end; k++ {
		if h.overlaps(&s.spans[k]) {
			s.host[k] = at
		}
	}
}

// pickInHosts is pick for a node that has a unit.
func (s *nestedSolver) pickInHosts(lo, hi int32, levels int) {
	for k := hi - 1; k >= lo; k-- {
		s.at[k] = s.at[k+1]
		left := s.levelsInHost(k, levels)
		if left == 0 {
			continue
		}
		s.rest[k] = s.best[left-1][k].plus(s.rest[s.at[s.next[k]]])
		if s.rest[k].atLeast(&s.rest[s.at[k+1]]) {
			s.at[k] = k
		}
	}
}

// levelsInHost returns the levels node k has where it would lie, 0 when it may
// not lie there. Without a limit the number of levels is always 1.
func (s *nestedSolver) levelsInHost(k int32, levels int) int {
	h := &s.hosts[s.host[k]]
	if !h.holds(&s.spans[k]) || !s.rules.allows(&h.span, &s.spans[k]) {
		return 0
	}
	if s.limit == 0 {
		return 1
	}
	return max(0, levels-1-h.level)
}
