package batch

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestPlan(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lengths      []int
		budget, rows int
		want         [][]int
	}{
		"nothing":        {nil, 100, 8, nil},
		"longest first":  {[]int{1, 3, 2}, 100, 8, [][]int{{1, 2, 0}}},
		"budget":         {[]int{10, 10, 10}, 25, 8, [][]int{{0, 1}, {2}}},
		"with padding":   {[]int{10, 4, 4, 4}, 20, 8, [][]int{{0, 1}, {2, 3}}},
		"rows":           {[]int{2, 2, 2}, 100, 2, [][]int{{0, 1}, {2}}},
		"over budget":    {[]int{30, 3}, 20, 8, [][]int{{0}, {1}}},
		"one at a time":  {[]int{5, 6}, 100, 1, [][]int{{1}, {0}}},
		"nonsense bound": {[]int{0, 0}, 0, 0, [][]int{{0}, {1}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, Plan(c.lengths, c.budget, c.rows)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPlanTakesEachWindowOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		lengths := rapid.SliceOf(rapid.IntRange(0, 50)).Draw(t, "lengths")
		budget, rows := rapid.IntRange(0, 200).Draw(t, "budget"), rapid.IntRange(1, 9).Draw(t, "rows")
		var seen []int
		for _, b := range Plan(lengths, budget, rows) {
			longest := 0
			for _, i := range b {
				longest = max(longest, lengths[i])
			}
			if len(b) > rows || len(b) > 1 && longest*len(b) > budget {
				t.Fatalf("%d windows of up to %d pieces are too many", len(b), longest)
			}
			seen = append(seen, b...)
		}
		slices.Sort(seen)
		for i := range lengths {
			if len(seen) != len(lengths) || seen[i] != i {
				t.Fatalf("windows %v of %d", seen, len(lengths))
			}
		}
	})
}
