package regexset

import "sync/atomic"

// thrash is what a transition that nobody has made yet counts in steps, once the
// table has been begun anew: there, making them may be most of the work.
const thrash = 256

// match returns where the match that begins at byte at ends, -1 if none does,
// and how many steps that took.
func (a *automaton) match(text string, at int) (end, steps int) {
	t := a.load()
	rows, row := t.rows, t.starts[kindBefore(text, at)]
	end = -1
	i := at
	for ; ; i++ {
		class := a.end
		if i < len(text) {
			class = int(a.classOf[text[i]])
		}
		e := atomic.LoadUint32(&rows[int(row)+class])
		if e >= anyFlag {
			if e == unknown {
				e, t = a.next(t, row, class)
				rows = t.rows
				if a.refreshed.Load() > 0 {
					steps += thrash
				}
			}
			if e&hasMatch != 0 {
				end = i
			}
			if e&dead != 0 {
				break
			}
			e &= rowBits
		}
		row = e
	}
	return end, steps + i - at + 1
}
