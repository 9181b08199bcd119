package sections

import (
	"context"
	"slices"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// Name is the word behind `uses:`.
const Name = "sections"

// Kind is the kind of stage that finds the sections of a text. It writes the
// layer sections and reads none.
func Kind() plugin.Kind {
	return plugin.Kind{
		Name: Name,
		Doc: "Finds the sections of a text: headings with what stands below them, numbered clauses, quoted replies, signatures, stack traces. " +
			"It writes the layer `sections`, in which a section may lie in another; rules ask for it by `context: {sections: [...]}`. " +
			"Attributes are `heading`, `number`, and `level` where a section lies in others of its label.",
		Options:  Options{},
		Contract: contract,
		Test:     test,
		Open:     openStage,
	}
}

func contract(cfg plugin.Config) (plugin.Contract, error) {
	rs, _, problems := compile(cfg)
	if problems.HasErrors() {
		return plugin.Contract{}, problems
	}
	c := plugin.Contract{Provides: []plugin.LayerSpec{
		{Name: document.Sections, Role: plugin.SectionsRole, Labels: rs.labels()},
	}}
	if len(problems) > 0 {
		return c, problems
	}
	return c, nil
}

// labels are those that sections can have, sorted.
func (rs *ruleset) labels() []string {
	var labels []string
	for _, r := range rs.rules {
		labels = append(labels, r.label)
	}
	slices.Sort(labels)
	return slices.Compact(labels)
}

func openStage(_ context.Context, cfg plugin.Config) (plugin.Stage, error) {
	rs, _, problems := compile(cfg)
	if problems.HasErrors() {
		return nil, problems.Err()
	}
	return newStage(rs), nil
}
