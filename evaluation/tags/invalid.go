package tags

// neighbours says which prefix needs a tag of the same type before it, and which
// after it.
type neighbours struct {
	needsBefore, before string // a prefix of needsBefore follows one of before
	needsAfter, after   string
}

var validity = [schemes]neighbours{
	IOB1:  {needsBefore: "B", before: "BI"},
	IOB2:  {needsBefore: "I", before: "BI"},
	IOE1:  {needsAfter: "E", after: "IE"},
	IOE2:  {needsAfter: "I", after: "IE"},
	IOBES: {needsBefore: "IE", before: "BI", needsAfter: "BI", after: "IE"},
	BILOU: {needsBefore: "IL", before: "BI", needsAfter: "BI", after: "IL"},
}

// Invalid returns how many tags of a sentence may not stand where they do, or are
// none of the scheme.
func (s Scheme) Invalid(tags []Tag) int {
	n := 0
	for i, t := range tags {
		before, after := outside, outside
		if i > 0 {
			before = tags[i-1]
		}
		if i+1 < len(tags) {
			after = tags[i+1]
		}
		if !s.Allows(t) || !validity[s].allow(before, t, after) {
			n++
		}
	}
	return n
}

func (v neighbours) allow(before, t, after Tag) bool {
	return t.Prefix == 'O' || v.fits(v.needsBefore, v.before, t, before) && v.fits(v.needsAfter, v.after, t, after)
}

// fits reports whether a neighbour is what a tag of one of the prefixes needs.
func (neighbours) fits(needs, prefixes string, t, neighbour Tag) bool {
	return needs == "" || !has(needs, t.Prefix) || has(prefixes, neighbour.Prefix) && neighbour.Type == t.Type
}
