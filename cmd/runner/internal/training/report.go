package training

import (
	"maps"
	"os"
	"slices"

	"github.com/onomast/onomast/evaluation"
	"github.com/onomast/onomast/plugins/crf/learn"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/train/augment"
	"github.com/onomast/onomast/plugins/crf/train/gold"
	"github.com/onomast/onomast/plugins/crf/train/tune"
)

// A Report says what a training came to.
type Report struct {
	Model string `json:"model"`
	Bytes int64  `json:"bytes"`
	// Train and Dev say what became of the annotated documents; Dev is nil where there
	// are none.
	Train gold.Counts  `json:"train"`
	Dev   *gold.Counts `json:"dev,omitempty"`
	// Levels are the chains of the model.
	Levels []learn.Level `json:"levels"`
	// Trials are what tuning tried, the best first; Copies counts careless copies of
	// training sentences.
	Trials []tune.Trial   `json:"trials,omitempty"`
	Copies augment.Counts `json:"copies"`
	// LeftOut are files that ship and say little of this text: features that read them
	// are left out.
	LeftOut []string `json:"left_out,omitempty"`
	// OnDev and OnFolds are the judgements of what was found in dev, and in the
	// training data by models that had not seen it.
	OnDev   *evaluation.Report `json:"on_dev,omitempty"`
	OnFolds *evaluation.Report `json:"on_folds,omitempty"`
	Card    *model.Card        `json:"card"`

	train, dev *Set
}

// Judge judges a model by what it finds in dev, which may be nil, and by folds.
func Judge(train, dev *Set, r *learn.Result, folds bool) *Report {
	report := &Report{Train: train.Counts, Levels: r.Levels, Trials: r.Trials, Copies: r.Copies, LeftOut: r.LeftOut, train: train, dev: dev}
	if dev != nil {
		report.Dev, report.OnDev = &dev.Counts, dev.judge(r.Dev)
	}
	if folds {
		report.OnFolds = train.judge(r.Crossed)
	}
	return report
}

// Fill fills in what the report knows of a card.
func (r *Report) Fill(card *model.Card, licence, template string, result *learn.Result) error {
	for _, set := range []*Set{r.train, r.dev} {
		if set == nil {
			continue
		}
		sources, err := set.Sources(licence)
		if err != nil {
			return err
		}
		card.Data = append(card.Data, sources...)
	}
	if r.OnDev != nil {
		card.Scores = append(card.Scores, Scores("dev", r.OnDev)...)
	}
	if r.OnFolds != nil {
		card.Scores = append(card.Scores, Scores("folds", r.OnFolds)...)
	}
	for _, l := range r.Levels {
		card.Iterations += l.Iterations
		card.Objective += l.Objective
	}
	card.Algorithm, card.Settings = string(result.Train.Algorithm), settings(template, result.Train)
	if result.Rounding != nil {
		card.Loss = &model.Loss{F1: result.Rounding}
	}
	r.Card = card
	return nil
}

// Written says where the model is.
func (r *Report) Written(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	r.Model, r.Bytes = path, info.Size()
	return nil
}

// keys are those of a map, sorted.
func keys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
