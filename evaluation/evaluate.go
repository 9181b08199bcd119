package evaluation

import (
	"github.com/onomast/onomast/evaluation/analysis"
	"github.com/onomast/onomast/evaluation/resample"
	"github.com/onomast/onomast/evaluation/score"
)

// DefaultResamples is how many resamples make an interval, when [Options] say nothing.
const DefaultResamples = 2000

// Options say how to judge. The zero value is ready.
type Options struct {
	Subject
	// Tagging is how entities were read from tags; empty where there were none.
	Tagging Tagging
	// Beta weighs recall beta times as much as precision; 0 is 1.
	Beta float64
	// Seed and Resamples are those of the bootstrap. Resamples below 0 are none, and
	// then there are no intervals.
	Seed      uint64
	Resamples int
	// Seen knows the surfaces of the training set; nil: nobody does.
	Seen *analysis.Seen
}

func (o Options) withDefaults() Options {
	if o.Beta <= 0 {
		o.Beta = 1
	}
	if o.Resamples == 0 {
		o.Resamples = DefaultResamples
	}
	o.Resamples = max(0, o.Resamples)
	if o.Tagging.Scheme == "" {
		o.Tagging = Tagging{Scheme: "spans", Repair: "none"}
	}
	return o
}

// Evaluate judges the predicted entities of documents.
func Evaluate(docs []analysis.Document, labels *score.Labels, o Options) *Report {
	o = o.withDefaults()
	result := analysis.Run(docs, labels, analysis.Options{Seen: o.Seen})
	sum := result.Board.Sum()
	r := &Report{
		Subject: o.Subject, Documents: len(docs), Gold: sum.Support(), Predicted: sum.Predicted(), Tagging: o.Tagging,
		Bootstrap: Bootstrap{Unit: "document", Resamples: o.Resamples, Seed: o.Seed},
		docs:      docs, labels: labels, result: result,
	}
	r.schemes(result.Board, newIntervals(result.Board, o), o.Beta)
	r.errors(result)
	r.slices(result)
	r.calibration(result)
	r.warn(result, o)
	return r
}

// Intervals are those of every figure of a board.
type intervals struct {
	layout  resample.Layout
	samples *resample.Samples // nil: there are none
}

func newIntervals(b *score.Board, o Options) intervals {
	iv := intervals{layout: resample.Layout{Labels: b.Labels, Beta: o.Beta}}
	if o.Resamples > 0 && len(b.Documents) > 1 {
		iv.samples = resample.Bootstrap(b, iv.layout.Width(), iv.layout.Statistic, resample.Options{Seed: o.Seed, Resamples: o.Resamples})
	}
	return iv
}

func (iv intervals) of(figure int) *[2]float64 {
	if iv.samples == nil {
		return nil
	}
	low, high, ok := iv.samples.Interval(figure, 0.95)
	if !ok {
		return nil
	}
	return &[2]float64{low, high}
}

// schemes fills in the figures of every scheme.
func (r *Report) schemes(b *score.Board, iv intervals, beta float64) {
	r.Schemes = make(map[string]*Scheme)
	byLabel := b.ByLabel()
	for _, s := range score.Schemes() {
		a := b.Averages(s, beta)
		out := &Scheme{
			Micro: scoresOf(a.Micro, beta), Macro: scoresOf(a.Macro, beta), Weighted: scoresOf(a.Weighted, beta),
			PerDocument: scoresOf(a.Documents, beta), Labels: make(map[string]Label),
		}
		out.Macro.Of, out.Weighted.Of, out.PerDocument.Of = a.Labels, a.Labels, a.NonEmpty
		out.Micro.CI95 = iv.of(iv.layout.Figure(s, resample.MicroF))
		out.Macro.CI95 = iv.of(iv.layout.Figure(s, resample.MacroF))
		out.Weighted.CI95 = iv.of(iv.layout.Figure(s, resample.WeightedF))
		for i := range byLabel {
			if byLabel[i] != (score.Tally{}) {
				l := labelOf(&byLabel[i], s, beta)
				l.CI95 = iv.of(iv.layout.LabelF(s, int32(i)))
				out.Labels[r.labels.Name(int32(i))] = l
			}
		}
		r.Schemes[s.String()] = out
	}
	conll := *r.Schemes[score.Strict.String()] // the same on spans: see package match
	conll.Tagging = &r.Tagging
	r.Schemes["conll"] = &conll
}

func scoresOf(f score.Figures, beta float64) Scores {
	s := Scores{Precision: f.Precision, Recall: f.Recall, F1: f.F1, Undefined: f.Undefined()}
	if beta != 1 {
		s.FBeta = &f.FBeta
	}
	return s
}

func labelOf(t *score.Tally, s score.Scheme, beta float64) Label {
	gold, pred := t.Count(s)
	return Label{
		Scores: scoresOf(t.Figures(s, beta), beta), Support: t.Support(), Predicted: t.Predicted(),
		GoldCounts: gold, PredCounts: pred, GoldView: scoresOf(t.GoldView(s, beta), beta),
	}
}
