package learn_test

import (
	"strings"
	"testing"

	"github.com/onomast/onomast/plugins/crf/train/gold"

	. "github.com/onomast/onomast/plugins/crf/learn"
)

// What is odd about data is said; what no model can come of is an error.
func TestOdd(t *testing.T) {
	t.Parallel()
	many := strings.Repeat("they saw [Kara PER] there / ", 12)
	for name, tt := range map[string]struct {
		data, dev string
		levels    []string
		change    func(*Options)
		warning   string
		err       string
	}{
		"few examples":    {data: many + "[Rome LOC] / [Bern LOC]", warning: "labels with fewer than 10 examples, which are too few to learn from: LOC (2)"},
		"label of dev":    {data: many, dev: "[it MISC] is [Kara PER]", warning: "labels that dev has and the training data has not: MISC"},
		"one label":       {data: many},
		"empty level":     {data: many, levels: []string{"2"}, warning: "the level level2 has no entity in the training data: it is left out"},
		"no entities":     {data: "nothing / at all", err: "none of 2 sentences has an entity"},
		"no sentences":    {data: "", err: "there is nothing to train on"},
		"wrong weight":    {data: many, change: func(o *Options) { o.Train.ClassWeights = map[string]float64{"PERS": 2} }, err: `did you mean "PER"?`},
		"weight of none":  {data: many, change: func(o *Options) { o.Train.ClassWeights = map[string]float64{"O": 0.5, "PER": 2} }},
		"negative c2":     {data: many, change: func(o *Options) { o.Train.C2 = -1 }, err: "c2 is -1"},
		"nothing to hold": {data: many, change: func(o *Options) { o.Train.C2, o.Train.Iterations = 0, 0 }, err: "nothing keeps weights from growing for ever"},
		"no penalty":      {data: many, change: func(o *Options) { o.Train.C2 = 0 }},
		"one fold each":   {data: many, change: func(o *Options) { o.Folds = 12 }},
		"too many folds":  {data: many, change: func(o *Options) { o.Folds = 50 }, err: "50 folds of 12"},
		"augment":         {data: many, change: func(o *Options) { o.Augment.Typos = 2 }, err: "typos is 2"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := options(t, plain, tt.levels...)
			if tt.change != nil {
				tt.change(&o)
			}
			var data, dev []gold.Sentence
			if tt.data != "" {
				data = sentencesOf(t, o.Levels, tt.data)
			}
			if tt.dev != "" {
				dev = sentencesOf(t, o.Levels, tt.dev)
			}
			r, err := Learn(t.Context(), data, dev, o)
			switch {
			case tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)):
				t.Errorf("%v, want %q", err, tt.err)
			case tt.err == "" && err != nil:
				t.Error(err)
			case tt.err == "" && !strings.Contains(r.Warnings.Error(), tt.warning):
				t.Errorf("%v, want %q", r.Warnings, tt.warning)
			case tt.err == "" && tt.warning == "" && len(r.Warnings) > 0:
				t.Error(r.Warnings)
			}
		})
	}
}

// Class weights find their way: a label that counts for more is found more often.
func TestClassWeights(t *testing.T) {
	t.Parallel()
	texts := travels(60, 8)
	levels := options(t, plain).Levels
	data, dev := sentencesOf(t, levels, texts...), sentencesOf(t, levels, travels(200, 9)...)
	found := func(weight float64) int {
		o := options(t, "  - {of: shape, collapse: 1}\n")
		o.Train.ClassWeights = map[string]float64{"LOC": weight}
		n := 0
		for _, f := range learned(t, data, dev, o).Dev {
			if f.Label == "LOC" {
				n++
			}
		}
		return n
	}
	if less, more := found(0.2), found(5); less >= more {
		t.Errorf("%d with a small weight, %d with a large one", less, more)
	}
}
