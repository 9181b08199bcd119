package template

import (
	"fmt"
	"slices"

	"github.com/onomast/onomast/core/diag"
)

// A Template is a checked template file. It never changes.
type Template struct {
	// Name is that of the template, or "".
	Name string
	// Description says what it is for, or "".
	Description string
	// Scheme is bio or bioes.
	Scheme string
	// Source is the file as it was read. A model keeps it: [Parse] makes the same
	// template of it.
	Source []byte

	file  string
	decls []decl
}

// A decl is one element of features, expanded.
type decl struct {
	units   []unit // of a join: its parts
	offsets []int  // of the units, sorted; of a join: of each part
	min     int    // min_count, or 0
	join    bool
	bag     bool // the offsets share a feature
}

// A unit is one attribute of words, or one track.
type unit struct {
	kind
	id      string // what people call it, unique for its parameters: suffix3.lower
	length  int    // of prefix, suffix, ngrams; bits of cluster; 0: none
	test    string // of is
	options part
	// resource is the ID of the file it reads, or "".
	resource string
	place    diag.Position
}

// Layers returns the names of the layers that the template reads, those of vectors
// included, sorted.
func (t *Template) Layers() []string {
	var names []string
	for u := range t.units() {
		if u.reads() {
			names = append(names, u.options.Layer)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// CheckLayers reports the layers that the template reads and that are not among
// the known ones, which only the pipeline can say: where they are asked for, and
// what may have been meant.
func (t *Template) CheckLayers(known []string) diag.List {
	var found diag.List
	for u := range t.units() {
		if !u.reads() || slices.Contains(known, u.options.Layer) {
			continue
		}
		hint := diag.Suggest(u.options.Layer, known)
		if hint == "" {
			hint = "name the id of a stage that comes before"
		}
		found = append(found, diag.Diagnostic{
			Severity: diag.Error, Code: "template.unknown-layer", Position: u.place,
			Summary: fmt.Sprintf("nothing writes the layer %q", u.options.Layer), Hint: hint,
		})
	}
	return found
}

// reads reports whether the unit reads a layer.
func (u *unit) reads() bool { return u.name == "layer" || u.dense }

// units yields every unit, in the order of the file.
func (t *Template) units() func(yield func(unit) bool) {
	return func(yield func(unit) bool) {
		for _, d := range t.decls {
			for _, u := range d.units {
				if !yield(u) {
					return
				}
			}
		}
	}
}
