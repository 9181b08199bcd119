package tags

import (
	"fmt"
	"strings"
)

// A rule is a pattern of two tags that follow each other.
type rule struct {
	before, now string // prefixes; * is any
	same        sameness
}

type sameness uint8

const (
	anyType sameness = iota
	sameType
	otherType
)

func (r rule) holds(before, now Tag) bool {
	return has(r.before, before.Prefix) && has(r.now, now.Prefix) &&
		(r.same == anyType || (r.same == sameType) == (before.Type == now.Type))
}

func has(prefixes string, p rune) bool { return prefixes == "*" || strings.ContainsRune(prefixes, p) }

// A grammar says where entities start, go on and end.
type grammar struct{ starts, goesOn, ends []rule }

// grammars are the patterns of seqeval 1.2.2, which are not beyond doubt for IOE1:
// what matters is that the figures are the same.
var grammars = [schemes]grammar{
	IOB1: {
		starts: []rule{{"O", "I", anyType}, {"I", "I", otherType}, {"B", "I", anyType}, {"IB", "B", sameType}},
		goesOn: []rule{{"BI", "I", sameType}},
		ends:   []rule{{"IB", "I", otherType}, {"IB", "O", anyType}, {"I", "B", anyType}, {"B", "B", sameType}},
	},
	IOB2: {
		starts: []rule{{"*", "B", anyType}},
		goesOn: []rule{{"BI", "I", sameType}},
		ends:   []rule{{"IB", "O", anyType}, {"IB", "I", otherType}, {"IB", "B", anyType}},
	},
	IOE1: {
		starts: []rule{{"OE", "I", anyType}, {"I", "I", otherType}, {"E", "E", sameType}},
		goesOn: []rule{{"I", "IE", sameType}},
		ends:   []rule{{"I", "I", otherType}, {"I", "O", anyType}, {"I", "E", otherType}, {"E", "IE", sameType}},
	},
	IOE2: {
		starts: []rule{{"OE", "IE", anyType}, {"I", "IE", otherType}},
		goesOn: []rule{{"I", "IE", sameType}},
		ends:   []rule{{"E", "*", anyType}},
	},
	IOBES: {
		starts: []rule{{"*", "BS", anyType}},
		goesOn: []rule{{"BI", "IE", sameType}},
		ends:   []rule{{"SE", "*", anyType}},
	},
	BILOU: {
		starts: []rule{{"*", "BU", anyType}},
		goesOn: []rule{{"BI", "IL", sameType}},
		ends:   []rule{{"UL", "*", anyType}},
	},
}

func holds(rules []rule, before, now Tag) bool {
	for _, r := range rules {
		if r.holds(before, now) {
			return true
		}
	}
	return false
}

// Strict returns the entities of a sentence that are written as the scheme has it,
// as seqeval finds them with mode="strict". A tag whose prefix the scheme does not
// have is an error.
func (s Scheme) Strict(tags []Tag) ([]Chunk, error) { return s.AppendStrict(nil, tags) }

// AppendStrict appends what [Scheme.Strict] returns to dst.
func (s Scheme) AppendStrict(dst []Chunk, tags []Tag) ([]Chunk, error) {
	for i, t := range tags {
		if !s.Allows(t) {
			return dst, fmt.Errorf("token %d has a tag that begins with %q, which %s does not have: the prefixes are %s", i+1, t.Prefix, s, kinds[s])
		}
	}
	at := func(i int) Tag {
		if i < 0 || i >= len(tags) {
			return outside
		}
		return tags[i]
	}
	g := &grammars[s]
	before := outside
	for i := 0; i <= len(tags); {
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
			dst = append(dst, Chunk{Start: i, End: end, Type: at(i).Type})
		}
		i, before = end, at(end-1)
	}
	return dst, nil
}
