package scheme

// Span is an entity over tokens.
type Span struct {
	// Start is its first token, End the one after its last.
	Start, End int
	// Type is an index into the set's types.
	Type int
}

// Encode appends the tags of a sentence of n tokens with these entities. One
// that is empty, of no type of the set or not within the sentence is left out,
// and so is one that shares a token with an earlier one of the list.
func (s Set) Encode(dst []int32, n int, spans []Span) []int32 {
	base := len(dst)
	dst = append(dst, make([]int32, n)...)
	tags := dst[base:]
	for _, e := range spans {
		if s.fits(tags, e) {
			s.write(tags[e.Start:e.End], e.Type)
		}
	}
	return dst
}

func (s Set) fits(tags []int32, e Span) bool {
	if e.Start < 0 || e.Start >= e.End || e.End > len(tags) || e.Type < 0 || e.Type >= len(s.Types) {
		return false
	}
	for _, t := range tags[e.Start:e.End] {
		if t != 0 {
			return false
		}
	}
	return true
}

// write sets the tags of one entity's tokens.
func (s Set) write(tags []int32, typ int) {
	if len(tags) == 1 {
		tags[0] = int32(s.Of(Single, typ))
		return
	}
	for i := range tags {
		tags[i] = int32(s.Of(Inside, typ))
	}
	tags[0] = int32(s.Of(Begin, typ))
	tags[len(tags)-1] = int32(s.Of(End, typ))
}

// Decode appends the entities that the tags spell. Tags that break the scheme
// are read as evaluation tools do: an entity begins wherever one cannot go on,
// ends before whatever does not continue it, and what is no tag counts as O.
func (s Set) Decode(dst []Span, tags []int32) []Span {
	open := -1 // the type of the entity that may go on
	for i, tag := range tags {
		p, typ := s.Split(int(tag))
		switch {
		case p == Outside:
		case p.continues() && typ == open:
			dst[len(dst)-1].End = i + 1
		default:
			dst = append(dst, Span{Start: i, End: i + 1, Type: typ})
		}
		open = typ
		if p == End || p == Single {
			open = -1
		}
	}
	return dst
}
