package optimize

import "math"

// A point is a step along the direction, with the value and the slope there.
type point struct{ step, value, slope float64 }

// tilt returns the point of the function minus slope*step.
func (p point) tilt(slope float64) point {
	return point{p.step, p.value - slope*p.step, p.slope - slope}
}

// An interval is between two steps; once it is closed it is sure to hold a step that
// is good enough.
type interval struct {
	best, other   point
	closed        bool
	failed        bool // rounding has broken what holds of an interval
	late          bool // a step was seen that is low enough and not too steep
	width, before float64
	promise       float64 // the least slope that a step must keep to
}

// ends returns between which steps the one after step may be.
func (in *interval) ends(step float64) (lo, hi float64) {
	if in.closed {
		return min(in.best.step, in.other.step), max(in.best.step, in.other.step)
	}
	return in.best.step, step + 4*(step-in.best.step)
}

// spent reports whether nothing is to be gained by going on with step.
func (in *interval) spent(step float64) bool {
	lo, hi := in.ends(step)
	return in.closed && (step <= lo || step >= hi || in.failed || hi-lo <= narrow*hi || in.width <= narrow*hi)
}

// next takes a point in and returns the step to try after it.
func (in *interval) next(now point, enough float64) float64 {
	lo, hi := in.ends(now.step)
	if !in.late && now.value <= enough && now.slope >= in.promise {
		in.late = true
	}
	// At first a step may be too high and still the lowest yet: then look for a zero of
	// the slope of what is promised rather than of the function.
	tilted := !in.late && now.value > enough && now.value <= in.best.value
	if tilted {
		in.tilt(in.promise)
		now = now.tilt(in.promise)
	}
	step := in.update(now, lo, hi)
	if tilted {
		in.tilt(-in.promise)
	}
	if !in.closed {
		return step
	}
	width := math.Abs(in.other.step - in.best.step)
	if width >= 0.66*in.before {
		step = in.best.step + (in.other.step-in.best.step)/2
	}
	in.before, in.width = in.width, width
	return step
}

func (in *interval) tilt(slope float64) {
	in.best, in.other = in.best.tilt(slope), in.other.tilt(slope)
}

// update narrows the interval by a point and returns a step inside of it.
func (in *interval) update(now point, lo, hi float64) float64 {
	best, other := in.best, in.other
	if in.closed && (now.step <= lo || now.step >= hi || best.slope*(now.step-best.step) >= 0) {
		in.failed = true
		return best.step
	}
	turned := now.slope*best.slope < 0
	step, bounded := in.guess(now, turned, lo, hi)
	switch {
	case now.value > best.value:
		in.other = now
	case turned:
		in.best, in.other = now, best
	default:
		in.best, in.other = now, other
	}
	step = min(max(step, lo), hi)
	if in.closed && bounded {
		far := in.best.step + 0.66*(in.other.step-in.best.step)
		if in.best.step < in.other.step {
			step = min(step, far)
		} else {
			step = max(step, far)
		}
	}
	return step
}

// guess interpolates, case by case; bounded steps are kept off the far end.
func (in *interval) guess(now point, turned bool, lo, hi float64) (step float64, bounded bool) {
	best := in.best
	switch {
	case now.value > best.value: // a minimum lies between
		in.closed = true
		c, q := cubic(best, now), quadratic(best, now)
		if math.Abs(c-best.step) < math.Abs(q-best.step) {
			return c, true
		}
		return c + (q-c)/2, true
	case turned: // likewise
		in.closed = true
		return pick(cubic(best, now), secant(best, now), now.step, true), false
	case math.Abs(now.slope) < math.Abs(best.slope): // it flattens: go on as far as it seems right
		c := cubicAhead(best, now, lo, hi)
		return pick(c, secant(best, now), now.step, !in.closed), true
	case in.closed:
		return cubic(now, in.other), false
	case best.step < now.step:
		return hi, false
	default:
		return lo, false
	}
}

// pick returns which of a and b is farther from (or nearer to) a step.
func pick(a, b, from float64, farther bool) float64 {
	if (math.Abs(a-from) > math.Abs(b-from)) == farther {
		return a
	}
	return b
}

// cubic returns the minimum of the cubic through two points with their slopes.
func cubic(u, v point) float64 {
	theta, gamma := bend(u, v)
	if v.step < u.step {
		gamma = -gamma
	}
	p := gamma - u.slope + theta
	q := gamma - u.slope + gamma + v.slope
	return u.step + p/q*(v.step-u.step)
}

// cubicAhead is cubic for points of which the minimum may lie beyond, or nowhere.
func cubicAhead(u, v point, lo, hi float64) float64 {
	theta, gamma := bend(u, v)
	if u.step < v.step {
		gamma = -gamma
	}
	p := gamma - v.slope + theta
	q := gamma - v.slope + gamma + u.slope
	r := p / q
	switch d := v.step - u.step; {
	case r < 0 && gamma != 0:
		return v.step - r*d
	case d > 0:
		return hi
	default:
		return lo
	}
}

// bend returns the theta and the gamma of Moré and Thuente's cubics; where the cubic has
// no minimum gamma is 0.
func bend(u, v point) (theta, gamma float64) {
	theta = (u.value-v.value)*3/(v.step-u.step) + u.slope + v.slope
	s := max(math.Abs(theta), math.Abs(u.slope), math.Abs(v.slope))
	a := theta / s
	return theta, s * math.Sqrt(max(0, a*a-(u.slope/s)*(v.slope/s)))
}

// quadratic returns the minimum of the parabola through two points with the slope at u.
func quadratic(u, v point) float64 {
	d := v.step - u.step
	return u.step + u.slope/((u.value-v.value)/d+u.slope)/2*d
}

// secant returns where the slope is 0 if it changes evenly.
func secant(u, v point) float64 {
	return v.step + v.slope/(v.slope-u.slope)*(u.step-v.step)
}
