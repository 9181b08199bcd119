package resolver

import (
	"slices"
)

// anyLabel stands for every label in nesting rules.
const anyLabel = "*"

// nesting says which label may lie directly inside which. A nil *nesting lets
// any label lie inside any other.
type nesting struct {
	ids   map[string]int32 // labels the rules name, from 1; 0 is every other
	size  int32
	allow []bool // [outer*size+inner], for different labels
	same  []bool // a label inside itself
}

// newNesting compiles the option `nesting`.
func newNesting(rules map[string][]string) *nesting {
	if rules == nil {
		return nil
	}
	n := &nesting{ids: map[string]int32{}}
	for outer, inner := range rules {
		n.name(outer)
		for _, label := range inner {
			n.name(label)
		}
	}
	n.size = int32(len(n.ids)) + 1
	n.allow, n.same = make([]bool, n.size*n.size), make([]bool, n.size)
	fallback := rules[anyLabel]
	n.fill(0, anyLabel, fallback)
	for label, id := range n.ids {
		inner, ok := rules[label]
		if !ok {
			inner = fallback
		}
		n.fill(id, label, inner)
	}
	return n
}

func (n *nesting) name(label string) {
	if _, ok := n.ids[label]; !ok && label != anyLabel {
		n.ids[label] = int32(len(n.ids)) + 1
	}
}

// fill writes the row of one outer label.
func (n *nesting) fill(outer int32, label string, inner []string) {
	row := n.allow[outer*n.size : (outer+1)*n.size]
	if slices.Contains(inner, anyLabel) {
		for i := range row {
			row[i] = true
		}
	}
	for _, l := range inner {
		if id, ok := n.ids[l]; ok {
			row[id] = true
		}
	}
	n.same[outer] = label != anyLabel && slices.Contains(inner, label)
}

// rule returns the number of a label in the rules.
func (n *nesting) rule(label string) int32 {
	if n == nil {
		return 0
	}
	return n.ids[label]
}

// allows reports whether inner may lie directly inside outer.
func (n *nesting) allows(outer, inner *span) bool {
	if outer.label == inner.label {
		return n != nil && n.same[outer.rule]
	}
	return n == nil || n.allow[outer.rule*n.size+inner.rule]
}

// span is a labelled stretch as the solvers see it: bytes, half-open; label is
// its rank among the document's labels, rule its number in the nesting rules.
type span struct {
	start, end  int32
	label, rule int32
}

// holds reports whether s contains o and is longer.
func (s *span) holds(o *span) bool {
	return s.start <= o.start && o.end <= s.end && (s.start != o.start || s.end != o.end)
}

// overlaps reports whether the two share a byte.
func (s *span) overlaps(o *span) bool { return s.start < o.end && o.start < s.end }
