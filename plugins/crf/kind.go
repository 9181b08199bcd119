package crf

import (
	"context"
	"errors"
	"slices"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/tagger"
)

// Name is the word behind `uses:`.
const Name = "crf"

// Kind is the kind of stage that proposes entities by a trained model. It writes
// candidates to a layer named by the stage's id; it reads tokens, sentences if there
// are any, and the layers that the model's features look at.
func Kind() plugin.Kind {
	return plugin.Kind{
		Name: Name,
		Doc: "Finds entities by a model that was trained on annotated text: a conditional random field. " +
			"`runner train crf` makes models. Each entity has a score: the probability that exactly these tokens are an entity of this label, " +
			"calibrated where the model says how, raw otherwise. Features of a model may look at layers of earlier stages, such as the entities of rules.",
		Options:  Options{},
		Contract: contract,
		Test:     test,
		Open:     open,
	}
}

// contract reads the small parts of the model only.
func contract(cfg plugin.Config) (plugin.Contract, error) {
	o, err := decode(cfg)
	if err != nil {
		return plugin.Contract{}, err
	}
	f, err := openModel(cfg, o)
	if err != nil {
		return plugin.Contract{}, err
	}
	defer func() { _ = f.Close() }()
	if found := append(o.check(f), o.checkVectors(f, cfg.Layers)...); found.HasErrors() {
		return plugin.Contract{}, found
	}
	layers, err := tagger.LayersOf(f)
	if err != nil {
		return plugin.Contract{}, atModel(o, err)
	}
	return plugin.Contract{
		Needs:    needs(layers),
		Provides: []plugin.LayerSpec{{Name: cfg.Stage, Role: plugin.CandidatesRole, Labels: o.proposed(f)}},
	}, nil
}

func needs(layers []string) []plugin.Need {
	out := []plugin.Need{{Layer: document.Tokens}, {Layer: document.Sentences, Optional: true}}
	for _, name := range layers {
		if name != document.Tokens && name != document.Sentences {
			out = append(out, plugin.Need{Layer: name})
		}
	}
	return out
}

// proposed are the labels that candidates can have, sorted.
func (o *Options) proposed(f *model.File) []string {
	var labels []string
	for i := range f.Chains {
		for _, h := range o.choices(&f.Chains[i]) {
			if h.Label != "" {
				labels = append(labels, h.Label)
			}
		}
	}
	slices.Sort(labels)
	return slices.Compact(labels)
}

// test looks at every byte of the model.
func test(_ context.Context, cfg plugin.Config) diag.List {
	o, err := decode(cfg)
	if err != nil {
		return nil // contract has reported it
	}
	f, _, err := prepare(cfg, o)
	if err == nil {
		err = f.Close()
	}
	return diag.From(err, "crf.model")
}

func open(_ context.Context, cfg plugin.Config) (plugin.Stage, error) {
	o, err := decode(cfg)
	if err != nil {
		return nil, err
	}
	f, m, err := prepare(cfg, o)
	if err != nil {
		return nil, err
	}
	if found := append(o.check(f), o.checkVectors(f, cfg.Layers)...); found.HasErrors() {
		return nil, errors.Join(found, f.Close())
	}
	st, err := newStage(cfg, o, f, m)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return st, nil
}

// openModel maps the model.
func openModel(cfg plugin.Config, o *Options) (*model.File, error) {
	f, err := model.Open(cfg.File("/model", o.Model))
	if err != nil {
		return nil, atModel(o, err)
	}
	return f, nil
}

// prepare opens the model, makes sure that it is whole, and gets it ready to tag.
func prepare(cfg plugin.Config, o *Options) (*model.File, *tagger.Model, error) {
	f, err := openModel(cfg, o)
	if err != nil {
		return nil, nil, err
	}
	var m *tagger.Model
	if err = f.Verify(); err == nil {
		m, err = tagger.New(f)
	}
	if err != nil {
		return nil, nil, errors.Join(atModel(o, err), f.Close())
	}
	return f, m, nil
}

// atModel makes diagnostics at the option model of what is wrong with the file.
func atModel(o *Options, err error) error {
	list := slices.Clone(diag.From(err, "crf.model"))
	for i := range list {
		d := &list[i]
		if d.File != "" && d.Line > 0 { // in the template of the model
			d.Summary = "its template, line " + d.Position.String() + ": " + d.Summary
		}
		d.Position, d.Pointer = diag.Position{}, "/model"
		d.Summary = o.Model + ": " + d.Summary
	}
	return list
}
