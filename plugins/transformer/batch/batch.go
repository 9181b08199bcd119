// Package batch puts windows of many texts into batches that a model runs at once: those
// of about the same length together, so that little is padding.
package batch

import (
	"cmp"
	"slices"
)

// Plan returns batches of the numbers of windows, given how many pieces each has. A batch
// has at most budget pieces, padding included, and at most rows windows; a window that
// is longer than the budget is a batch of its own. The longest come first, so that
// threads which take one after the other end at about the same time. The same lengths
// always give the same batches.
func Plan(lengths []int, budget, rows int) [][]int {
	order := make([]int, len(lengths))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(lengths[b], lengths[a]) })
	var out [][]int
	for len(order) > 0 {
		n := min(max(budget/max(lengths[order[0]], 1), 1), max(rows, 1), len(order))
		out = append(out, order[:n:n])
		order = order[n:]
	}
	return out
}
