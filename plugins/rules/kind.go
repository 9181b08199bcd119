package rules

import (
	"context"
	"slices"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// Name is the word behind `uses:`.
const Name = "rules"

// Kind is the kind of stage that proposes entities by patterns and lists. It
// writes candidates to a layer named by the stage's id; it reads tokens,
// sentences and sections, if there are any, for the context of a match.
func Kind() plugin.Kind {
	m := &memo{}
	return plugin.Kind{
		Name: Name,
		Doc: "Finds entities by regular expressions, by lists of terms and by patterns over tokens. " +
			"Each rule can have exceptions, words near a match that are required, forbidden or move its score, " +
			"nested spans and attributes, and examples that `runner check` tries out. " +
			"Assertions give entities attributes by what the text says of them: that they are denied, past, or another's.",
		Options:  Options{},
		Contract: m.contract,
		Test:     m.test,
		Open:     m.open,
	}
}

// contract reports every mistake of the options; the contract is returned
// beside warnings, which travel as a diag.List too.
func (m *memo) contract(cfg plugin.Config) (plugin.Contract, error) {
	rs, found := m.compile(cfg)
	if found.HasErrors() {
		return plugin.Contract{}, found
	}
	c := plugin.Contract{Provides: []plugin.LayerSpec{{
		Name: cfg.Stage, Role: plugin.CandidatesRole, Labels: rs.labels(),
	}}}
	if rs.tokens {
		c.Needs = append(c.Needs, plugin.Need{Layer: document.Tokens, Optional: true})
	}
	if rs.sentence {
		c.Needs = append(c.Needs, plugin.Need{Layer: document.Sentences, Optional: true})
	}
	if rs.language {
		c.Needs = append(c.Needs, plugin.Need{Layer: document.Language, Optional: true})
	}
	if len(rs.sectionLabels) > 0 { // by role, to be asked again once the layers are known
		c.Needs = append(c.Needs, plugin.Need{Role: plugin.SectionsRole, Optional: true})
		found = append(found, rs.checkSections(cfg.Layers)...)
	}
	for _, layer := range rs.referred {
		c.Needs = append(c.Needs, plugin.Need{Layer: layer})
	}
	for _, layer := range rs.askedLayers() {
		c.Needs = append(c.Needs, plugin.Need{Layer: layer})
	}
	if len(found) > 0 {
		return c, found
	}
	return c, nil
}

// labels are those that candidates can have, sorted.
func (rs *ruleset) labels() []string {
	var labels []string
	for _, p := range rs.patterns {
		labels = p.appendLabels(labels)
	}
	for _, q := range rs.sequences {
		labels = q.appendLabels(labels)
	}
	for _, l := range rs.lists {
		if !l.silent {
			labels = append(labels, l.labels...)
		}
	}
	slices.Sort(labels)
	return slices.Compact(labels)
}

// appendLabels appends the rule's label and those of its groups.
func (r *rule) appendLabels(to []string) []string {
	to = append(to, r.label)
	for _, g := range r.groups {
		if g.label != "" {
			to = append(to, g.label)
		}
	}
	return to
}

func (m *memo) open(_ context.Context, cfg plugin.Config) (plugin.Stage, error) {
	rs, found := m.take(cfg)
	if found.HasErrors() {
		return nil, found.Err()
	}
	return &stage{id: cfg.Stage, rules: rs}, nil
}
