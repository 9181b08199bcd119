package rules

import (
	"cmp"
	"context"
	"fmt"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/rules/internal/example"
)

// Explain says of every rule that came near the bytes [start,end) what it made
// of them: that it proposes them, or matches another stretch, or why it does
// not match. Reasons quote the text, for they are asked for.
func (st *stage) Explain(ctx context.Context, doc *document.Document, start, end int) ([]plugin.Reason, error) {
	text := doc.Text()
	if start < 0 || end > len(text) || start > end {
		return nil, fmt.Errorf("explain [%d,%d) of a text of %d bytes: no such range", start, end, len(text))
	}
	if start == end {
		return nil, nil
	}
	x := &explanation{text: text, span: example.Extent{Start: start, End: end}, near: map[string]bool{}}
	s := newSubject(st.rules, doc)
	defer s.close()
	err := s.each(ctx, func(r *rule, f *find, v *verdict) {
		if x.found(r, f, v) && s.failed == nil {
			s.failed = x.asserted(ctx, s, r, f, v)
		}
	})
	if err = cmp.Or(err, s.failed); err != nil {
		return nil, err
	}
	if err := x.alone(ctx, s); err != nil {
		return nil, err
	}
	relaxed := st.rules.relaxed()
	if relaxed == nil {
		return x.reasons, nil
	}
	strict := x.near
	x.near = map[string]bool{}
	loose := newSubject(relaxed, doc)
	defer loose.close()
	err = loose.each(ctx, func(r *rule, f *find, _ *verdict) {
		if !strict[r.pointer] && !x.near[r.pointer] {
			x.missed(st.rules, r, f)
		}
	})
	return x.reasons, err
}

// alone finds patterns that match the stretch by itself, but not in its place.
func (x *explanation) alone(ctx context.Context, s *subject) error {
	for _, p := range s.rules.patterns {
		for _, e := range p.expressions {
			if x.near[p.pointer] {
				break
			}
			whole, err := e.engine.whole(ctx, s, x.span.Start, x.span.End)
			if err != nil {
				return p.failure(err)
			}
			if whole {
				x.near[p.pointer] = true
				x.add("rules.surroundings", p.origin, "%s matches it by itself, but not here: an anchor, \\b or look-around sees what stands beside it", p.name)
			}
		}
	}
	return nil
}

// An explanation gathers reasons about one stretch of text.
type explanation struct {
	text    string
	span    example.Extent
	near    map[string]bool // pointers of the rules that came near
	reasons []plugin.Reason
}

func (x *explanation) add(code, origin, format string, args ...any) {
	x.reasons = append(x.reasons, plugin.Reason{Code: code, Origin: origin, Message: fmt.Sprintf(format, args...)})
}

// found takes a find of a rule as it is written. It reports whether the rule
// proposes something there.
func (x *explanation) found(r *rule, f *find, v *verdict) (proposes bool) {
	at := example.Extent{Start: f.start, End: f.end}
	if !at.Touches(x.span) {
		return false
	}
	x.near[r.pointer] = true
	label, origin, quote := r.label, r.origin, x.text[at.Start:at.End]
	if f.entry.ok() {
		label, origin = f.entry.label(), f.list.place(f.entry.line())
	}
	switch {
	case v.dropped != kept:
		x.add(v.dropped.code(), origin, "%s matches “%s”, which %s", r.name, quote, v.why(r))
	case at == x.span:
		x.add("rules.match", origin, "%s proposes it as %s%s", r.name, label, r.scored(v))
	default:
		x.add("rules.other-extent", origin, "%s proposes “%s” as %s%s", r.name, quote, label, r.scored(v))
	}
	return v.dropped == kept
}

// scored renders the score of a verdict.
func (r *rule) scored(v *verdict) string {
	if r.kind == document.None {
		return ""
	}
	return fmt.Sprintf(" with score %.2f", v.score)
}

// code is the reason's code.
func (d dropReason) code() string {
	switch d {
	case droppedByBoundary:
		return "rules.boundary"
	case droppedByException:
		return "rules.except"
	case droppedByForbidden:
		return "rules.forbidden"
	case droppedForContext:
		return "rules.context"
	case droppedInSection, droppedOutsideSections:
		return "rules.section"
	case droppedByRule:
		return "rules.overridden"
	case droppedByValidator:
		return "rules.invalid"
	case droppedByValue:
		return "rules.no-value"
	default:
		return "rules.match"
	}
}

// missed takes a find of a relaxed rule that the rule as written has not.
func (x *explanation) missed(rs *ruleset, r *rule, f *find) {
	at := example.Extent{Start: f.start, End: f.end}
	if !at.Touches(x.span) {
		return
	}
	x.near[r.pointer] = true
	origin, quote := r.origin, x.text[at.Start:at.End]
	if f.entry.ok() {
		origin = f.list.place(f.entry.line())
	}
	switch {
	case f.entry.ok() && !rs.alphabet.Bounded(x.text, at.Start, at.End):
		x.add("rules.boundary", origin, "%s has the term “%s”, but here it begins or ends inside a word; word_boundary: false would match it", r.name, quote)
	default:
		x.add("rules.case", origin, "%s would match “%s” if case did not matter; see ignore_case", r.name, quote)
	}
}
