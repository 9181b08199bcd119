package optimize

import (
	"context"
	"fmt"
	"math"

	"github.com/onomast/onomast/plugins/crf/train/parallel"
)

// A Function returns the value of the smooth part at x and sets gradient to its
// derivatives there. The same x must yield the same bits each time.
type Function func(ctx context.Context, x, gradient []float64) (float64, error)

// Options say how to search and when to stop.
type Options struct {
	// L1 holds the weight of each variable's absolute value; nil for none.
	L1 []float64
	// Memory is how many of the last steps shape the next one.
	Memory int
	// Iterations is the largest number of steps; 0 for no limit.
	Iterations int
	// Epsilon stops when the gradient is shorter than Epsilon times the longer of 1 and
	// the vector of variables.
	Epsilon float64
	// Period and Delta stop when Period steps together lowered the value by less than
	// Delta of it.
	Period int
	Delta  float64
	Pool   parallel.Pool
}

// Status is where a search stands after a step.
type Status int

// The ways a search stands.
const (
	// Running means that another step may lower the value.
	Running Status = iota
	// Converged means that the gradient is short enough.
	Converged
	// Stalled means that the last steps lowered the value by too little.
	Stalled
	// Exhausted means that the number of steps is used up.
	Exhausted
	// Stuck means that no lower value was found in the direction of the search. Near a
	// minimum this is what is left of the precision of numbers.
	Stuck
)

// String says in words where a search stands.
func (s Status) String() string {
	return [...]string{"running", "converged", "hardly anything left to gain", "out of iterations", "nothing left to gain"}[s]
}

// A Minimizer is a search for a minimum. It must be made by [New].
type Minimizer struct {
	function Function
	options  Options

	x, gradient []float64
	pseudo      []float64 // the gradient with the L1 part; the gradient itself without
	aside       []float64 // with L1: the pseudo-gradient where a step began
	direction   []float64
	steps       []pair // a ring of one more than are remembered: the newest is being made
	newest      int    // index into steps
	iteration   int
	value       float64
	lengths     struct{ x, gradient float64 }
	values      []float64 // of the last Period iterations, a ring
	evaluations int
}

// pair is one step: how x and the gradient changed, and the product of both.
type pair struct {
	x, gradient []float64
	product     float64
}

// New begins a search at x, which the Minimizer takes over, and evaluates the function
// there.
func New(ctx context.Context, f Function, x []float64, o Options) (*Minimizer, error) {
	m := prepare(f, x, o)
	if err := m.start(ctx); err != nil {
		return nil, err
	}
	return m, nil
}

func prepare(f Function, x []float64, o Options) *Minimizer {
	m := &Minimizer{
		function: f, options: o, x: x,
		gradient:  make([]float64, len(x)),
		direction: make([]float64, len(x)),
		steps:     make([]pair, o.Memory+1),
		values:    make([]float64, o.Period),
	}
	m.pseudo = m.gradient
	if o.L1 != nil {
		m.pseudo = make([]float64, len(x))
	}
	return m
}

// start evaluates the function at x.
func (m *Minimizer) start(ctx context.Context) error {
	value, err := m.evaluate(ctx)
	if err != nil {
		return err
	}
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return fmt.Errorf("the objective is %v where the search begins", value)
	}
	m.value = value
	m.measure()
	return nil
}

// evaluate returns the value at x, its L1 part included, and sets the gradients.
func (m *Minimizer) evaluate(ctx context.Context) (float64, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	m.evaluations++
	value, err := m.function(ctx, m.x, m.gradient)
	if err != nil {
		return 0, err
	}
	if m.options.L1 != nil {
		value += m.absolute()
		m.pull()
	}
	return value, nil
}

func (m *Minimizer) measure() {
	pool := m.options.Pool
	m.lengths.x = math.Sqrt(pool.Dot(m.x, m.x))
	m.lengths.gradient = math.Sqrt(pool.Dot(m.pseudo, m.pseudo))
}

// X returns the variables; they are the Minimizer's own.
func (m *Minimizer) X() []float64 { return m.x }

// Value returns the function at X, its L1 part included.
func (m *Minimizer) Value() float64 { return m.value }

// GradientNorm returns the length of the gradient at X (with L1, of the pseudo-gradient).
func (m *Minimizer) GradientNorm() float64 { return m.lengths.gradient }

// Iteration returns how many steps were taken.
func (m *Minimizer) Iteration() int { return m.iteration }

// Evaluations returns how often the function was evaluated, since [New] or [Restore].
func (m *Minimizer) Evaluations() int { return m.evaluations }

// Step takes one step. A step that an error ends, the end of ctx among them, leaves the
// search where it was before, as to X, Value and what [Minimizer.Save] saves.
func (m *Minimizer) Step(ctx context.Context) (Status, error) {
	if m.flat() {
		return Converged, nil
	}
	slope := m.aim()
	if !(slope < 0) {
		return Stuck, nil
	}
	first := 1.0
	if m.iteration == 0 {
		first = 1 / math.Sqrt(m.options.Pool.Dot(m.direction, m.direction))
	}
	slot := &m.steps[m.newest]
	m.keep(slot)
	value, ok, err := m.search(ctx, slot, first, slope)
	if err != nil || !ok {
		copy(m.x, slot.x)
		copy(m.gradient, slot.gradient)
		if m.options.L1 != nil {
			m.pull()
		}
		return Stuck, err
	}
	m.value = value
	m.measure()
	m.learn(slot)
	return m.judge(), nil
}

func (m *Minimizer) flat() bool {
	return m.lengths.gradient <= m.options.Epsilon*max(1, m.lengths.x)
}

// keep saves where the step begins in the memory of the step to come.
func (m *Minimizer) keep(slot *pair) {
	if slot.x == nil {
		slot.x, slot.gradient = make([]float64, len(m.x)), make([]float64, len(m.x))
	}
	m.options.Pool.Each(len(m.x), func(lo, hi int) {
		copy(slot.x[lo:hi], m.x[lo:hi])
		copy(slot.gradient[lo:hi], m.gradient[lo:hi])
	})
}

// learn turns where the step began into how it went.
func (m *Minimizer) learn(slot *pair) {
	slot.product = m.options.Pool.Total(len(m.x), func(lo, hi int) float64 {
		return difference(slot.x[lo:hi], slot.gradient[lo:hi], m.x[lo:hi], m.gradient[lo:hi])
	})
	m.newest = (m.newest + 1) % len(m.steps)
}

// difference sets xs and gs to x - xs and g - gs, and returns their product.
func difference(xs, gs, x, g []float64) (product float64) {
	gs, x, g = gs[:len(xs)], x[:len(xs)], g[:len(xs)]
	for i := range xs {
		xs[i] = x[i] - xs[i]
		gs[i] = g[i] - gs[i]
		product += xs[i] * gs[i]
	}
	return product
}

func (m *Minimizer) judge() Status {
	m.iteration++
	o := m.options
	if m.flat() {
		return Converged
	}
	if o.Period > 0 {
		at := m.iteration % o.Period
		before := m.values[at]
		m.values[at] = m.value
		if m.iteration > o.Period && before-m.value < o.Delta*math.Abs(m.value) {
			return Stalled
		}
	}
	if o.Iterations > 0 && m.iteration >= o.Iterations {
		return Exhausted
	}
	return Running
}
