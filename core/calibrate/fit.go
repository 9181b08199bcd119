package calibrate

import (
	"fmt"
	"math"
	"slices"
)

// A Map is a rising line through points: From are scores, rising, and To what they
// come to, not falling. It is level before the first point and behind the last; one
// without points changes nothing.
type Map struct {
	From []float64 `json:"from"`
	To   []float64 `json:"to"`
}

// Apply returns what a score comes to.
func (m Map) Apply(score float64) float64 {
	n := len(m.From)
	if n == 0 {
		return score
	}
	i, _ := slices.BinarySearch(m.From, score)
	switch i {
	case 0:
		return m.To[0]
	case n:
		return m.To[n-1]
	}
	part := (score - m.From[i-1]) / (m.From[i] - m.From[i-1])
	return m.To[i-1] + part*(m.To[i]-m.To[i-1])
}

// Check reports what is no rising line between 0 and 1.
func (m Map) Check() error {
	if len(m.From) != len(m.To) {
		return fmt.Errorf("a calibration has %d points on one side and %d on the other", len(m.From), len(m.To))
	}
	for i := range m.From {
		if !(m.From[i] >= 0 && m.From[i] <= 1 && m.To[i] >= 0 && m.To[i] <= 1) {
			return fmt.Errorf("point %d of a calibration lies outside of 0 to 1", i)
		}
		if i > 0 && (m.From[i] <= m.From[i-1] || m.To[i] < m.To[i-1]) {
			return fmt.Errorf("point %d of a calibration does not rise", i)
		}
	}
	return nil
}

// mapped returns the observations with the scores that m makes of theirs.
func (m Map) mapped(obs []Observation) []Observation {
	out := slices.Clone(obs)
	for i := range out {
		out[i].Score = m.Apply(out[i].Score)
	}
	return out
}

// A Fitted is a map and how good it is.
type Fitted struct {
	Map `json:"map"`
	// Method is how it was made: "none", "logistic" or "isotonic".
	Method string `json:"method"`
	// Before is the quality of the scores as they are. After is that of mapped ones,
	// each by a map that was fitted without it, so it is not too good to be true.
	Before Quality `json:"before"`
	After  Quality `json:"after"`
}

// A method makes a map of sorted observations.
type method struct {
	name string
	fit  func([]Observation) Map
	// least is how many observations of either truth it takes.
	least int
}

// methods are those to choose from, the simplest first.
func methods() []method {
	return []method{
		{name: "none", fit: func([]Observation) Map { return Map{} }},
		{name: "logistic", fit: logistic},
		{name: "isotonic", fit: isotonic, least: 50},
	}
}

const folds = 5

// Fit returns the map that predicts best what it was not fitted on, by the
// logarithmic loss of a cross-validation. A map is preferred to a simpler one only
// when the difference is more than its standard error.
func Fit(obs []Observation) Fitted {
	best := Fitted{Before: Measure(obs)}
	var bestCrossed []Observation
	for i, m := range methods() {
		if !m.enough(obs) {
			continue
		}
		crossed := m.crossed(obs)
		if i == 0 || better(crossed, bestCrossed) {
			best.Map, best.Method, best.After = m.fit(sorted(obs)), m.name, Measure(crossed)
			bestCrossed = crossed
		}
	}
	return best
}

// better reports whether scores of the same spans, in the same order, have less loss
// than others by more than chance explains.
func better(scores, than []Observation) bool {
	n := float64(len(scores))
	mean, square := 0.0, 0.0
	for i := range scores {
		d := loss(than[i]) - loss(scores[i])
		mean, square = mean+d/n, square+d*d/n
	}
	return mean > math.Sqrt(math.Max(0, square-mean*mean)/n)
}

// enough reports whether there are enough observations of either truth.
func (m method) enough(obs []Observation) bool {
	right := 0
	for _, o := range obs {
		if o.Right {
			right++
		}
	}
	return min(right, len(obs)-right) >= m.least
}

// crossed maps every observation by a map that was fitted on other ones.
func (m method) crossed(obs []Observation) []Observation {
	var out []Observation
	for k := range folds {
		var rest, own []Observation
		for i, o := range obs {
			if i%folds == k {
				own = append(own, o)
			} else {
				rest = append(rest, o)
			}
		}
		out = append(out, m.fit(sorted(rest)).mapped(own)...)
	}
	return out
}
