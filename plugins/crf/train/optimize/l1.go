package optimize

import "math"

// absolute returns the weighted sum of absolute values of x.
func (m *Minimizer) absolute() float64 {
	return m.options.Pool.Total(len(m.x), func(lo, hi int) (sum float64) {
		for i := lo; i < hi; i++ {
			sum += m.options.L1[i] * math.Abs(m.x[i])
		}
		return sum
	})
}

// pull sets the pseudo-gradient: of the two slopes at a variable of 0, the one that
// leads down, or none.
func (m *Minimizer) pull() {
	m.options.Pool.Each(len(m.x), func(lo, hi int) {
		for i := lo; i < hi; i++ {
			m.pseudo[i] = slope(m.x[i], m.gradient[i], m.options.L1[i])
		}
	})
}

func slope(x, g, c float64) float64 {
	switch {
	case x < 0:
		return g - c
	case x > 0:
		return g + c
	case g < -c:
		return g + c
	case g > c:
		return g - c
	default:
		return 0
	}
}

// restrict drops from the direction what does not lead down by itself. Variables that have
// no part in L1 are free.
func (m *Minimizer) restrict() {
	m.options.Pool.Each(len(m.x), func(lo, hi int) {
		for i := lo; i < hi; i++ {
			if m.direction[i]*m.pseudo[i] >= 0 && m.options.L1[i] > 0 {
				m.direction[i] = 0
			}
		}
	})
}

// project moves x to from + step*direction, and sets to 0 what would leave the orthant of
// the step: that of from, and where from is 0, that into which the slope leads. Variables
// that have no part in L1 go wherever they like.
// aside holds the pseudo-gradient at from.
func (m *Minimizer) project(from, aside []float64, step float64) {
	m.options.Pool.Each(len(m.x), func(lo, hi int) {
		for i := lo; i < hi; i++ {
			x := from[i] + step*m.direction[i]
			side := from[i]
			if side == 0 {
				side = -aside[i]
			}
			if x*side <= 0 && m.options.L1[i] > 0 {
				x = 0
			}
			m.x[i] = x
		}
	})
}
