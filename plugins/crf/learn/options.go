package learn

import (
	"errors"
	"io/fs"
	"os"

	"github.com/onomast/onomast/core/calibrate"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train"
	"github.com/onomast/onomast/plugins/crf/train/augment"
	"github.com/onomast/onomast/plugins/crf/train/gold"
	"github.com/onomast/onomast/plugins/crf/train/tune"
)

// Options say how a model is made.
type Options struct {
	Template *template.Template
	// Resources are the files that the template names.
	Resources template.Resources
	// Layers are looked at by features beside those of the template.
	Layers []string
	// Vectors are layers whose vectors are looked at beside those of the template.
	Vectors []string
	// Scheme is that of the tags; empty: the template's.
	Scheme scheme.Scheme
	Levels gold.Levels
	// Train says how each chain is trained. Dev is filled in here.
	Train train.Options
	// FitC1 takes [train.C1For] the entities of the training data instead of Train.C1.
	FitC1 bool
	// Augment says how many copies of training sentences are written carelessly.
	Augment augment.Options
	// Tune searches for the penalties and the least count that are best on dev, or on a
	// part of the training data, on the first level.
	Tune bool
	// Folds, when it is more than 1, is how many parts of the training data are tagged
	// by models of the other parts. It takes the place of dev where there is none.
	Folds int
	// Precision, when it is over 0, is what the thresholds of labels are to reach.
	Precision float64
	// Write says how the model will be kept: what it is worth is measured so.
	Write model.WriteOptions
	// Progress hears of every iteration; it may be nil.
	Progress func(Step, train.Progress)
	// Tried hears of every training of a search; it may be nil.
	Tried func(done, all int, t tune.Trial)
}

// checkpoint is where the state of the chain of a level is kept.
func (o *Options) checkpoint(level int) string {
	if o.Train.Checkpoint == "" || o.Levels.Count() == 1 {
		return o.Train.Checkpoint
	}
	return o.Train.Checkpoint + "." + o.Levels.Name(level)
}

// Saved returns the latest checkpoint there is, "" for none.
func (o *Options) Saved() string {
	for level := o.Levels.Count() - 1; level >= 0; level-- {
		if _, err := os.Stat(o.checkpoint(level)); err == nil {
			return o.checkpoint(level)
		}
	}
	return ""
}

// Forget removes the checkpoints of an earlier training.
func (o *Options) Forget() error {
	if o.Train.Checkpoint == "" {
		return nil
	}
	for level := range o.Levels.Count() {
		for _, name := range []string{o.checkpoint(level), o.checkpoint(level) + train.Unfinished} {
			if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

// A Step is one training of several.
type Step struct {
	// Level is the name of the chain, "" where there is one only.
	Level string
	// Part counts from 1 to Parts among trainings on parts of the data; 0 is the one
	// that makes the model.
	Part, Parts int
}

// A Result is a model and what is known of it.
type Result struct {
	// Model has no card.
	Model  model.Model
	Levels []Level
	// Dev are the entities that the model finds in dev, Crossed those that the models
	// of the folds find in the training data, by sentences.
	Dev, Crossed []Found
	// Train are the options with what was found best by tuning, Trials what was tried.
	Train  train.Options
	Trials []tune.Trial
	// Copies is how many careless copies of training sentences there were, on the
	// first level.
	Copies augment.Counts
	// Rounding is by how much rounding the weights changed the F1 of dev, summed over
	// levels; nil where they are not rounded, or there is no dev.
	Rounding *float64
	// LeftOut are the IDs of files that ship, and that the template names, but that say
	// little of this training data: the model does without.
	LeftOut []string
	// Warnings say what is odd about the data.
	Warnings diag.List
}

// A Level says how the training of one chain went.
type Level struct {
	Name string `json:"name"`
	train.Summary
	// Found is how many entities were found in sentences that the model does not know.
	Found int `json:"found"`
	// Scores is how far the probabilities of these are right; nil where they are too
	// few to tell, and then scores are raw.
	Scores *calibrate.Fitted `json:"scores,omitempty"`
	// Cuts are the thresholds by label, and Unreached the labels that have none since
	// no threshold makes them precise enough.
	Cuts      map[string]calibrate.Cut `json:"cuts,omitempty"`
	Unreached []string                 `json:"unreached,omitempty"`

	level int // of gold sentences
}

// A Found is an entity that a model found.
type Found struct {
	// Sentence is the index of the sentence, Level of the chain.
	Sentence, Level int
	gold.Span
	// Probability is what the chain says of it, Score what that is worth.
	Probability, Score float64
	// Dropped: its score is under the threshold of its label.
	Dropped bool
}
