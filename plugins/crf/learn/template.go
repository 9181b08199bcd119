package learn

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/onomast/onomast/plugins/crf/template"
)

// Reading returns a template with features of some layers added: what each says of a
// token and of those beside it. It adds none of a layer that the template reads.
func Reading(t *template.Template, file string, layers []string) (*template.Template, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(t.Source, &root); err != nil {
		return nil, fmt.Errorf("the template: %w", err)
	}
	known := t.Layers()
	for _, name := range layers {
		if slices.Contains(known, name) {
			continue
		}
		var feature yaml.Node
		if err := yaml.Unmarshal(fmt.Appendf(nil, "{of: layer, layer: %q, at: [-1, 0, 1]}", name), &feature); err != nil {
			return nil, fmt.Errorf("a feature of the layer %q: %w", name, err)
		}
		features := valueOf(root.Content[0], "features")
		features.Content, known = append(features.Content, feature.Content[0]), append(known, name)
	}
	if len(known) == len(t.Layers()) {
		return t, nil
	}
	data, err := yaml.Marshal(&root)
	if err != nil {
		return nil, fmt.Errorf("the template: %w", err)
	}
	more, problems := template.Parse(file, data)
	return more, problems.Err()
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
