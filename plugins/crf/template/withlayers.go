package template

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// WithLayers returns the template with features of some layers added: what each says
// of a token and of those beside it. It adds none of a layer that the template reads,
// and is the template itself where it reads all.
func (t *Template) WithLayers(layers ...string) (*Template, error) {
	return t.with("- {of: layer, layer: %q, at: [-1, 0, 1]}", layers)
}

// WithVectors is [Template.WithLayers] for layers of vectors: each token sees its own.
func (t *Template) WithVectors(layers ...string) (*Template, error) {
	return t.with("- {of: vector, layer: %q}", layers)
}

// with adds a feature for each layer that the template does not read.
func (t *Template) with(format string, layers []string) (*Template, error) {
	var features []string
	known := t.Layers()
	for _, name := range layers {
		if !slices.Contains(known, name) {
			features, known = append(features, fmt.Sprintf(format, name)), append(known, name)
		}
	}
	if len(features) == 0 {
		return t, nil
	}
	data, err := withFeatures(t.Source, features)
	if err != nil {
		return nil, fmt.Errorf("the template: %w", err)
	}
	more, problems := Parse(t.file, data)
	return more, problems.Err()
}

// withFeatures adds lines behind the features of a template. Where they are a block,
// everything before stays in its place, so that what is said of it is right.
func withFeatures(source []byte, lines []string) ([]byte, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(source, &root); err != nil {
		return nil, err
	}
	features, next := valueOf(root.Content[0], "features")
	if features.Style&yaml.FlowStyle == 0 && root.Content[0].Style&yaml.FlowStyle == 0 {
		return inserted(source, lines, next, features.Column-1), nil
	}
	for _, line := range lines {
		var list yaml.Node
		if err := yaml.Unmarshal([]byte(line), &list); err != nil {
			return nil, err
		}
		features.Content = append(features.Content, list.Content[0].Content...)
	}
	return yaml.Marshal(&root)
}

// inserted puts lines before the line of that number, or at the end if it is 0.
func inserted(source []byte, lines []string, number, indent int) []byte {
	all := bytes.SplitAfter(source, []byte("\n"))
	at := len(all)
	if number > 0 {
		at = number - 1
	} else if last := all[at-1]; len(last) > 0 {
		all[at-1] = append(slices.Clone(last), '\n')
	}
	for i, line := range lines {
		all = slices.Insert(all, at+i, []byte(strings.Repeat(" ", indent)+line+"\n"))
	}
	return bytes.Join(all, nil)
}

// valueOf returns the value of a key of a mapping, and the line of the key behind it,
// 0 if it is the last.
func valueOf(mapping *yaml.Node, key string) (value *yaml.Node, next int) {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value != key {
			continue
		}
		if i+2 < len(mapping.Content) {
			next = mapping.Content[i+2].Line
		}
		return mapping.Content[i+1], next
	}
	return nil, 0
}
