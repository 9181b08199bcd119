package template

import "strconv"

// length is the number of code points, in steps that widen.
type length struct{}

func (length) values(a *analysis, dst [][]byte) [][]byte {
	from := len(a.scratch)
	switch n := a.text.n(); {
	case n <= 5:
		a.scratch = strconv.AppendInt(a.scratch, int64(n), 10)
	case n <= 7:
		a.scratch = append(a.scratch, "6-7"...)
	case n <= 10:
		a.scratch = append(a.scratch, "8-10"...)
	case n <= 15:
		a.scratch = append(a.scratch, "11-15"...)
	default:
		a.scratch = append(a.scratch, "16+"...)
	}
	return append(dst, a.scratch[from:len(a.scratch):len(a.scratch)])
}

func (length) always() bool { return true }
