package model

import (
	"fmt"

	"github.com/onomast/onomast/core/calibrate"
)

// A Calibration leads from the probability that a model gives a span to the share
// of such spans that are right.
type Calibration = calibrate.Map

// checkCalibration refuses what is no rising line between 0 and 1.
func checkCalibration(c Calibration) error {
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
