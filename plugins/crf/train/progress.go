package train

import (
	"math"
	"time"
)

// report tells of an iteration.
func (r *run) report(dev *Score) {
	elapsed := time.Since(r.started)
	remaining := r.progress.estimate(r.iteration(), r.options.Iterations, r.objective(), r.options.Tolerance, elapsed)
	if r.options.Progress == nil {
		return
	}
	if dev == nil {
		r.learner.weights(r.current)
	}
	p := Progress{
		Iteration: r.iteration(), Iterations: r.options.Iterations,
		Objective: r.objective(), GradientNorm: r.gradientNorm(),
		Weights: len(r.current), Dev: dev, Best: r.best.score, BestIteration: r.best.at,
		Elapsed: elapsed,
	}
	if r.stop == "" {
		p.Remaining = remaining
	}
	for _, w := range r.current {
		if w != 0 {
			p.Active++
		}
	}
	r.options.Progress(p)
}

// A pace estimates when training will end.
type pace struct {
	values  []float64 // of the objective
	first   int       // iteration of the first one
	elapsed time.Duration
}

// window is how many iterations apart objectives are compared, as the stopping rule does.
const window = 10

// estimate takes an iteration in and returns the time to go: to the limit, or to where the
// objective sinks by less than tolerance, if it goes on to sink ever more slowly as it did.
func (p *pace) estimate(iteration, limit int, value, tolerance float64, elapsed time.Duration) time.Duration {
	if len(p.values) == 0 {
		p.first, p.elapsed = iteration-1, elapsed
	}
	p.values = append(p.values, value)
	left := math.Inf(1)
	if limit > 0 {
		left = float64(limit - iteration)
	}
	if n := len(p.values); n > 2*window && tolerance > 0 {
		now, before := gain(p.values[n-1-window:]), gain(p.values[n-1-2*window:n-window])
		if now > tolerance && before > now {
			left = min(left, window*math.Log(now/tolerance)/math.Log(before/now))
		}
	}
	if math.IsInf(left, 0) || iteration <= p.first {
		return 0
	}
	each := float64(elapsed) / float64(iteration-p.first)
	return time.Duration(each * left).Round(time.Second)
}

// gain is the part of the value by which it sank.
func gain(values []float64) float64 {
	last := values[len(values)-1]
	return (values[0] - last) / math.Abs(last)
}
