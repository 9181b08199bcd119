package train

import (
	"context"
	"time"

	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train/dataset"
	"github.com/onomast/onomast/plugins/crf/train/objective"
	"github.com/onomast/onomast/plugins/crf/train/parallel"
)

// Train makes a model of sentences. What the user got wrong comes back as a diag.List. When
// ctx ends it saves its state, if there is a checkpoint, and returns the error of ctx.
func Train(ctx context.Context, set scheme.Set, x *template.Extractor, data []Sentence, o Options) (*Result, error) {
	started := time.Now()
	if err := check(set, data, o); err != nil {
		return nil, err
	}
	if err := checkVectors(x.Vectors(), data, o.Dev); err != nil {
		return nil, err
	}
	p, err := prepare(set, x, data, o)
	if err != nil {
		return nil, err
	}
	judge, err := newJudge(set, x, p, parallel.Pool{Workers: o.Workers})
	if err != nil {
		return nil, err
	}
	r, err := begin(ctx, p, judge, started)
	if err != nil {
		return nil, err
	}
	if err := r.loop(ctx); err != nil {
		return nil, err
	}
	return r.result(set, x, data)
}

// prepare lays the data out.
func prepare(set scheme.Set, x *template.Extractor, data []Sentence, o Options) (*problem, error) {
	b := dataset.NewBuilder(set.N(), offsets(x))
	for _, v := range x.Vectors() {
		b.See(dataset.Vectors{Offsets: v.Offsets})
	}
	e := newEncoder(x, b)
	weights := balance(set, data, o.Oversample)
	for i, s := range data {
		e.sentence(s, weights[i])
	}
	grid, columns, err := b.Finish(dataset.Choice{MinCount: o.MinCount, AllTags: o.AllFeatures})
	if err != nil {
		return nil, err
	}
	arcs := objective.NewArcs(set, grid, objective.Rules{All: o.AllFeatures, Free: o.Free})
	return &problem{grid: grid, columns: columns, arcs: arcs, options: o, costs: costs(set, o.ClassWeights)}, nil
}

// A run is training under way.
type run struct {
	*problem
	learner
	judge    *judge
	started  time.Time
	saved    time.Time
	stop     string // why it ended, "" while it goes on
	current  []float64
	print    uint64 // see fingerprint
	progress pace
	best
}

// best is what did best on dev up to now.
type best struct {
	weights []float64
	score   Score
	at      int // iteration; 0: none yet
	since   int // looks at dev that brought nothing better
}

// begin starts a run or resumes it.
func begin(ctx context.Context, p *problem, j *judge, started time.Time) (*run, error) {
	r := &run{problem: p, judge: j, started: started, saved: started, current: make([]float64, p.parameters())}
	found, err := r.resume(ctx)
	if err != nil || found {
		return r, err
	}
	r.learner, err = p.start(ctx, nil)
	return r, err
}

// loop takes steps until there is a reason to stop.
func (r *run) loop(ctx context.Context) error {
	for r.stop == "" {
		done, err := r.step(ctx)
		if err != nil {
			return r.interrupted(ctx, err)
		}
		r.stop = done
		score := r.look()
		r.report(score)
		if err := r.checkpoint(r.stop != ""); err != nil {
			return err
		}
	}
	return nil
}

// look tags dev when it is due, keeps what is best, and stops when nothing has become
// better for long.
func (r *run) look() *Score {
	every := max(1, r.options.DevEvery)
	if r.options.Algorithm == AdaGrad || r.options.Algorithm == Perceptron {
		every = 1 // a pass is long enough
	}
	if r.judge == nil || r.stop == "" && r.iteration()%every != 0 {
		return nil
	}
	r.learner.weights(r.current)
	score := r.judge.score(r.current)
	if r.best.at == 0 || score.F1 > r.best.score.F1 {
		r.best.weights = append(r.best.weights[:0], r.current...)
		r.best.score, r.best.at, r.best.since = score, r.iteration(), 0
		return &score
	}
	r.best.since++
	if r.stop == "" && r.options.Patience > 0 && r.best.since >= r.options.Patience {
		r.stop = "dev is not getting better"
	}
	return &score
}
