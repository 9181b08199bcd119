package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Sorted returns the diagnostics ordered by file, line and column, without
// those that say the same of the same place. Diagnostics of one place keep
// their order.
func (l List) Sorted() List {
	var out List
	seen := make(map[Diagnostic]bool, len(l))
	for _, d := range l {
		if !seen[d] {
			seen[d] = true
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b Diagnostic) int {
		return cmp.Or(
			strings.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
		)
	})
	return out
}

// Count returns how many diagnostics have the given severity.
func (l List) Count(s Severity) int {
	n := 0
	for _, d := range l {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// Summary counts errors and warnings: "2 errors, 1 warning". It is "no
// mistakes" when there are neither.
func (l List) Summary() string {
	var parts []string
	for _, s := range []Severity{Error, Warning} {
		switch n := l.Count(s); n {
		case 0:
		case 1:
			parts = append(parts, "1 "+string(s))
		default:
			parts = append(parts, fmt.Sprintf("%d %ss", n, s))
		}
	}
	if len(parts) == 0 {
		return "no mistakes"
	}
	return strings.Join(parts, ", ")
}
