package model

import "github.com/onomast/onomast/core/calibrate"

// A Calibration leads from the probability that a model gives a span to the share
// of such spans that are right.
type Calibration = calibrate.Map
