package tags

import "strings"

// A pair is a pattern of two tags that follow each other.
type pair struct {
	before, now string // positions; * is any
	same        sameness
}

type sameness uint8

const (
	anyLabel sameness = iota
	sameLabel
	otherLabel
)

func (p pair) holds(before, now Tag) bool {
	return has(p.before, before.Position) && has(p.now, now.Position) &&
		(p.same == anyLabel || (p.same == sameLabel) == (before.Label == now.Label))
}

func has(positions string, p byte) bool {
	return positions == "*" || strings.IndexByte(positions, p) >= 0
}

// A grammar says where entities start, go on and end.
type grammar struct{ starts, goesOn, ends pairs }

// pairs are at most four patterns: an array, so that a grammar takes no memory of its own.
type pairs [4]pair

// grammarOf returns the patterns of seqeval 1.2.2, which are not beyond doubt for IOE1:
// what matters is that the figures are the same. There is none for IO.
func grammarOf(s Scheme) (g grammar, ok bool) {
	switch s {
	case IOB1:
		return grammar{
			starts: pairs{{"O", "I", anyLabel}, {"I", "I", otherLabel}, {"B", "I", anyLabel}, {"IB", "B", sameLabel}},
			goesOn: pairs{{"BI", "I", sameLabel}},
			ends:   pairs{{"IB", "I", otherLabel}, {"IB", "O", anyLabel}, {"I", "B", anyLabel}, {"B", "B", sameLabel}},
		}, true
	case IOB2:
		return grammar{
			starts: pairs{{"*", "B", anyLabel}},
			goesOn: pairs{{"BI", "I", sameLabel}},
			ends:   pairs{{"IB", "O", anyLabel}, {"IB", "I", otherLabel}, {"IB", "B", anyLabel}},
		}, true
	case IOE1:
		return grammar{
			starts: pairs{{"OE", "I", anyLabel}, {"I", "I", otherLabel}, {"E", "E", sameLabel}},
			goesOn: pairs{{"I", "IE", sameLabel}},
			ends:   pairs{{"I", "I", otherLabel}, {"I", "O", anyLabel}, {"I", "E", otherLabel}, {"E", "IE", sameLabel}},
		}, true
	case IOE2:
		return grammar{
			starts: pairs{{"OE", "IE", anyLabel}, {"I", "IE", otherLabel}},
			goesOn: pairs{{"I", "IE", sameLabel}},
			ends:   pairs{{"E", "*", anyLabel}},
		}, true
	case BIOES, BILOU:
		return grammar{
			starts: pairs{{"*", "BS", anyLabel}},
			goesOn: pairs{{"BI", "IE", sameLabel}},
			ends:   pairs{{"SE", "*", anyLabel}},
		}, true
	}
	return grammar{}, false
}

func (ps *pairs) hold(before, now Tag) bool {
	for i := range ps {
		if ps[i].holds(before, now) {
			return true
		}
	}
	return false
}

// Strict appends the entities of a sentence that are written as the scheme has it, as
// seqeval finds them with mode="strict".
func Strict(dst []Chunk, s Scheme, list []Tag) []Chunk {
	g, ok := grammarOf(s)
	if !ok {
		return Lenient(dst, list)
	}
	at := func(i int) Tag {
		if i < 0 || i >= len(list) {
			return Outside()
		}
		return list[i]
	}
	before := Outside()
	for i := 0; i <= len(list); {
		if !g.starts.hold(before, at(i)) {
			before = at(i)
			i++
			continue
		}
		end := i + 1
		for g.goesOn.hold(at(end-1), at(end)) {
			end++
		}
		if g.ends.hold(at(end-1), at(end)) {
			dst = append(dst, Chunk{i, end, at(i).Label})
		}
		i, before = end, at(end-1)
	}
	return dst
}
