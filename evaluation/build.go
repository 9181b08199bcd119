package evaluation

import (
	"fmt"
	"slices"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/evaluation/analysis"
	"github.com/onomast/onomast/evaluation/resample"
	"github.com/onomast/onomast/evaluation/score"
)

// OK is how what is right is called among [Report.Errors].
const OK = "ok"

// errors fills in what is known of the errors.
func (r *Report) errors(result *analysis.Result) {
	r.Errors = map[string]int{OK: result.Right}
	for category, n := range result.Errors {
		r.Errors[string(category)] = n
	}
	r.Kinds = result.Kinds
	r.IoU90 = shares(result.IoU90, r.Predicted, result.IoU90, r.Gold)
	r.Words = shares(result.Words.Both, result.Words.Predicted, result.Words.Both, result.Words.Gold)
	r.Confusion = Confusion{Labels: append(slices.Clone(r.labels.Names()), Nothing), Cells: result.Confusion.Cells}
	b := &result.Boundaries
	r.Boundaries = Boundaries{Pairs: b.Pairs, Start: b.Start[:], End: b.End[:], StartWords: b.StartWords[:], EndWords: b.EndWords[:]}
	r.Blame = result.Blame
}

// shares makes scores of how many predicted and gold spans are right.
func shares(right, predicted, found, gold int) Scores {
	s := Scores{}
	if predicted > 0 {
		s.Precision = float64(right) / float64(predicted)
	} else {
		s.Undefined = append(s.Undefined, "precision")
	}
	if gold > 0 {
		s.Recall = float64(found) / float64(gold)
	} else {
		s.Undefined = append(s.Undefined, "recall")
	}
	if s.Precision+s.Recall > 0 {
		s.F1 = 2 * s.Precision * s.Recall / (s.Precision + s.Recall)
	} else if len(s.Undefined) == 2 {
		s.Undefined = append(s.Undefined, "f1")
	}
	return s
}

func (r *Report) slices(result *analysis.Result) {
	for _, s := range result.Slices {
		out := Slice{Dimension: s.Dimension, Name: s.Name, Scores: shares(s.Right, s.Predicted, s.Found, s.Gold), Support: s.Gold, Predicted: s.Predicted}
		if s.Gold > 0 {
			low, high := resample.Wilson(s.Found, s.Gold)
			out.RecallCI95 = &[2]float64{low, high}
		}
		if s.Predicted > 0 {
			low, high := resample.Wilson(s.Right, s.Predicted)
			out.PrecisionCI95 = &[2]float64{low, high}
		}
		r.Slices = append(r.Slices, out)
	}
}

func (r *Report) calibration(result *analysis.Result) {
	for _, c := range result.Calibration {
		out := Calibration{Of: c.Of, Kind: c.Kind, Count: c.Count, MeanScore: c.Score, Precision: c.Right, ECE: c.ECE, Brier: c.Brier}
		for _, b := range c.Bins {
			out.Bins = append(out.Bins, Bin{Low: b.Low, High: b.High, Count: b.Count, MeanScore: b.Score, Right: b.Right})
		}
		r.Calibration = append(r.Calibration, out)
	}
}

// Below so many documents or gold spans an interval is not to be trusted.
const (
	fewDocuments = 30
	fewSpans     = 20
)

func (r *Report) warn(result *analysis.Result, o Options) {
	warn := func(format string, args ...any) { r.Warnings = append(r.Warnings, fmt.Sprintf(format, args...)) }
	if r.Gold == 0 {
		warn("the gold documents have no entities: recall is undefined")
	}
	if r.Predicted == 0 {
		warn("nothing was predicted: precision is undefined")
	}
	if o.Resamples > 0 && r.Documents < fewDocuments {
		warn("%s: intervals of fewer than %d are too narrow", documents(r.Documents), fewDocuments)
	}
	if rare := r.rare(); len(rare) > 0 {
		warn("%s: fewer than %d gold entities, so the score says little", diag.Some(rare, 6), fewSpans)
	}
	for side, name := range []string{"gold", "predicted"} {
		if n := result.Duplicates[side]; n > 0 {
			warn("%s entities that are there twice, with the same place and label: %d; each counts", name, n)
		}
	}
	if n := result.Board.Approximate; n > 0 {
		warn("%d groups of overlapping entities were too large to be matched exactly", n)
	}
	if never := r.never(); len(never) > 0 {
		warn("%s: predicted, and no gold entity has such a label (--map says which stand for which, or leaves them out)", diag.Some(never, 6))
	}
}

func documents(n int) string {
	if n == 1 {
		return "1 document"
	}
	return fmt.Sprintf("%d documents", n)
}

// rare returns the labels with few gold spans.
func (r *Report) rare() []string {
	return r.labelsWith(func(l Label) bool { return l.Support > 0 && l.Support < fewSpans })
}

// never returns the labels that are predicted and not in the gold documents.
func (r *Report) never() []string { return r.labelsWith(func(l Label) bool { return l.Support == 0 }) }

func (r *Report) labelsWith(holds func(Label) bool) []string {
	var names []string
	for name, l := range r.Schemes[score.Strict.String()].Labels {
		if holds(l) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
