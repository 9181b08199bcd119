package optimize

import "math"

// aim sets the direction of the next step and returns the slope in it.
func (m *Minimizer) aim() float64 {
	pool := m.options.Pool
	pool.Each(len(m.x), func(lo, hi int) {
		d, g := m.direction[lo:hi], m.pseudo[lo:hi]
		for i := range d {
			d[i] = -g[i]
		}
	})
	m.bend()
	if m.options.L1 != nil {
		m.restrict()
	}
	return pool.Dot(m.direction, m.pseudo)
}

// bend multiplies the direction by the estimate of the inverse Hessian that the last
// steps give (two loops, Nocedal and Wright, algorithm 7.4). Each pass adds one vector
// and measures against the next, so that the direction is read once for both.
func (m *Minimizer) bend() {
	used := m.used()
	if len(used) == 0 {
		return
	}
	pool, d := m.options.Pool, m.direction
	alphas := make([]float64, len(used))
	last := used[len(used)-1]
	along := pool.Dot(d, last.x)
	for i := len(used) - 1; i >= 0; i-- {
		alphas[i] = along / used[i].product
		next := last.gradient
		if i > 0 {
			next = used[i-1].x
		}
		along = pool.AddDot(d, -alphas[i], used[i].gradient, next)
	}
	scale := last.product / pool.Dot(last.gradient, last.gradient)
	pool.Each(len(d), func(lo, hi int) {
		for i := lo; i < hi; i++ {
			d[i] *= scale
		}
	})
	along = pool.Dot(d, used[0].gradient)
	for i, s := range used {
		beta := along / s.product
		if i+1 == len(used) {
			pool.Add(d, alphas[i]-beta, s.x)
			return
		}
		along = pool.AddDot(d, alphas[i]-beta, s.x, used[i+1].gradient)
	}
}

// used returns the remembered steps, oldest first, but those along which the function
// did not bend upwards: they say nothing about a minimum.
func (m *Minimizer) used() []pair {
	var out []pair
	for i := 1; i < len(m.steps); i++ {
		s := m.steps[(m.newest+i)%len(m.steps)]
		if s.product > 0 && !math.IsInf(s.product, 0) {
			out = append(out, s)
		}
	}
	return out
}
