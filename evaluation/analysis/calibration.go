package analysis

import (
	"cmp"
	"slices"

	"github.com/onomast/onomast/core/document"
)

// Bins is how many bins of equal mass a reliability table has at most.
const Bins = 10

// A Bin is some of the predictions, by their score.
type Bin struct {
	// Low and High are the least and the greatest score in it.
	Low, High float64
	Count     int
	// Score is the mean score, Right the share that is strictly right.
	Score, Right float64
}

// A Calibration says how far scores are probabilities.
type Calibration struct {
	// Of is what it is of: "all", a label or a source.
	Of string
	// Kind is calibrated or raw.
	Kind  string
	Count int
	// Score is the mean score, which estimates the precision; Right the precision.
	Score, Right float64
	// ECE is the expected calibration error, the mean distance of score and share of
	// right predictions over bins of equal mass; Brier the mean squared error.
	ECE, Brier float64
	Bins       []Bin
}

// A point is one prediction.
type point struct {
	score float64
	right bool
}

// A calibrator gathers the scores of predictions.
type calibrator struct {
	points map[document.ScoreKind]map[string][]point // by what they are of
}

func (c *calibrator) document(d *Document, right []bool, labels []string) {
	for i := range d.Pred {
		e := &d.Pred[i]
		if !scored(e) {
			continue
		}
		p := point{e.Score, right[i]}
		c.add(e.Kind, "all", p)
		c.add(e.Kind, "label "+labels[e.Label], p)
		if e.Source != "" {
			c.add(e.Kind, "source "+e.Source, p)
		}
	}
}

func (c *calibrator) add(kind document.ScoreKind, of string, p point) {
	if c.points[kind] == nil {
		c.points[kind] = make(map[string][]point)
	}
	c.points[kind][of] = append(c.points[kind][of], p)
}

// finish returns the tables, those of all predictions first.
func (c *calibrator) finish() []Calibration {
	var out []Calibration
	for kind, groups := range c.points {
		for of, points := range groups {
			t := calibrate(points)
			t.Of, t.Kind = of, kind.String()
			out = append(out, t)
		}
	}
	slices.SortFunc(out, func(a, b Calibration) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(one(a.Of != "all"), one(b.Of != "all")), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Of, b.Of))
	})
	return out
}

func calibrate(points []point) Calibration {
	slices.SortFunc(points, func(a, b point) int { return cmp.Or(cmp.Compare(a.score, b.score), one(a.right)-one(b.right)) })
	c := Calibration{Count: len(points)}
	n := float64(len(points))
	for _, p := range points {
		miss := p.score - float64(one(p.right))
		c.Score, c.Right, c.Brier = c.Score+p.score/n, c.Right+float64(one(p.right))/n, c.Brier+miss*miss/n
	}
	bins := min(Bins, len(points))
	for i, from := 0, 0; i < bins; i++ {
		to := len(points) * (i + 1) / bins
		for to < len(points) && to > from && points[to].score == points[to-1].score {
			to++ // equal scores are in one bin, whatever their order
		}
		if to <= from {
			continue
		}
		b := binOf(points[from:to])
		c.Bins = append(c.Bins, b)
		c.ECE += float64(b.Count) / n * abs(b.Right-b.Score)
		from = to
	}
	return c
}

func binOf(points []point) Bin {
	b := Bin{Low: points[0].score, High: points[len(points)-1].score, Count: len(points)}
	n := float64(len(points))
	for _, p := range points {
		b.Score += p.score / n
		b.Right += float64(one(p.right)) / n
	}
	return b
}

func abs(x float64) float64 { return max(x, -x) }
