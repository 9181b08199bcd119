package rules

import (
	"context"
	"slices"

	"github.com/onomast/onomast/core/document"
)

// write adds a find and what is nested in it to a layer.
func (s *subject) write(ctx context.Context, out *document.Layer, r *rule, f *find, v *verdict) error {
	span := s.span(r, f, v)
	if err := s.assert(ctx, &span, false); err != nil {
		return err
	}
	entity := out.Add(span)
	for i := range f.parts {
		p := &f.parts[i]
		if !p.nested {
			continue
		}
		parent := entity
		if p.parent >= 0 {
			parent = f.parts[p.parent].index
		}
		span = p.span(r, v)
		if err := s.assert(ctx, &span, true); err != nil {
			return err
		}
		p.index = out.AddChild(parent, span)
	}
	return nil
}

// span returns the span of a find, without what assertions say of it.
func (s *subject) span(r *rule, f *find, v *verdict) document.Span {
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
	return span
}

// span returns the span of a part, without what assertions say of it.
func (p *part) span(r *rule, v *verdict) document.Span {
	return document.Span{
		Start: p.start, End: p.end, Label: p.label, Score: v.score, Kind: r.kind,
		Attributes: withAttrs(p.attrs, p.read.attrs), Evidence: withAttrs(r.evidence, p.read.context),
	}
}

// withAttrs returns a and b without changing either.
func withAttrs(a, b []document.Attr) []document.Attr {
	if len(b) == 0 {
		return a
	}
	return append(slices.Clip(a), b...)
}
