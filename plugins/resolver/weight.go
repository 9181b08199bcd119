package resolver

// weight is what a set of candidates is worth: sums, compared one after the
// other. [policy.weight] says what they hold.
type weight struct{ a, b, c int64 }

// The sums leave room below and above for counts that decide first or last.
// Exact as long as the scores or lengths kept in one component add up to less
// than 2^42 (four million sure entities, four terabytes).
const (
	mustBit  = 1 << 42 // in a: a winner of a higher tier; none may be missing
	countBit = 1 << 20 // in c: one candidate takes one off, so fewer are better
)

// plus returns the weight of the union of two disjoint sets.
func (w weight) plus(o weight) weight { return weight{w.a + o.a, w.b + o.b, w.c + o.c} }

// atLeast reports whether w is not worth less than o.
func (w weight) atLeast(o *weight) bool {
	if w.a != o.a {
		return w.a > o.a
	}
	if w.b != o.b {
		return w.b > o.b
	}
	return w.c >= o.c
}

// weight returns what one candidate is worth: worth, score and length, or
// length first.
func (p *policy) weight(n *node) weight {
	worth := int64(max(0, n.weight-p.spanCost))
	score, length := int64(n.weight), int64(n.end-n.start)
	if p.longest {
		return weight{length, worth, score*countBit - 1}
	}
	return weight{worth, score, length*countBit - 1}
}

// criterion names the first sum by which v is greater than w; "" when it is not.
func (p *policy) criterion(v, w weight) string {
	first, last := byScore, byLength
	if p.longest {
		first, last = byLength, byScore
	}
	switch {
	case v.a != w.a:
		return named(v.a > w.a, first)
	case v.b != w.b:
		return named(v.b > w.b, byScore)
	}
	return named(v.c > w.c, last)
}

func named(is bool, name string) string {
	if is {
		return name
	}
	return ""
}
