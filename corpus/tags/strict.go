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
type grammar struct{ starts, goesOn, ends []pair }

// grammarOf returns the patterns of seqeval 1.2.2, which are not beyond doubt for IOE1:
// what matters is that the figures are the same. There is none for IO.
func grammarOf(s Scheme) (g grammar, ok bool) {
	switch s {
	case IOB1:
		return grammar{
			starts: []pair{{"O", "I", anyLabel}, {"I", "I", otherLabel}, {"B", "I", anyLabel}, {"IB", "B", sameLabel}},
			goesOn: []pair{{"BI", "I", sameLabel}},
			ends:   []pair{{"IB", "I", otherLabel}, {"IB", "O", anyLabel}, {"I", "B", anyLabel}, {"B", "B", sameLabel}},
		}, true
	case IOB2:
		return grammar{
			starts: []pair{{"*", "B", anyLabel}},
			goesOn: []pair{{"BI", "I", sameLabel}},
			ends:   []pair{{"IB", "O", anyLabel}, {"IB", "I", otherLabel}, {"IB", "B", anyLabel}},
		}, true
	case IOE1:
		return grammar{
			starts: []pair{{"OE", "I", anyLabel}, {"I", "I", otherLabel}, {"E", "E", sameLabel}},
			goesOn: []pair{{"I", "IE", sameLabel}},
			ends:   []pair{{"I", "I", otherLabel}, {"I", "O", anyLabel}, {"I", "E", otherLabel}, {"E", "IE", sameLabel}},
		}, true
	case IOE2:
		return grammar{
			starts: []pair{{"OE", "IE", anyLabel}, {"I", "IE", otherLabel}},
			goesOn: []pair{{"I", "IE", sameLabel}},
			ends:   []pair{{"E", "*", anyLabel}},
		}, true
	case BIOES, BILOU:
		return grammar{
			starts: []pair{{"*", "BS", anyLabel}},
			goesOn: []pair{{"BI", "IE", sameLabel}},
			ends:   []pair{{"SE", "*", anyLabel}},
		}, true
	}
	return grammar{}, false
}

func holds(pairs []pair, before, now Tag) bool {
	for _, p := range pairs {
		if p.holds(before, now) {
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
		if !holds(g.starts, before, at(i)) {
			before = at(i)
			i++
			continue
		}
		end := i + 1
		for holds(g.goesOn, at(end-1), at(end)) {
			end++
		}
		if holds(g.ends, at(end-1), at(end)) {
			dst = append(dst, Chunk{i, end, at(i).Label})
		}
		i, before = end, at(end-1)
	}
	return dst
}
