package spanhead

import "math"

// score is what the probability of a label comes to, and whether that was learned.
func (d *Decoder) score(label int, p float64) (score float64, calibrated bool) {
	points, ok := d.Calibration[d.Labels[label]]
	if !ok {
		points, ok = d.Calibration[""]
	}
	if !ok {
		return p, false
	}
	return points.Apply(p), true
}

// sure reports whether a probability is enough for a label.
func (d *Decoder) sure(label int, p float64) bool {
	if d.Least == nil {
		return p >= d.Threshold
	}
	score, _ := d.score(label, p)
	return score >= d.Least[label]
}

// floor is the least probability that is enough for a label, or a little less; more than
// 1 where none is. Scores never fall where probabilities rise.
func (d *Decoder) floor(label int) float64 {
	const halvings = 40
	low, high := 0.0, 1.0
	switch {
	case d.sure(label, low):
		return low
	case !d.sure(label, high):
		return math.Inf(1)
	}
	for range halvings {
		if middle := (low + high) / 2; d.sure(label, middle) {
			high = middle
		} else {
			low = middle
		}
	}
	return low
}

// Keep returns a function that says which spans [Decoder.Find] may take, by scores of
// labels of which the first is label first of all. It also keeps what is no number, so
// that somebody finds out. Any number of goroutines may call it.
func (d *Decoder) Keep() func(first int, scores []float32) bool {
	if d.outside >= 0 {
		return d.keepsOf
	}
	least := make([]float32, len(d.floors))
	for i, p := range d.floors {
		least[i] = float32(math.Inf(1))
		if p <= 1 {
			least[i] = float32(math.Log(p/(1-p))/d.cold - margin)
		}
	}
	return func(first int, scores []float32) bool {
		for i, x := range scores {
			if !(x < least[first+i]) {
				return true
			}
		}
		return false
	}
}

// margin is what scores may be off by rounding.
const margin = 1e-3

// keepsOf is for labels that exclude one another; the scores are those of all.
func (d *Decoder) keepsOf(_ int, scores []float32) bool {
	best, sum := math.Inf(-1), 0.0
	for _, x := range scores {
		if x != x {
			return true
		}
		best = max(best, float64(x)*d.cold)
	}
	if math.IsInf(best, 0) {
		return best > 0
	}
	for _, x := range scores {
		sum += math.Exp(float64(x)*d.cold - best)
	}
	for i, x := range scores {
		if i != d.outside && math.Exp(float64(x)*d.cold-best)/sum >= d.floors[i]-margin {
			return true
		}
	}
	return false
}
