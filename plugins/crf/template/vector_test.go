package template

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Vectors are read by layer; what else a template declares is as it is without them.
func TestVectorsAreDeclared(t *testing.T) {
	t.Parallel()
	tmpl := parsed(t, `features:
  - {of: lower, at: [-1, 0]}
  - {of: vector, layer: second, at: [0, -2]}
  - {of: layer, layer: rules}
  - {of: vector, layer: first}
  - {of: vector, layer: second, at: 1}
`)
	if diff := cmp.Diff([]string{"first", "rules", "second"}, tmpl.Layers()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"first", "second"}, tmpl.Vectors()); diff != "" {
		t.Error(diff)
	}
	x, err := tmpl.Compile(nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []Vectors{{Layer: "second", Offsets: []int{-2, 0, 1}}, {Layer: "first", Offsets: []int{0}}}
	if diff := cmp.Diff(want, x.Vectors()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"rules"}, x.Layers()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int{-1, 0}, x.Offsets()); diff != "" {
		t.Error(diff)
	}
	found := tmpl.CheckLayers([]string{"rules", "second", "frist"})
	if len(found) != 1 || found[0].Line != 5 || !strings.Contains(found[0].Hint, "frist") {
		t.Errorf("found %v", found)
	}
}

// A layer that is read for what it is not is found where it is asked for.
func TestVectorsAndTagsAreNotMixedUp(t *testing.T) {
	t.Parallel()
	tmpl := parsed(t, `features:
  - {of: vector, layer: rules}
  - {of: layer, layer: encoder}
  - {of: vector, layer: encoder}
  - {of: layer, layer: rules, at: 1}
  - {of: vector, layer: unknown}
`)
	var got []string
	for _, d := range tmpl.CheckVectors(map[string]bool{"encoder": true, "rules": false}) {
		got = append(got, d.Error())
	}
	want := []string{
		"mine.yaml:2:25: the layer \"rules\" holds no vectors; write `of: layer`, or name the layer of an encoder",
		"mine.yaml:3:24: the layer \"encoder\" holds vectors; write `of: vector`",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A template may be vectors alone.
func TestVectorsAlone(t *testing.T) {
	t.Parallel()
	x, err := parsed(t, "features: [{of: vector, layer: encoder}]").Compile(nil)
	if err != nil || len(x.Vectors()) != 1 || len(x.Offsets()) != 0 || len(x.Tracks()) != 0 {
		t.Errorf("%v, vectors %v, offsets %v", err, x.Vectors(), x.Offsets())
	}
}

func TestVectorsRefused(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"features: [{of: vector}]":                                                                 "vector needs `layer:`",
		"features: [{of: vector, layer: e, bag: true, at: [0, 1]}]":                                "vector has no `bag:`",
		"features: [{of: vector, layer: e, min_count: 2}]":                                         "vector has no `min_count:`",
		"features: [{of: vector, layer: e, lower: true}]":                                          "vector has no `lower:`",
		"features: [{of: vector, layer: e, at: 11}]":                                               "11 is out of bounds",
		"features: [{of: vector, layer: e}, {of: vector, layer: e, at: [-1, 0]}]":                  "vector:e[0] is declared twice",
		"features: [{join: [{of: vector, layer: e}, {of: word}]}]":                                 "a conjunction can not look at a vector",
		"features: [{of: vectors, layer: e}]":                                                      `there is no feature "vectors"`,
		"features: [{of: vector, layer: e}, {join: [{of: word}, {of: vector, layer: e, at: -1}]}]": "a conjunction can not look at a vector",
	} {
		tmpl, problems := Parse("t.yaml", []byte(text))
		if tmpl != nil || !strings.Contains(problems.Error(), want) {
			t.Errorf("%s: got %v, want %q", text, problems, want)
		}
	}
}

// Layers of vectors that are asked for beside a template are looked at as vectors,
// once.
func TestWithVectors(t *testing.T) {
	t.Parallel()
	tmpl := parsed(t, "features:\n  - {of: lower}\n  - {of: vector, layer: known}\n")
	more, err := tmpl.WithVectors("known", "encoder", "encoder")
	if err != nil {
		t.Fatal(err)
	}
	want := "features:\n  - {of: lower}\n  - {of: vector, layer: known}\n  - {of: vector, layer: \"encoder\"}\n"
	if diff := cmp.Diff(want, string(more.Source)); diff != "" {
		t.Error(diff)
	}
	if same, err := more.WithVectors("encoder"); err != nil || same != more {
		t.Errorf("%v; a template that reads all is another", err)
	}
}
