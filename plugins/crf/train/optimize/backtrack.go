package optimize

import (
	"context"
	"math"
)

// backtrack halves the step until the value, its L1 part included, is lower by enough
// (Andrew and Gao 2007, section 3.2).
func (m *Minimizer) backtrack(ctx context.Context, from *pair, step float64) (float64, bool, error) {
	before := m.value
	if m.aside == nil {
		m.aside = make([]float64, len(m.x))
	}
	aside := m.aside
	copy(aside, m.pseudo)
	for range tries {
		m.project(from.x, aside, step)
		value, err := m.evaluate(ctx)
		if err != nil {
			return 0, false, err
		}
		moved := m.options.Pool.Total(len(m.x), func(lo, hi int) (sum float64) {
			for i := lo; i < hi; i++ {
				sum += (m.x[i] - from.x[i]) * aside[i]
			}
			return sum
		})
		if !math.IsNaN(value) && value <= before+decrease*moved {
			return value, true, nil
		}
		step /= 2
	}
	return 0, false, nil
}
