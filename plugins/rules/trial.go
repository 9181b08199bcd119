package rules

import "strings"

// An extent is a range of bytes, half-open.
type extent struct{ start, end int }

func (x extent) touches(y extent) bool { return x.start < y.end && y.start < x.end }

func (x extent) within(y extent) bool { return y.start <= x.start && x.end <= y.end }

// A trial is what a rule made of one example.
type trial struct {
	text    string
	marks   []extent
	matched []extent // the whole matches, also of those whose entity is a group
	kept    []extent // the entities
	dropped []string // why others were dropped
}

func (t *trial) take(r *rule, f *find, v *verdict) {
	at := extent{f.start, f.end}
	if v.dropped == kept {
		t.kept = append(t.kept, at)
		t.matched = append(t.matched, extent{f.matchStart, f.matchEnd})
		return
	}
	t.dropped = append(t.dropped, "“"+t.of(at)+"” "+v.why(r))
}

func (t *trial) of(x extent) string { return t.text[x.start:x.end] }

// missing says what a match example lacks, or "".
func missing(t *trial) (summary, hint string) {
	if len(t.marks) == 0 {
		whole := extent{0, len(t.text)}
		if has(t.kept, whole) || has(t.matched, whole) {
			return "", ""
		}
		return "the rule does not find “" + t.text + "” as a whole; " + t.instead(), "mark the entity if it is only a part: said [[Dr. Smith]] today"
	}
	for _, mark := range t.marks {
		if !has(t.kept, mark) {
			return "the rule does not find “" + t.of(mark) + "”; " + t.instead(), ""
		}
	}
	for _, found := range t.kept {
		if !inside(t.marks, found) {
			return "the rule also finds “" + t.of(found) + "”", "mark it too if it is right"
		}
	}
	return "", ""
}

// unwanted says what a reject example has too much, or "".
func unwanted(t *trial) (summary, hint string) {
	for _, found := range t.kept {
		if len(t.marks) == 0 || touched(t.marks, found) {
			return "the rule finds “" + t.of(found) + "” in an example to reject", "add an exception, or make the rule narrower"
		}
	}
	return "", ""
}

// instead says what was found, or dropped.
func (t *trial) instead() string {
	switch {
	case len(t.kept) > 0:
		var found []string
		for _, x := range t.kept {
			found = append(found, "“"+t.of(x)+"”")
		}
		return "it finds " + strings.Join(found, ", ")
	case len(t.dropped) > 0:
		return strings.Join(t.dropped, ", ")
	}
	return "it finds nothing"
}

// why says why a find was dropped.
func (v *verdict) why(r *rule) string {
	switch v.dropped {
	case droppedByBoundary:
		return "begins or ends inside a word"
	case droppedByException:
		return "is dropped by the exception “" + v.by + "”"
	case droppedByForbidden:
		return "is dropped by the forbidden word “" + v.by + "” near it"
	case droppedForContext:
		return "is dropped: none of its context words is near (" + abbreviate(r.context.wordList) + ")"
	case droppedByRule:
		return "is dropped for an overlapping match of " + v.by
	case droppedByValidator:
		return "is dropped by the validator " + v.by
	case droppedByValue:
		return "is dropped for having no value: " + v.by
	default:
		return "is kept"
	}
}

// abbreviate lists the first words.
func abbreviate(words []string) string {
	const most = 5
	if len(words) <= most {
		return strings.Join(words, ", ")
	}
	return strings.Join(words[:most], ", ") + ", ..."
}

func has(list []extent, x extent) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

func inside(list []extent, x extent) bool {
	for _, y := range list {
		if x.within(y) {
			return true
		}
	}
	return false
}

func touched(list []extent, x extent) bool {
	for _, y := range list {
		if x.touches(y) {
			return true
		}
	}
	return false
}
