package calibrate

const (
	// leastCommon is how many observations it takes to call scores probabilities.
	leastCommon = 30
	// leastOwn is how many of a label it takes for a map of its own.
	leastOwn = 200
)

// Labels are maps by label.
type Labels struct {
	// Maps are those of labels that have one of their own, and under "" that of all others.
	// There are none when there is too little to fit on.
	Maps map[string]Map
	// All says how good a map of all labels is, Own how good those of single ones are.
	All *Fitted
	Own map[string]Fitted
}

// FitLabels fits a map of all observations, and one of those of each label that has
// enough of them to be better off with its own.
func FitLabels(all []Observation, byLabel map[string][]Observation) Labels {
	if len(all) < leastCommon {
		return Labels{}
	}
	fitted := Fit(all)
	l := Labels{All: &fitted, Maps: map[string]Map{"": fitted.points()}, Own: map[string]Fitted{}}
	for label, own := range byLabel {
		if len(own) < leastOwn {
			continue
		}
		if f := Fit(own); f.Method != "none" {
			l.Maps[label], l.Own[label] = f.Map, f
		}
	}
	return l
}

// points makes the map that changes nothing one with points: where there are some,
// scores count as calibrated.
func (m Map) points() Map {
	if len(m.From) > 0 {
		return m
	}
	return Map{From: []float64{0, 1}, To: []float64{0, 1}}
}

// Of returns what a score of a label comes to.
func (l Labels) Of(label string, score float64) float64 {
	m, ok := l.Maps[label]
	if !ok {
		m = l.Maps[""]
	}
	return m.Apply(score)
}
