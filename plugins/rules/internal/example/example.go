// Package example reads the examples that rules carry and says in which way what
// a rule finds in one is not what it promises.
package example

import (
	"errors"
	"slices"
	"strings"
)

// An Extent is a range of bytes, half-open.
type Extent struct{ Start, End int }

// Touches reports whether both ranges have a byte in common.
func (x Extent) Touches(y Extent) bool { return x.Start < y.End && y.Start < x.End }

// Within reports whether x lies in y.
func (x Extent) Within(y Extent) bool { return y.Start <= x.Start && x.End <= y.End }

// An Example is a text, parts of which may be marked.
type Example struct {
	Text  string
	Marks []Extent // none: the whole text is meant
}

// MarkHint says how to mark.
const MarkHint = "mark entities so: said [[Dr. Smith]] today"

// Parse reads a text whose marks are written [[so]].
func Parse(written string) (Example, error) {
	var b strings.Builder
	var e Example
	for {
		before, rest, found := strings.Cut(written, "[[")
		b.WriteString(before)
		if !found {
			e.Text = b.String()
			return e, nil
		}
		inside, rest, found := strings.Cut(rest, "]]")
		if !found || inside == "" || strings.Contains(inside, "[[") {
			return Example{}, errors.New("the mark [[ of the example has no ]]")
		}
		e.Marks = append(e.Marks, Extent{b.Len(), b.Len() + len(inside)})
		b.WriteString(inside)
		written = rest
	}
}

// Found is what a rule made of an example.
type Found struct {
	// Kept is what it found.
	Kept []Extent
	// Matched is all that it matched, where that is more than what it found.
	Matched []Extent
	// Dropped says what it nearly found, and why it did not.
	Dropped []string
}

// Missing says what an example to match lacks, or "".
func (e *Example) Missing(f *Found) (summary, hint string) {
	if len(e.Marks) == 0 {
		whole := Extent{0, len(e.Text)}
		if has(f.Kept, whole) || has(f.Matched, whole) {
			return "", ""
		}
		return "the rule does not find “" + oneLine(e.Text) + "” as a whole; " + e.instead(f), "mark it if it is only a part: said [[Dr. Smith]] today"
	}
	for _, mark := range e.Marks {
		if !has(f.Kept, mark) {
			return "the rule does not find “" + e.Of(mark) + "”; " + e.instead(f), ""
		}
	}
	for _, found := range f.Kept {
		if !slices.ContainsFunc(e.Marks, found.Within) {
			return "the rule also finds “" + e.Of(found) + "”", "mark it too if it is right"
		}
	}
	return "", ""
}

// Unwanted says what an example to reject has too much, or "".
func (e *Example) Unwanted(f *Found) (summary, hint string) {
	for _, found := range f.Kept {
		if len(e.Marks) == 0 || slices.ContainsFunc(e.Marks, found.Touches) {
			return "the rule finds “" + e.Of(found) + "” in an example to reject", "add an exception, or make the rule narrower"
		}
	}
	return "", ""
}

// Of returns the text of a range in one line, for messages.
func (e *Example) Of(x Extent) string { return oneLine(e.Text[x.Start:x.End]) }

func oneLine(s string) string {
	return strings.NewReplacer("\r\n", "⏎", "\n", "⏎", "\r", "⏎", "\t", " ").Replace(s)
}

// instead says what was found, or dropped.
func (e *Example) instead(f *Found) string {
	switch {
	case len(f.Kept) > 0:
		var found []string
		for _, x := range f.Kept {
			found = append(found, "“"+e.Of(x)+"”")
		}
		return "it finds " + strings.Join(found, ", ")
	case len(f.Dropped) > 0:
		return strings.Join(f.Dropped, ", ")
	}
	return "it finds nothing"
}

func has(list []Extent, x Extent) bool {
	return slices.ContainsFunc(list, func(y Extent) bool { return x == y })
}
