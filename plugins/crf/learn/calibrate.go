package learn

import (
	"maps"
	"slices"

	"github.com/onomast/onomast/core/calibrate"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/train/gold"
)

// calibrate learns from what was found in sentences that the models do not know what
// probabilities are worth, and which make labels precise enough.
func (r *Result) calibrate(data, dev *view, o *Options) {
	found, in := r.Dev, dev
	if len(dev.sentences) == 0 {
		found, in = r.Crossed, data
	}
	for i := range r.Model.Chains {
		r.Levels[i].calibrate(&r.Model.Chains[i], found, in, o.Precision)
	}
	for _, list := range [][]Found{r.Dev, r.Crossed} {
		for k := range list {
			f := &list[k]
			c := &r.Model.Chains[r.chainOf(f.Level)]
			f.Score = score(c, f.Label, f.Probability)
			f.Dropped = f.Score < c.Thresholds[f.Label]
		}
	}
}

// chainOf is the index of the chain of a level.
func (r *Result) chainOf(level int) int {
	return slices.IndexFunc(r.Levels, func(l Level) bool { return l.level == level })
}

// score is what a probability is worth.
func score(c *model.Chain, label string, probability float64) float64 {
	points, ok := c.Calibration[label]
	if !ok {
		points = c.Calibration[""]
	}
	return points.Apply(probability)
}

func (l *Level) calibrate(c *model.Chain, found []Found, in *view, precision float64) {
	all, byLabel := observations(found, in, l.level)
	l.Found = len(all)
	fitted := calibrate.FitLabels(all, byLabel)
	if l.Scores = fitted.All; l.Scores == nil {
		return
	}
	c.Calibration = fitted.Maps
	if precision > 0 {
		l.cut(c, byLabel, precision)
	}
}

// cut sets the thresholds.
func (l *Level) cut(c *model.Chain, byLabel map[string][]calibrate.Observation, precision float64) {
	l.Cuts, c.Thresholds = map[string]calibrate.Cut{}, map[string]float64{}
	for _, label := range slices.Sorted(maps.Keys(byLabel)) {
		scored := slices.Clone(byLabel[label])
		for i := range scored {
			scored[i].Score = score(c, label, scored[i].Score)
		}
		cut, ok := calibrate.Threshold(scored, precision)
		if !ok {
			l.Unreached = append(l.Unreached, label)
			continue
		}
		l.Cuts[label] = cut
		if cut.At > 0 {
			c.Thresholds[label] = cut.At
		}
	}
}

// observations are the probabilities of what was found on a level, and whether it is
// there: to the byte, whatever tokens an entity was widened to.
func observations(found []Found, in *view, level int) (all []calibrate.Observation, byLabel map[string][]calibrate.Observation) {
	byLabel = map[string][]calibrate.Observation{}
	for _, f := range found {
		if f.Level != level {
			continue
		}
		o := calibrate.Observation{Score: f.Probability, Right: isGold(&in.sentences[f.Sentence], f)}
		all = append(all, o)
		byLabel[f.Label] = append(byLabel[f.Label], o)
	}
	return all, byLabel
}

// isGold reports whether an entity that was found is true, on whatever level.
func isGold(s *gold.Sentence, f Found) bool {
	return slices.ContainsFunc(s.Levels, func(level []gold.Span) bool { return slices.Contains(level, f.Span) })
}
