package match

// A Case is what became of a span.
type Case uint8

// The cases. Of a pair, both spans have the same one.
const (
	// Right: the same bytes and the same label.
	Right Case = iota
	// OtherLabel: the same bytes, another label.
	OtherLabel
	// Overlap: some bytes in common, the same label.
	Overlap
	// OtherOverlap: some bytes in common, another label.
	OtherOverlap
	// Alone: the span has no partner: a gold one is missed, a predicted one
	// spurious.
	Alone
	// Cases is how many there are.
	Cases
)

// String names the case.
func (c Case) String() string {
	return [...]string{"right", "other label", "overlap", "overlap, other label", "alone", "?"}[min(c, Cases)]
}

// caseOf returns the case of two spans that share a byte.
func caseOf(g, p *Span) Case {
	c := Right
	if g.Label != p.Label {
		c = OtherLabel
	}
	if !g.SameBytes(p) {
		c += Overlap
	}
	return c
}

// one is the weight 1: weights are integers, so that sums are exact.
const one = int64(1) << 32

// weight returns what a pair of two spans is worth; 0 means they do not overlap.
func weight(g, p *Span) int64 {
	shared := g.Shared(p)
	if shared == 0 {
		return 0
	}
	w := int64(shared) * one / int64(g.Size()+p.Size()-shared)
	switch {
	case w == one && g.Label != p.Label:
		return 2 * one
	case w == one:
		return 3 * one
	case g.Label == p.Label:
		return one + w
	}
	return max(w, 1)
}
