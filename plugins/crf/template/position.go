package template

import "slices"

// position marks the ends of the sentence.
type position struct{}

func (*compiler) position(unit) (filler, error) { return position{}, nil }

func (position) fill(_ *Sentence, out []uint64) {
	clear(out)
	switch n := len(out); n {
	case 0:
	case 1:
		out[0] = Hash("only")
	default:
		out[0], out[n-1] = Hash("first"), Hash("last")
	}
}

func (position) name(value uint64) string { return nameAmong(value, "only", "first", "last") }

// nameAmong returns the tag whose hash the value is.
func nameAmong(value uint64, tags ...string) string {
	i := slices.IndexFunc(tags, func(tag string) bool { return Hash(tag) == value })
	if i < 0 {
		return ""
	}
	return tags[i]
}
