package tune

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train"
)

// A Space is what values are tried, each with each.
type Space struct {
	C1       []float64 `json:"c1"`
	C2       []float64 `json:"c2"`
	MinCount []int     `json:"min_count"`
	// Short is how many iterations a first look takes; the better third of the trials
	// goes on to all iterations.
	Short int `json:"short"`
}

// Default is a small space.
func Default() Space {
	return Space{C1: []float64{0, 0.05, 0.1, 0.2}, C2: []float64{0.02, 0.1, 0.5}, MinCount: []int{1, 2}, Short: 30}
}

// A Trial is one set of values and what it came to.
type Trial struct {
	C1       float64 `json:"c1"`
	C2       float64 `json:"c2"`
	MinCount int     `json:"min_count"`
	// First is the score on dev after the first look.
	First train.Score `json:"first"`
	// Full is the score after all iterations, nil for a trial that did not get there.
	Full *train.Score `json:"full,omitempty"`
	// Weights is how many are not 0.
	Weights int           `json:"weights"`
	Time    time.Duration `json:"time"`
}

// An Outcome is what a search came to.
type Outcome struct {
	// Options are those given, with the values that were best.
	Options train.Options
	// Result is the model they lead to.
	Result *train.Result
	// Trials are all of them, the best first.
	Trials []Trial
}

// Search trains with all values of a space and takes those that are best on o.Dev. Of
// equally good ones it takes the model with fewer weights. report is called after each
// training, with how many are done and how many there will be; it may be nil.
func Search(ctx context.Context, set scheme.Set, x *template.Extractor, data []train.Sentence, o train.Options, space Space, report func(done, all int, t Trial)) (*Outcome, error) {
	s := search{set: set, extractor: x, data: data, options: o, report: report}
	s.options.Checkpoint, s.options.Resume, s.options.Progress = "", false, nil
	if err := s.list(space); err != nil {
		return nil, err
	}
	goOn := (len(s.trials) + 2) / 3
	s.all = len(s.trials) + goOn
	for i := range s.trials {
		if err := s.first(ctx, &s.trials[i], space.Short); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(s.trials, better)
	var best *train.Result
	for i := range s.trials[:goOn] {
		r, err := s.full(ctx, &s.trials[i])
		if err != nil {
			return nil, err
		}
		if best == nil || better(s.trials[i], s.trials[s.best]) < 0 {
			best, s.best = r, i
		}
	}
	chosen := s.trials[s.best]
	slices.SortStableFunc(s.trials, better)
	return &Outcome{Options: chosen.apply(o), Result: best, Trials: s.trials}, nil
}

type search struct {
	set       scheme.Set
	extractor *template.Extractor
	data      []train.Sentence
	options   train.Options
	report    func(done, all int, t Trial)
	trials    []Trial
	best      int // index into trials
	done, all int
}

func (s *search) list(space Space) error {
	for _, c1 := range space.C1 {
		for _, c2 := range space.C2 {
			for _, least := range space.MinCount {
				s.trials = append(s.trials, Trial{C1: c1, C2: c2, MinCount: least})
			}
		}
	}
	var problem string
	switch {
	case len(s.options.Dev) == 0:
		problem = "tuning needs dev data to judge by"
	case len(s.trials) == 0:
		problem = "there are no values to try"
	case space.Short < 1:
		problem = fmt.Sprintf("the first look takes %d iterations, which must be 1 or more", space.Short)
	default:
		return nil
	}
	return diag.List{{Severity: diag.Error, Code: "crf.tune", Summary: problem, Hint: "give what is missing, or do not tune"}}
}

// apply sets the values of a trial.
func (t Trial) apply(o train.Options) train.Options {
	o.C1, o.C2, o.MinCount = t.C1, t.C2, t.MinCount
	if o.Algorithm == train.OWLQN && t.C1 == 0 {
		o.Algorithm = train.LBFGS
	}
	return o
}

func (s *search) first(ctx context.Context, t *Trial, short int) error {
	o := t.apply(s.options)
	if o.Iterations == 0 || o.Iterations > short {
		o.Iterations = short
	}
	_, err := s.train(ctx, t, o, &t.First)
	return err
}

func (s *search) full(ctx context.Context, t *Trial) (*train.Result, error) {
	t.Full = new(train.Score)
	return s.train(ctx, t, t.apply(s.options), t.Full)
}

func (s *search) train(ctx context.Context, t *Trial, o train.Options, score *train.Score) (*train.Result, error) {
	r, err := train.Train(ctx, s.set, s.extractor, s.data, o)
	if err != nil {
		return nil, fmt.Errorf("c1 %v, c2 %v, min_count %d: %w", t.C1, t.C2, t.MinCount, err)
	}
	*score, t.Weights = *r.Summary.Dev, r.Summary.Active
	t.Time += r.Summary.Time
	s.done++
	if s.report != nil {
		s.report(s.done, s.all, *t)
	}
	return r, nil
}

// better compares trials: those that went all the way first, then by F1.
func better(a, b Trial) int {
	switch {
	case a.Full != nil && b.Full == nil:
		return -1
	case a.Full == nil && b.Full != nil:
		return 1
	case a.Full != nil:
		return cmp.Or(cmp.Compare(b.Full.F1, a.Full.F1), cmp.Compare(a.Weights, b.Weights))
	}
	return cmp.Or(cmp.Compare(b.First.F1, a.First.F1), cmp.Compare(a.Weights, b.Weights))
}
