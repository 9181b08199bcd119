package resolver

import (
	"context"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// Kind returns the kind of stage `uses: resolver` stands for.
func Kind() plugin.Kind {
	return plugin.Kind{
		Name: "resolver",
		Doc: "Decides which candidates become entities. Of all admissible sets it keeps the one that is best by priority, scores and length, " +
			"exactly and whatever the order of the candidates; each loser is told why in the layer `decisions`.",
		Options:  Options{},
		Contract: contract,
		Open:     openStage,
	}
}

// contract says what a resolver reads and writes. Mistakes in the options come
// as a diag.List, which may hold warnings alone.
func contract(cfg plugin.Config) (plugin.Contract, error) {
	var o Options
	if err := cfg.Decode(&o); err != nil {
		return plugin.Contract{}, err
	}
	c := plugin.Contract{
		Needs: []plugin.Need{{Role: plugin.CandidatesRole, Stages: o.From}},
		Provides: []plugin.LayerSpec{
			entityLayer(cfg.Layers, o),
			{Name: decisionsLayer, Role: plugin.DecisionsRole, OpenLabels: true},
		},
	}
	if list := check(cfg, o); len(list) > 0 {
		return c, list
	}
	return c, nil
}

// entityLayer announces the labels that entities can have.
func entityLayer(layers []plugin.LayerSpec, o Options) plugin.LayerSpec {
	read := candidateLayers(layers, o.From)
	spec := plugin.LayerSpec{Name: document.Entities, Role: plugin.EntitiesRole, OpenLabels: len(read) == 0}
	for _, l := range read {
		spec.OpenLabels = spec.OpenLabels || l.OpenLabels
		for _, label := range l.Labels {
			if to, ok := o.Relabel[label]; ok {
				label = to
			}
			spec.Labels = append(spec.Labels, label)
		}
	}
	for _, j := range o.Join {
		if j.Into != "" {
			spec.Labels = append(spec.Labels, j.Into)
		}
	}
	spec.Labels = slices.DeleteFunc(spec.Labels, func(l string) bool { return slices.Contains(o.Drop, l) })
	slices.SortFunc(spec.Labels, strings.Compare)
	spec.Labels = slices.Compact(spec.Labels)
	return spec
}

// openStage prepares a resolver.
func openStage(_ context.Context, cfg plugin.Config) (plugin.Stage, error) {
	var o Options
	if err := cfg.Decode(&o); err != nil {
		return nil, err
	}
	p, err := compile(cfg, o)
	if err != nil {
		return nil, err
	}
	return &stage{policy: p, decisions: cfg.Wants(decisionsLayer)}, nil
}
