package learn

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/train"
	"github.com/onomast/onomast/plugins/crf/train/gold"
)

// Learn makes a model of training data. dev may be empty.
func Learn(ctx context.Context, data, dev []gold.Sentence, o Options) (*Result, error) {
	r := &Result{}
	known, unknown, folds := newView(data), newView(dev), newView(data)
	var names []string
	levels := o.Levels.Count()
	r.odd(known, unknown)
	if err := classes(known, o.Train.ClassWeights); err != nil {
		return nil, err
	}
	if o.Folds > 1 { // what cannot be is said before anything is trained
		if _, err := known.parts(o.Folds, o.Train.Seed); err != nil {
			return nil, err
		}
	}
	for k := range levels {
		if k > 0 && !known.has(k) {
			r.warn("crf.empty-level", fmt.Sprintf("the level %s has no entity in the training data: it is left out", o.Levels.Name(k)), "")
			continue
		}
		l, err := newLearner(&o, k, known, names)
		if err != nil {
			return nil, err
		}
		if k == 0 {
			r.LeftOut = l.leftOut
			if err := r.settle(ctx, l, known, unknown); err != nil {
				return nil, err
			}
		}
		if err := r.level(ctx, l, known, unknown, folds); err != nil {
			return nil, err
		}
		names = append(names, l.name)
	}
	r.calibrate(known, unknown, &o)
	return r, nil
}

// settle finds out with which options all chains are trained.
func (r *Result) settle(ctx context.Context, l *learner, data, dev *view) error {
	if l.Tune {
		outcome, err := l.tune(ctx, data, dev)
		if err != nil {
			return err
		}
		o := outcome.Options
		l.Train.Algorithm, l.Train.C1, l.Train.C2, l.Train.MinCount = o.Algorithm, o.C1, o.C2, o.MinCount
		r.Trials = outcome.Trials
	} else if l.FitC1 {
		l.Train.C1 = train.C1For(data.entities())
	}
	r.Train = l.Train
	return nil
}

// level trains the chain of a level and tags what is to be tagged by it: dev, and the
// training data by folds. For later chains, what it finds is put down in dev and folds;
// in data that they are trained on, what is true, which was no worse than what models
// of other parts of the data find there, and trains each chain once.
func (r *Result) level(ctx context.Context, l *learner, data, dev, folds *view) error {
	taught, err := l.teach(ctx, data, dev, Step{})
	if err != nil {
		return err
	}
	if len(r.Levels) == 0 {
		r.Copies = taught.copies
	}
	c := &taught.Chain
	r.Model.Chains = append(r.Model.Chains, *c)
	r.Levels = append(r.Levels, Level{Name: l.name, Summary: taught.Summary, level: l.level})
	found, err := l.find(ctx, c, dev, l.Write)
	if err != nil {
		return err
	}
	if err := r.round(ctx, l, c, dev, found); err != nil {
		return err
	}
	dev.add(l.name, found)
	r.Dev = append(r.Dev, found...)
	if l.Folds > 1 {
		if found, err = l.crossed(ctx, data, dev, folds); err != nil {
			return err
		}
		folds.add(l.name, found)
		r.Crossed = append(r.Crossed, found...)
	}
	data.addGold(l.name, l.level)
	return nil
}

// round notes how much of the F1 on dev it costs to round the weights of a chain.
func (r *Result) round(ctx context.Context, l *learner, c *model.Chain, dev *view, rounded []Found) error {
	if l.Write.Quantise == model.Exact || len(dev.sentences) == 0 {
		return nil
	}
	exact, err := l.find(ctx, c, dev, model.WriteOptions{NoNames: true})
	if err != nil {
		return err
	}
	if r.Rounding == nil {
		r.Rounding = new(float64)
	}
	*r.Rounding += f1(rounded, dev, l.level) - f1(exact, dev, l.level)
	return nil
}

// f1 is that of what was found on a level.
func f1(found []Found, in *view, level int) float64 {
	right, all := 0, len(found)
	for _, f := range found {
		if slices.Contains(in.sentences[f.Sentence].Levels[level], f.Span) {
			right++
		}
	}
	for i := range in.sentences {
		all += len(in.sentences[i].Levels[level])
	}
	return 2 * float64(right) / math.Max(1, float64(all))
}

func (r *Result) warn(code, summary, hint string) {
	r.Warnings = append(r.Warnings, diag.Diagnostic{Severity: diag.Warning, Code: code, Summary: summary, Hint: hint})
}
