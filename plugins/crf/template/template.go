package template

import "slices"

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
}

// A unit is one attribute of words, or one track.
type unit struct {
	kind
	id      string // what people call it, unique for its parameters: suffix3.lower
	length  int    // of prefix, suffix, ngrams; bits of cluster; 0: none
	test    string // of is
	options part
	pointer string
	place   string // file:line:column
}

// Layers returns the names of the layers that the template reads, sorted.
// Whether they exist only the pipeline knows; [Template.Place] says where they
// are asked for.
func (t *Template) Layers() []string {
	var names []string
	for u := range t.units() {
		if u.name == "layer" {
			names = append(names, u.options.Layer)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

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
