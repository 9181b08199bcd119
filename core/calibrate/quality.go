package calibrate

import (
	"cmp"
	"math"
	"slices"
)

// An Observation is a span with a score from 0 to 1, and whether it is right.
type Observation struct {
	Score float64
	Right bool
}

// truth is 1 for what is right.
func (o Observation) truth() float64 {
	if o.Right {
		return 1
	}
	return 0
}

// A Quality says how far scores are probabilities.
type Quality struct {
	Count int `json:"count"`
	// Score is the mean score, Right the share that is right.
	Score float64 `json:"mean_score"`
	Right float64 `json:"right"`
	// ECE is the expected calibration error: the mean distance of score and share of
	// right spans over at most ten bins of equal mass. Brier is the mean squared
	// error, LogLoss the mean of -log of the probability given to what is true.
	ECE     float64 `json:"ece"`
	Brier   float64 `json:"brier"`
	LogLoss float64 `json:"log_loss"`
}

const (
	bins = 10
	// certain is how near to 0 and 1 a score is taken for what it is when its
	// logarithm counts.
	certain = 1e-4
)

// Measure returns the quality of scores. No observations have the zero quality.
func Measure(obs []Observation) Quality {
	q := Quality{Count: len(obs)}
	n := float64(len(obs))
	for _, o := range obs {
		miss := o.Score - o.truth()
		q.Score, q.Right, q.Brier = q.Score+o.Score/n, q.Right+o.truth()/n, q.Brier+miss*miss/n
		q.LogLoss += loss(o) / n
	}
	q.ECE = expectedError(sorted(obs))
	return q
}

// loss is -log of the probability that the score gives to what is true.
func loss(o Observation) float64 {
	p := min(max(o.Score, certain), 1-certain)
	if !o.Right {
		p = 1 - p
	}
	return -math.Log(p)
}

// sorted returns the observations by their scores. Those of equal scores are in an
// order that does not depend on the one they came in.
func sorted(obs []Observation) []Observation {
	out := slices.Clone(obs)
	slices.SortFunc(out, func(a, b Observation) int {
		return cmp.Or(cmp.Compare(a.Score, b.Score), cmp.Compare(a.truth(), b.truth()))
	})
	return out
}

// expectedError is the ECE of sorted observations. Equal scores are in one bin.
func expectedError(obs []Observation) float64 {
	total, from := 0.0, 0
	parts := min(bins, len(obs))
	for i := range parts {
		to := len(obs) * (i + 1) / parts
		for to < len(obs) && to > from && obs[to].Score == obs[to-1].Score {
			to++
		}
		apart := 0.0
		for _, o := range obs[min(from, to):to] {
			apart += o.truth() - o.Score
		}
		total += math.Abs(apart)
		from = max(from, to)
	}
	return total / math.Max(1, float64(len(obs)))
}
