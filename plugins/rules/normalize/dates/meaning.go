package dates

// A meaning is what an expression can stand for.
type meaning struct {
	// readings are the possibilities, at least one. Where preference is set the
	// first is preferred.
	readings []moment
	// preference says what chose the first reading.
	preference string
}

func sure(m moment) meaning { return meaning{readings: []moment{m}} }

// A hit is a way to read the tokens up to next.
type hit struct {
	meaning
	next int
}

// each changes every reading.
func (m meaning) each(change func(*moment)) meaning {
	readings := make([]moment, len(m.readings))
	copy(readings, m.readings)
	for i := range readings {
		change(&readings[i])
	}
	m.readings = readings
	return m
}

// keep drops the readings that do not pass, unless none does.
func (m meaning) keep(pass func(*moment) bool) (meaning, bool) {
	var left []moment
	for i := range m.readings {
		if pass(&m.readings[i]) {
			left = append(left, m.readings[i])
		}
	}
	if len(left) == 0 {
		return m, false
	}
	if len(left) == 1 {
		m.preference = ""
	}
	m.readings = left
	return m, true
}

// maxReadings bounds the readings of an expression.
const maxReadings = 12

// combine makes every pair of readings; where the first of both is preferred,
// so is their pair.
func combine(a, b meaning, join func(moment, moment) moment) meaning {
	out := meaning{preference: a.preference}
	if out.preference == "" {
		out.preference = b.preference
	}
	if a.ambiguous() || b.ambiguous() {
		out.preference = ""
	}
	for _, x := range a.readings {
		for _, y := range b.readings {
			if len(out.readings) < maxReadings {
				out.readings = append(out.readings, join(x, y))
			}
		}
	}
	return out
}

// ambiguous reports whether nothing chose among several readings.
func (m meaning) ambiguous() bool { return len(m.readings) > 1 && m.preference == "" }

// unique drops readings that come to the same value.
func unique(readings []moment) []moment {
	var out []moment
	seen := map[string]bool{}
	for _, r := range readings {
		if key := r.String() + r.unresolved; !seen[key] {
			seen[key] = true
			out = append(out, r)
		}
	}
	return out
}
