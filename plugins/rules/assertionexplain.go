package rules

import (
	"context"
	"fmt"
	"strings"

	"github.com/onomast/onomast/core/document"
)

// asserted says what each assertion makes of a find that is proposed, and of the
// spans nested in it.
func (x *explanation) asserted(ctx context.Context, s *subject, r *rule, f *find, v *verdict) error {
	span := s.span(r, f, v)
	if err := x.claims(ctx, s, &span, false); err != nil {
		return err
	}
	for i := range f.parts {
		if p := &f.parts[i]; p.nested {
			span = p.span(r, v)
			if err := x.claims(ctx, s, &span, true); err != nil {
				return err
			}
		}
	}
	return nil
}

// claims says what each assertion makes of a span.
func (x *explanation) claims(ctx context.Context, s *subject, span *document.Span, nested bool) error {
	for _, a := range s.rules.assertions {
		if !a.about(span.Label, nested) {
			continue
		}
		c, err := s.claim(ctx, a, span.Start, span.End)
		if err != nil {
			return err
		}
		x.claim(a, span, &c)
		if c.reach == reaching {
			span.Attributes = a.appendTo(span.Attributes)
		}
	}
	return nil
}

func (x *explanation) claim(a *assertion, span *document.Span, c *claim) {
	if c.reach == noCue {
		return
	}
	origin := a.origin
	if c.cue != nil {
		_, origin = a.place(c.cue)
	}
	quote, what := x.text[span.Start:span.End], a.by(c)
	switch {
	case c.reach != reaching:
		x.add("rules.no-assertion", origin, "%s does not hold of “%s”: %s", a.name, quote, a.lacks(c, x.text))
	case !a.adds(span.Attributes):
		x.add("rules.no-assertion", origin, "%s changes nothing of “%s” by %s: its attributes are set already", a.name, quote, what)
	default:
		x.add("rules.assertion", origin, "%s gives “%s” %s by %s", a.name, quote, a.sets(span.Attributes), what)
	}
}

// sets lists the attributes that an assertion adds to those that are there.
func (a *assertion) sets(have []document.Attr) string {
	var sets []string
	for _, x := range a.attrs {
		if !hasKey(have, x.Key) {
			sets = append(sets, fmt.Sprintf("%s=%s", x.Key, x.Value))
		}
	}
	return strings.Join(sets, ", ")
}

// of says where something stands, seen from an entity.
func (d side) of() string {
	if d == after {
		return " after it"
	}
	return " before it"
}
