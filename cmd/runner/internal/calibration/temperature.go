package calibration

import (
	"math"

	"github.com/onomast/onomast/core/calibrate"
)

const (
	// coldest and hottest are the temperatures that are looked at.
	coldest, hottest = 0.2, 8.0
	// steps are enough for two digits.
	steps = 9
)

// Temperature looks for the temperature at which the scores of what a stage finds are
// likeliest, by trying: observe is what it finds at one.
func Temperature(stage string, observe func(temperature float64) (*Observed, error)) (*Report, error) {
	o, err := observe(1)
	if err != nil {
		return nil, err
	}
	r, err := Fit(stage, o) // for its checks
	if err != nil {
		return nil, err
	}
	r.Method, r.Own, r.Temperature, r.fitted = "temperature", nil, 1, calibrate.Labels{}
	r.After = r.Before
	err = golden(math.Log(coldest), math.Log(hottest), steps, func(x float64) (float64, error) {
		t := twoDigits(math.Exp(x))
		o, err := observe(t)
		if err != nil {
			return 0, err
		}
		q := calibrate.Measure(o.All)
		if q.LogLoss < r.After.LogLoss {
			r.Temperature, r.After, r.Observed = t, q, o
		}
		return q.LogLoss, nil
	})
	return r, err
}

// twoDigits rounds to two digits behind the first one that counts.
func twoDigits(x float64) float64 {
	by := math.Pow(10, 2-math.Floor(math.Log10(x)))
	return math.Round(x*by) / by
}

// golden looks for the least value of a function with one valley, by the golden section.
func golden(low, high float64, steps int, f func(float64) (float64, error)) error {
	const section = 0.6180339887498949
	a, b := high-section*(high-low), low+section*(high-low)
	atA, err := f(a)
	if err != nil {
		return err
	}
	atB, err := f(b)
	for range steps {
		if err != nil {
			return err
		}
		if atA <= atB {
			high, b, atB = b, a, atA
			a = high - section*(high-low)
			atA, err = f(a)
		} else {
			low, a, atA = a, b, atB
			b = low + section*(high-low)
			atB, err = f(b)
		}
	}
	return err
}
