package regexset

import "sync/atomic"

// How many bytes the filter reads: at most, and at least when only one
// expression is left, which may as well be tried.
const (
	maxDepth = 12
	minDepth = 4
)

// depth returns how many bytes to read at most: fewer when there have been too
// many states to keep. Those within one byte always fit.
func (a *automaton) depth() int { return max(1, maxDepth>>a.refreshed.Load()) }

// A view is what a scan knows of the filter.
type view struct {
	set   *Set
	table *table
	depth int
}

// look reads on from byte at and tries the expressions that may match there.
func (v *view) look(text string, at int, before kind, found *Matches) {
	f, rows, row := v.set.filter, v.table.rows, v.table.starts[before]
	limit := min(len(text), at+v.depth)
	for i := at; i < limit; i++ {
		class := int(f.classOf[text[i]])
		e := atomic.LoadUint32(&rows[int(row)+class])
		if e >= anyFlag {
			if e == unknown {
				e, v.table = f.next(v.table, row, class)
				rows = v.table.rows
			}
			if e&dead != 0 {
				if i == at {
					v.set.begins[text[i]].And(^uint32(1 << before))
				}
				return
			}
			row = e & rowBits
			if e&few != 0 && i-at >= minDepth {
				break
			}
		}
		row = e & rowBits
	}
	for _, number := range v.table.states[rows[int(row)+f.stride-1]].alive {
		found.try(&v.set.entries[number], at)
	}
}
