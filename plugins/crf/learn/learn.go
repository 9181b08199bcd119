package learn

import (
	"context"
	"fmt"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/crf/train/gold"
)

// jackknife is by how many parts of the training data it is found what an earlier
// chain says of sentences that it does not know.
const jackknife = 4

// Learn makes a model of training data. dev may be empty.
func Learn(ctx context.Context, data, dev []gold.Sentence, o Options) (*Result, error) {
	r := &Result{}
	known, unknown := newView(data), newView(dev)
	var names []string
	levels := o.Levels.Count()
	r.odd(known, unknown)
	if err := classes(known, o.Train.ClassWeights); err != nil {
		return nil, err
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
			if err := r.settle(ctx, l, known, unknown); err != nil {
				return nil, err
			}
		}
		if err := r.level(ctx, l, known, unknown, k < levels-1); err != nil {
			return nil, err
		}
		names = append(names, l.name)
	}
	r.calibrate(known, unknown, &o)
	return r, nil
}

// settle finds out with which options chains are trained.
func (r *Result) settle(ctx context.Context, l *learner, data, dev *view) error {
	_, copies, _, err := l.prepare(data, dev)
	if err != nil {
		return err
	}
	r.Copies = copies
	if l.Tune {
		outcome, err := l.tune(ctx, data, dev)
		if err != nil {
			return err
		}
		o := outcome.Options
		l.Train.Algorithm, l.Train.C1, l.Train.C2, l.Train.MinCount = o.Algorithm, o.C1, o.C2, o.MinCount
		r.Trials = outcome.Trials
	}
	r.Train = l.Train
	return nil
}

// level trains the chain of a level and tags what is to be tagged by it.
func (r *Result) level(ctx context.Context, l *learner, data, dev *view, more bool) error {
	c, result, err := l.teach(ctx, data, dev, Step{Level: l.name})
	if err != nil {
		return err
	}
	r.Model.Chains = append(r.Model.Chains, *c)
	r.Levels = append(r.Levels, Level{Name: l.name, Summary: result.Summary, level: l.level})
	found, err := l.find(ctx, c, dev)
	if err != nil {
		return err
	}
	dev.add(l.name, found)
	r.Dev = append(r.Dev, found...)
	parts := l.Folds
	if parts < 2 && more && data.has(l.level+1) {
		parts = jackknife
	}
	if parts < 2 {
		return nil
	}
	if found, err = l.crossed(ctx, data, dev, parts); err != nil {
		return err
	}
	data.add(l.name, found)
	if l.Folds > 1 {
		r.Crossed = append(r.Crossed, found...)
	}
	return nil
}

func (r *Result) warn(code, summary, hint string) {
	r.Warnings = append(r.Warnings, diag.Diagnostic{Severity: diag.Warning, Code: code, Summary: summary, Hint: hint})
}
