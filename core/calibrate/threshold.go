package calibrate

// A Cut is a least score and what it leaves.
type Cut struct {
	// At is the least score: 0 when all may stay.
	At float64 `json:"at"`
	// Precision is the share that is right of what is left, Kept how much of what is
	// right is left, both from 0 to 1.
	Precision float64 `json:"precision"`
	Kept      float64 `json:"kept"`
}

// Threshold returns the smallest least score with which the observations reach a
// precision, and false when none does. It lies between two scores, so that rounding
// changes nothing.
func Threshold(obs []Observation, precision float64) (Cut, bool) {
	all := sorted(obs)
	total := 0.0
	for _, o := range all {
		total += o.truth()
	}
	best, found := Cut{}, false
	right := 0.0
	for i := len(all) - 1; i >= 0; i-- {
		right += all[i].truth()
		if i > 0 && all[i-1].Score == all[i].Score {
			continue
		}
		share := right / float64(len(all)-i)
		if share < precision || right == 0 {
			continue
		}
		best, found = Cut{Precision: share, Kept: right / total}, true
		if i > 0 {
			best.At = (all[i-1].Score + all[i].Score) / 2
		}
	}
	return best, found
}
