package model

import (
	"fmt"
	"slices"
)

// A Calibration is a rising line through points, which leads from the
// probability that a model gives a span to the share of such spans that are right.
// Before the first and behind the last point it is level.
type Calibration struct {
	// From are probabilities, rising; To are the shares at them, not falling.
	From []float64 `json:"from"`
	To   []float64 `json:"to"`
}

// Apply returns the share at probability p; p itself when there are no points.
func (c Calibration) Apply(p float64) float64 {
	n := len(c.From)
	if n == 0 {
		return p
	}
	i, _ := slices.BinarySearch(c.From, p)
	switch i {
	case 0:
		return c.To[0]
	case n:
		return c.To[n-1]
	}
	part := (p - c.From[i-1]) / (c.From[i] - c.From[i-1])
	return c.To[i-1] + part*(c.To[i]-c.To[i-1])
}

// check refuses what is no rising line between 0 and 1.
func (c Calibration) check() error {
	if len(c.From) != len(c.To) {
		return fmt.Errorf("a calibration has %d points on one side and %d on the other", len(c.From), len(c.To))
	}
	for i := range c.From {
		if !(c.From[i] >= 0 && c.From[i] <= 1 && c.To[i] >= 0 && c.To[i] <= 1) {
			return fmt.Errorf("point %d of a calibration lies outside of 0 to 1", i)
		}
		if i > 0 && (c.From[i] <= c.From[i-1] || c.To[i] < c.To[i-1]) {
			return fmt.Errorf("point %d of a calibration does not rise", i)
		}
	}
	return nil
}
