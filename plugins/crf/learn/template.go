package learn

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/onomast/onomast/plugins/crf/template"
)

// reading returns the template with features of the layers of earlier chains, where
// it has none: what they find at a token and beside it.
func (o *Options) reading(earlier []string) (*template.Template, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(o.Template.Source, &root); err != nil {
		return nil, fmt.Errorf("the template: %w", err)
	}
	added := false
	for _, name := range earlier {
		if slices.Contains(o.Template.Layers(), name) {
			continue
		}
		var feature yaml.Node
		if err := yaml.Unmarshal(fmt.Appendf(nil, "{of: layer, layer: %q, at: [-1, 0, 1]}", name), &feature); err != nil {
			return nil, fmt.Errorf("a feature of the layer %q: %w", name, err)
		}
		features := valueOf(root.Content[0], "features")
		features.Content, added = append(features.Content, feature.Content[0]), true
	}
	if !added {
		return o.Template, nil
	}
	data, err := yaml.Marshal(&root)
	if err != nil {
		return nil, fmt.Errorf("the template: %w", err)
	}
	t, problems := template.Parse(o.File, data)
	if t == nil {
		return nil, problems
	}
	return t, nil
}

// valueOf returns the value of a key of a mapping; nil if it has none.
func valueOf(mapping *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			return mapping.Content[i+1]
		}
	}
	return nil
}
