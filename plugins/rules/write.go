package rules

import (
	"slices"

	"github.com/onomast/onomast/core/document"
)

// write adds a find and what is nested in it to a layer.
func (s *subject) write(out *document.Layer, r *rule, f *find, v *verdict) {
	span := document.Span{
		Start: f.start, End: f.end, Label: r.label,
		Score: v.score, Kind: r.kind, Attributes: r.attrs, Evidence: r.evidence,
	}
	if len(f.parts) > 0 {
		span.Attributes = f.entityAttrs(slices.Clip(span.Attributes), s.text)
	}
	if f.entry.ok() {
		f.list.describe(f, &span)
	}
	span.Attributes = withAttrs(span.Attributes, v.attrs)
	span.Evidence = withAttrs(span.Evidence, v.context)
	f.nest(out, out.Add(span), r, v)
}

// nest adds the parts that are spans in the entity, each within its parent.
func (f *find) nest(out *document.Layer, entity int, r *rule, v *verdict) {
	for i := range f.parts {
		p := &f.parts[i]
		if !p.nested {
			continue
		}
		parent := entity
		if p.parent >= 0 {
			parent = f.parts[p.parent].index
		}
		p.index = out.AddChild(parent, document.Span{
			Start: p.start, End: p.end, Label: p.label, Score: v.score, Kind: r.kind,
			Attributes: withAttrs(p.attrs, p.read.attrs), Evidence: withAttrs(r.evidence, p.read.context),
		})
	}
}

// withAttrs returns a and b without changing either.
func withAttrs(a, b []document.Attr) []document.Attr {
	if len(b) == 0 {
		return a
	}
	return append(slices.Clip(a), b...)
}
