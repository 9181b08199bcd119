package resolver

// weight is what a set of candidates is worth: sums, compared field by field.
// Two orders of the criteria share the type, see [policy.weight].
type weight struct {
	must  int32 // winners of higher tiers in the set: none may be missing
	count int32 // candidates in the set: fewer is better
	sums  [3]int64
}

// plus returns the weight of the union of two disjoint sets.
func (w weight) plus(o weight) weight {
	w.must += o.must
	w.count += o.count
	w.sums[0] += o.sums[0]
	w.sums[1] += o.sums[1]
	w.sums[2] += o.sums[2]
	return w
}

// atLeast reports whether w is not worth less than o.
func (w *weight) atLeast(o *weight) bool {
	switch {
	case w.must != o.must:
		return w.must > o.must
	case w.sums[0] != o.sums[0]:
		return w.sums[0] > o.sums[0]
	case w.sums[1] != o.sums[1]:
		return w.sums[1] > o.sums[1]
	case w.sums[2] != o.sums[2]:
		return w.sums[2] > o.sums[2]
	}
	return w.count <= o.count
}

// weight returns what one candidate is worth.
func (p *policy) weight(n *node) weight {
	worth := int64(max(0, n.weight-p.spanCost))
	score, length := int64(n.weight), int64(n.end-n.start)
	if p.longest {
		return weight{count: 1, sums: [3]int64{length, worth, score}}
	}
	return weight{count: 1, sums: [3]int64{worth, score, length}}
}

// criteria names what [weight.sums] hold.
func (p *policy) criteria() [3]string {
	if p.longest {
		return [3]string{byLength, byScore, byScore}
	}
	return [3]string{byScore, byScore, byLength}
}
