package optimize

import (
	"context"
	"math"
)

const (
	tries    = 20    // evaluations in one line search
	decrease = 1e-4  // of what the slope promises, the part that a step must bring
	flatten  = 0.9   // of the slope, the part that may be left after a step
	narrow   = 1e-16 // an interval that is narrower, relative to its place, holds no step
	shortest = 1e-20
	longest  = 1e20
)

// search moves x along the direction to a lower value. ok is false when it found none.
func (m *Minimizer) search(ctx context.Context, from *pair, step, slope float64) (value float64, ok bool, err error) {
	if m.options.L1 != nil {
		return m.backtrack(ctx, from, step)
	}
	return m.thuente(ctx, from, step, slope)
}

// thuente is the line search of Moré and Thuente: it keeps an interval that holds a
// step which lowers the value and flattens the slope by enough, and guesses the step by
// cubic and quadratic interpolation.
func (m *Minimizer) thuente(ctx context.Context, from *pair, step, slope float64) (float64, bool, error) {
	start := point{0, m.value, slope}
	in := interval{best: start, other: start, width: longest, before: 2 * longest, promise: decrease * slope}
	for try := 1; ; try++ {
		step = min(max(step, shortest), longest)
		last := in.spent(step) || try >= tries
		if last && in.closed {
			step = in.best.step
		}
		value, err := m.walk(ctx, from, step)
		if err != nil {
			return 0, false, err
		}
		now := point{step, value, m.options.Pool.Dot(m.direction, m.gradient)}
		enough := start.value + step*in.promise
		switch {
		case value <= enough && math.Abs(now.slope) <= -flatten*slope:
			return value, true, nil
		case last:
			return value, value < start.value, nil
		case math.IsNaN(value) || math.IsInf(value, 0):
			step /= 16 // too far for numbers to tell
			continue
		}
		step = in.next(now, enough)
	}
}

// walk moves x to from + step*direction and evaluates there.
func (m *Minimizer) walk(ctx context.Context, from *pair, step float64) (float64, error) {
	m.options.Pool.Each(len(m.x), func(lo, hi int) {
		x, base, d := m.x[lo:hi], from.x[lo:hi], m.direction[lo:hi]
		for i := range x {
			x[i] = base[i] + step*d[i]
		}
	})
	return m.evaluate(ctx)
}
