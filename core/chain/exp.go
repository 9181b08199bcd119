package chain

import "math"

// The exponential takes steps of 1/steps of a power of two from a table, and a
// polynomial for what remains.
const (
	stepBits = 8
	steps    = 1 << stepBits
	// lowest is the argument below which exp counts as 0; down to it results
	// are normal numbers.
	lowest = -700
	// round is added to and taken from a number to make it whole.
	round = 3 << 51
	// The step in two parts, of which the first has enough zeros at its end to
	// be multiplied without rounding.
	stepHigh = 0x1.62e42fef8p-9
	stepLow  = math.Ln2/steps - stepHigh
)

// exponential is exp for numbers up to 0, off by less than 5e-16 of the
// result; see [exponential.row].
type exponential struct {
	power [steps]float64 // 2^(i/steps)
}

func newExponential() *exponential {
	e := &exponential{}
	for i := range e.power {
		e.power[i] = math.Exp2(float64(i) / steps)
	}
	return e
}

// row replaces each number x by exp(x-top), where top is no less than any. It
// reports whether all are at least least, which is no less than lowest; what is
// below lowest becomes 0. Minus infinity, of which the exponential is exact,
// may be among them where that is allowed.
func (e *exponential) row(x []float64, top, least float64, infinite bool) bool {
	inside := true
	for i, v := range x {
		v -= top
		if !(v >= least) { // NaN as well
			inside = inside && infinite && v < -math.MaxFloat64
			if !(v >= lowest) {
				x[i] = 0
				continue
			}
		}
		scaled := v*(steps/math.Ln2) + round
		k := int64(math.Float64bits(scaled)) - int64(math.Float64bits(round))
		whole := scaled - round
		r := v - whole*stepHigh - whole*stepLow
		p := r + r*r*(1./2+r*(1./6+r*(1./24)))
		two := e.power[k&(steps-1)]
		two += two * p
		x[i] = math.Float64frombits(math.Float64bits(two) + uint64(k>>stepBits)<<52)
	}
	return inside
}
