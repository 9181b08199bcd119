package template

import (
	"fmt"
	"slices"

	"github.com/onomast/onomast/core/diag"
)

// Vectors are a layer whose vectors are looked at.
type Vectors struct {
	Layer string
	// Offsets are those of the tokens whose vectors a token sees, sorted.
	Offsets []int
}

// Vectors returns the layers whose vectors are looked at, in the order of the file. It
// is not to be changed.
func (x *Extractor) Vectors() []Vectors { return x.vectors }

// vectors adds the offsets of a declaration.
func (c *compiler) vectors(u unit, d decl) {
	at := slices.IndexFunc(c.x.vectors, func(v Vectors) bool { return v.Layer == u.options.Layer })
	if at < 0 {
		at = len(c.x.vectors)
		c.x.vectors = append(c.x.vectors, Vectors{Layer: u.options.Layer})
	}
	v := &c.x.vectors[at]
	v.Offsets = slices.Sorted(slices.Values(append(v.Offsets, d.offsets...)))
}

// CheckVectors reports the layers that are read for what they are not, given those of
// which it is known that they hold vectors, or that they do not.
func (t *Template) CheckVectors(vectors map[string]bool) diag.List {
	var found diag.List
	for u := range t.units() {
		holds, known := vectors[u.options.Layer]
		if !u.reads() || !known || holds == u.dense {
			continue
		}
		d := diag.Diagnostic{
			Severity: diag.Error, Code: "template.vectors", Position: u.place,
			Summary: fmt.Sprintf("the layer %q holds vectors", u.options.Layer), Hint: "write `of: vector`",
		}
		if u.dense {
			d.Summary, d.Hint = fmt.Sprintf("the layer %q holds no vectors", u.options.Layer), "write `of: layer`, or name the layer of an encoder"
		}
		found = append(found, d)
	}
	return found
}

// Vectors returns the names of the layers whose vectors the template looks at, sorted.
func (t *Template) Vectors() []string {
	var names []string
	for u := range t.units() {
		if u.dense {
			names = append(names, u.options.Layer)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
