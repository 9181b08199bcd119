package main

import (
	"errors"
	"slices"

	"github.com/onomast/onomast/core/calibrate"
)

// A calibration is what `crf calibrate` prints: how far scores are probabilities,
// by the entities that a model finds in test.
type calibration struct {
	Method string            `json:"method"` // fitted on dev
	Before calibrate.Quality `json:"before"`
	After  calibrate.Quality `json:"after"`
}

// calibrated fits a map on dev and measures it on test.
func calibrated(args []string) error {
	if len(args) != 3 {
		return errors.New("usage: crf calibrate MODEL DEV TEST")
	}
	e, err := openEngine(args[0])
	if err != nil {
		return err
	}
	dev, err := e.observe(args[1])
	if err != nil {
		return err
	}
	test, err := e.observe(args[2])
	if err != nil {
		return err
	}
	fitted := calibrate.Fit(dev)
	c := calibration{Method: fitted.Method, Before: calibrate.Measure(test)}
	for i := range test {
		test[i].Score = fitted.Apply(test[i].Score)
	}
	c.After = calibrate.Measure(test)
	return errors.Join(report(c), e.close())
}

// observe returns the probability of each entity found, and whether it is right.
func (e *engine) observe(path string) ([]calibrate.Observation, error) {
	all, err := readSequences(path)
	if err != nil {
		return nil, err
	}
	var seen []calibrate.Observation
	for _, s := range all {
		gold := s.entities()
		found, err := e.find(s.Words)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			right := slices.Contains(gold, entity{f.Start, f.End, f.Label})
			seen = append(seen, calibrate.Observation{Score: f.Probability, Right: right})
		}
	}
	return seen, nil
}
