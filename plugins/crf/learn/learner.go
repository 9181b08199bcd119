package learn

import (
	"context"
	"slices"

	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/tagger"
	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train"
	"github.com/onomast/onomast/plugins/crf/train/augment"
	"github.com/onomast/onomast/plugins/crf/train/gold"
	"github.com/onomast/onomast/plugins/crf/train/tune"
)

// A learner trains chains of one level.
type learner struct {
	*Options
	level     int
	name      string
	set       scheme.Set
	template  *template.Template
	extractor *template.Extractor
	known     template.Values
	layers    *layerer
	leftOut   []string // IDs of resources
}

// newLearner prepares a level whose chain reads those of the names in earlier.
func newLearner(o *Options, level int, data *view, earlier []string) (*learner, error) {
	l := &learner{Options: o, level: level, name: o.Levels.Name(level), known: template.Values{}}
	var types []string
	for i := range data.sentences {
		for _, e := range data.sentences[i].Levels[level] {
			if !slices.Contains(types, e.Label) {
				types = append(types, e.Label)
			}
		}
	}
	var err error
	if l.template, err = o.Template.WithVectors(o.Vectors...); err != nil {
		return nil, err
	}
	if l.template, err = l.template.WithLayers(slices.Concat(o.Layers, earlier)...); err != nil {
		return nil, err
	}
	s := o.Scheme
	if s == "" {
		s = scheme.Scheme(l.template.Scheme)
	}
	if l.set, err = scheme.New(s, types); err != nil {
		return nil, err
	}
	if l.extractor, err = l.template.Compile(o.Resources); err != nil {
		return nil, err
	}
	if l.leftOut, err = l.fit(data); err != nil {
		return nil, err
	}
	l.layers = newLayerer(l.extractor, l.known)
	return l, nil
}

// examples makes training sentences of a view.
func (l *learner) examples(v *view) []train.Sentence {
	out := make([]train.Sentence, len(v.sentences))
	var spans []scheme.Span
	for i := range v.sentences {
		s := &v.sentences[i]
		spans = spans[:0]
		for _, e := range s.Levels[l.level] {
			if typ, known := slices.BinarySearch(l.set.Types, e.Label); known {
				spans = append(spans, scheme.Span{Start: e.Start, End: e.End, Type: typ})
			}
		}
		layers := l.layers.of(s, v.earlier[i])
		out[i] = train.Sentence{Words: s.Words, Layers: layers.Tags, Vectors: layers.Vectors, Tags: l.set.Encode(nil, len(s.Words), spans)}
	}
	return out
}

// prepare returns the training sentences of a view, careless copies behind them, and
// the options to train with.
func (l *learner) prepare(data, dev *view) ([]train.Sentence, augment.Counts, train.Options, error) {
	o := l.Train
	o.Known, o.Dev, o.ClassWeights = l.known, nil, l.classWeights()
	if len(dev.sentences) > 0 {
		o.Dev = l.examples(dev)
	}
	examples, copies, err := augment.Sentences(l.examples(data), l.Augment)
	return examples, copies, o, err
}

// A lesson is what came of training a chain.
type lesson struct {
	*train.Result
	copies augment.Counts
}

// teach trains a chain.
func (l *learner) teach(ctx context.Context, data, dev *view, step Step) (*lesson, error) {
	examples, copies, o, err := l.prepare(data, dev)
	if err != nil {
		return nil, err
	}
	o.Progress = func(p train.Progress) {
		if l.Progress != nil {
			if l.Levels.Count() > 1 {
				step.Level = l.name
			}
			l.Progress(step, p)
		}
	}
	o.Checkpoint = l.checkpoint(l.level)
	if step.Part > 0 {
		o.Checkpoint = "" // there would be one for each
	}
	result, err := train.Train(ctx, l.set, l.extractor, examples, o)
	if err != nil {
		return nil, err
	}
	c := &result.Chain
	c.Name, c.Template = l.name, l.template.Source
	for _, b := range l.extractor.Blobs() {
		c.Resources = append(c.Resources, model.Resource{Name: b.ID, Data: b.Data})
	}
	return &lesson{result, copies}, nil
}

// tune searches for better options on dev or, where there is none, on a part of the
// data.
func (l *learner) tune(ctx context.Context, data, dev *view) (*tune.Outcome, error) {
	if len(dev.sentences) == 0 {
		of, err := data.parts(heldOut, l.Train.Seed)
		if err != nil {
			return nil, err
		}
		dev, _ = data.part(func(i int) bool { return of[i] == 0 })
		data, _ = data.part(func(i int) bool { return of[i] != 0 })
	}
	examples, _, o, err := l.prepare(data, dev)
	if err != nil {
		return nil, err
	}
	return tune.Search(ctx, l.set, l.extractor, examples, o, tune.Default(), l.Tried)
}

// heldOut is which part of the data is held out for tuning without dev: one of so many.
const heldOut = 5

// classWeights are those of the labels of the level.
func (l *learner) classWeights() map[string]float64 {
	own := map[string]float64{}
	for label, weight := range l.Train.ClassWeights {
		if _, known := slices.BinarySearch(l.set.Types, label); known || label == outside {
			own[label] = weight
		}
	}
	return own
}

// outside stands for no label among class weights.
const outside = "O"

// find tags the sentences of a view by a chain whose weights are kept in some way.
func (l *learner) find(ctx context.Context, c *model.Chain, v *view, kept model.WriteOptions) ([]Found, error) {
	data, err := model.Bytes(&model.Model{Chains: []model.Chain{*c}}, kept)
	if err != nil {
		return nil, err
	}
	file, err := model.Load(data)
	if err != nil {
		return nil, err
	}
	ready, err := tagger.New(file)
	if err != nil {
		return nil, err
	}
	w := ready.Worker()
	defer w.Release()
	var out []Found
	var entities []tagger.Entity
	for i := range v.sentences {
		s := &v.sentences[i]
		if entities, err = w.Find(ctx, entities[:0], s.Words, l.layers.of(s, v.earlier[i]), 1); err != nil {
			return nil, err
		}
		for _, e := range entities {
			out = append(out, Found{
				Sentence: i, Level: l.level, Probability: e.Probability, Score: e.Probability,
				Span: gold.Span{Start: e.Start, End: e.End, Label: e.Label},
			})
		}
	}
	return out, nil
}

// crossed tags each part of the data by a chain that was trained on the others. In
// folds are the same sentences with what earlier chains found so.
func (l *learner) crossed(ctx context.Context, data, dev, folds *view) ([]Found, error) {
	parts := l.Folds
	of, err := data.parts(parts, l.Train.Seed)
	if err != nil {
		return nil, err
	}
	var all []Found
	for part := range parts {
		rest, _ := data.part(func(i int) bool { return of[i] != part })
		own, indices := folds.part(func(i int) bool { return of[i] == part })
		if !rest.has(l.level) {
			continue // who has seen no entity finds none
		}
		taught, err := l.teach(ctx, rest, dev, Step{Part: part + 1, Parts: parts})
		if err != nil {
			return nil, err
		}
		found, err := l.find(ctx, &taught.Chain, own, l.Write)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			f.Sentence = indices[f.Sentence]
			all = append(all, f)
		}
	}
	slices.SortStableFunc(all, func(a, b Found) int { return a.Sentence - b.Sentence })
	return all, nil
}
