package template

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Layers are added behind the features, whatever the file looks like, and what it says
// stays in its place.
func TestWithLayers(t *testing.T) {
	t.Parallel()
	const more = "- {of: layer, layer: \"b\", at: [-1, 0, 1]}\n"
	for name, tt := range map[string]struct{ source, want string }{
		"at the end":      {"features:\n  - {of: word}\n  - {of: layer, layer: a}\n", "features:\n  - {of: word}\n  - {of: layer, layer: a}\n  " + more},
		"without newline": {"features:\n- {of: word}\n- {of: layer, layer: a}", "features:\n- {of: word}\n- {of: layer, layer: a}\n" + more},
		"in the middle":   {"features:\n  - {of: word}\n  - of: layer\n    layer: a\nname: x\n", "features:\n  - {of: word}\n  - of: layer\n    layer: a\n  " + more + "name: x\n"},
		"flow":            {"features: [{of: word}, {of: layer, layer: a}]\n", "features: [{of: word}, {of: layer, layer: a}, {of: layer, layer: \"b\", at: [-1, 0, 1]}]\n"},
		"all flow":        {"{features: [{of: word}, {of: layer, layer: a}]}\n", "{features: [{of: word}, {of: layer, layer: a}, {of: layer, layer: \"b\", at: [-1, 0, 1]}]}\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			from, problems := Parse("t.yaml", []byte(tt.source))
			if from == nil {
				t.Fatal(problems)
			}
			got, err := from.WithLayers("a", "b", "b")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, string(got.Source)); diff != "" {
				t.Error(diff)
			}
			if !slices.Equal(got.Layers(), []string{"a", "b"}) {
				t.Errorf("it reads %v", got.Layers())
			}
			if same, err := got.WithLayers("b"); err != nil || same != got {
				t.Error("it has all layers already")
			}
		})
	}
}

// Every template that ships can be given layers.
func TestWithLayersPresets(t *testing.T) {
	t.Parallel()
	for _, name := range Presets() {
		from, err := Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := from.WithLayers("rules")
		if err != nil || !slices.Contains(got.Layers(), "rules") || got.Scheme != from.Scheme {
			t.Errorf("%s: %v", name, err)
		}
	}
}
