package chain

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestExpIsOffByTwoUnitsInTheLastPlace(t *testing.T) {
	e := newExponential()
	rapid.Check(t, func(t *rapid.T) {
		top := rapid.Float64Range(-1e6, 1e6).Draw(t, "top")
		below := rapid.SliceOfN(rapid.Float64Range(lowest, 0), 1, 50).Draw(t, "below")
		row := make([]float64, len(below))
		for i, b := range below {
			row[i] = top + b
			below[i] = row[i] - top
		}
		e.row(row, top, lowest, false)
		for i, got := range row {
			if want := math.Exp(below[i]); below[i] >= lowest && math.Abs(got-want) > 5e-16*want {
				t.Fatalf("exp(%v) is %v, want %v", below[i], got, want)
			}
		}
	})
}

func TestExpAtItsEdges(t *testing.T) {
	row := []float64{0, math.Inf(-1), -1e300, lowest - 1e-9, -math.SmallestNonzeroFloat64}
	newExponential().row(row, 0, lowest, true)
	for i, want := range []float64{1, 0, 0, 0, 1} {
		if row[i] != want {
			t.Errorf("number %d: %v, want %v", i, row[i], want)
		}
	}
}
