package template

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
)

// Without returns the template without the features that read the resources of these
// IDs, conjunctions included. It is the template itself where none does.
func (t *Template) Without(ids ...string) (*Template, error) {
	reads := func(u unit) bool { return u.resource != "" && slices.Contains(ids, u.resource) }
	if !slices.ContainsFunc(t.decls, func(d decl) bool { return slices.ContainsFunc(d.units, reads) }) {
		return t, nil
	}
	var root yaml.Node
	if err := yaml.Unmarshal(t.Source, &root); err != nil {
		return nil, fmt.Errorf("the template: %w", err)
	}
	features, _ := valueOf(root.Content[0], "features")
	if features == nil || len(features.Content) != len(t.decls) {
		return nil, fmt.Errorf("the template has %d features where its file has others", len(t.decls))
	}
	kept := features.Content[:0]
	for i, node := range features.Content {
		if !slices.ContainsFunc(t.decls[i].units, reads) {
			kept = append(kept, node)
		}
	}
	features.Content = kept
	source, err := yaml.Marshal(&root)
	if err != nil {
		return nil, fmt.Errorf("the template: %w", err)
	}
	less, problems := Parse(t.file, source)
	return less, problems.Err()
}
