package resample

import (
	"math"

	"github.com/onomast/onomast/evaluation/score"
)

// A Layout says which figure is where in what [Layout.Statistic] computes: for every
// scheme micro precision, recall and F, macro F and weighted F, then the F of every
// label.
type Layout struct {
	Labels int
	Beta   float64
}

// Places of figures within a scheme.
const (
	MicroPrecision = iota
	MicroRecall
	MicroF
	MacroF
	WeightedF
	firstLabel
)

// Width is how many figures there are.
func (l Layout) Width() int { return len(score.Schemes()) * l.perScheme() }

func (l Layout) perScheme() int { return firstLabel + l.Labels }

// Figure returns the place of a figure.
func (l Layout) Figure(s score.Scheme, place int) int { return int(s)*l.perScheme() + place }

// LabelF returns the place of the F of a label.
func (l Layout) LabelF(s score.Scheme, label int32) int { return l.Figure(s, firstLabel+int(label)) }

// Statistic computes all figures. What has neither gold nor predicted spans has none.
func (l Layout) Statistic(byLabel []score.Tally, into []float64) {
	var sum score.Tally
	for i := range byLabel {
		sum.Add(&byLabel[i], 1)
	}
	for _, s := range score.Schemes() {
		l.scheme(s, &sum, byLabel, into[l.Figure(s, 0):])
	}
}

func (l Layout) scheme(s score.Scheme, sum *score.Tally, byLabel []score.Tally, into []float64) {
	micro := sum.Figures(s, l.Beta)
	into[MicroPrecision], into[MicroRecall], into[MicroF] = micro.Precision, micro.Recall, micro.FBeta
	if micro.NoPrecision && micro.NoRecall {
		into[MicroPrecision], into[MicroRecall], into[MicroF] = math.NaN(), math.NaN(), math.NaN()
	}
	labels, total, macro, weighted := 0, 0.0, 0.0, 0.0
	for i := range byLabel {
		t := &byLabel[i]
		f := t.Figures(s, l.Beta)
		if f.NoPrecision && f.NoRecall {
			into[firstLabel+i] = math.NaN()
			continue
		}
		into[firstLabel+i] = f.FBeta
		support := float64(t.Support())
		labels, total = labels+1, total+support
		macro, weighted = macro+f.FBeta, weighted+support*f.FBeta
	}
	into[MacroF], into[WeightedF] = macro/float64(labels), weighted/total // NaN for 0/0
}
