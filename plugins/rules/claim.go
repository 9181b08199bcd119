package rules

import (
	"context"
	"slices"

	"github.com/onomast/onomast/core/document"
)

// A reach says whether a cue reaches an entity.
type reach uint8

const (
	noCue   reach = iota // there is none in the sentence
	tooFar               // outside the window
	stopped              // something ends what it asserts
	reaching
)

// A claim is what an assertion makes of an entity.
type claim struct {
	reach   reach
	cue     *cue   // nil for noCue and for a section
	section string // that asserts without a cue
	side    side   // of the entity on which the cue stands
	by      *hit   // what ends the cue's scope, if it is stopped
}

// claim says whether an assertion holds of the bytes [start,end): by the nearest
// cue before it, the nearest after it, or a section. Where none holds, it says
// which came nearest to it.
func (s *subject) claim(ctx context.Context, a *assertion, start, end int) (claim, error) {
	var best claim
	if a.cued() {
		known, err := s.scopesOf(ctx, a)
		if err != nil {
			return claim{}, err
		}
		if best, err = s.nearestClaim(ctx, a, known, start, end); err != nil {
			return claim{}, err
		}
	}
	if best.reach == reaching {
		return best, nil
	}
	if in := s.sectionOf(a.sections, start, end); in != "" {
		return claim{reach: reaching, section: in}, nil
	}
	return best, nil
}

// nearestClaim is claim by cues.
func (s *subject) nearestClaim(ctx context.Context, a *assertion, known *scopes, start, end int) (best claim, err error) {
	if len(known.cues) == 0 {
		return best, nil
	}
	ends, err := s.endsOf(ctx, a, known)
	if err != nil {
		return best, err
	}
	from, to := s.sentence(start, end)
	near := extent{from, to}
	if a.window > 0 {
		near.start, near.end = s.window(a.window, start, end)
	}
	if q := known.before(start, end); a.side != after && q != nil && q.end > from {
		by := ends.reaching(start, q.end)
		best = claim{reach: reachOf(q.end <= near.start, by), cue: q, side: before, by: by}
	}
	if q := known.after(start, end); a.side != before && best.reach != reaching && q != nil && q.start < to {
		by := ends.reaching(q.start, end)
		if other := reachOf(q.start >= near.end, by); other > best.reach {
			best = claim{reach: other, cue: q, side: after, by: by}
		}
	}
	return best, nil
}

func reachOf(far bool, by *hit) reach {
	switch {
	case by != nil:
		return stopped
	case far:
		return tooFar
	}
	return reaching
}

// assert gives a span the attributes that the assertions of the stage say it
// has; what it has already goes before.
func (s *subject) assert(ctx context.Context, span *document.Span, nested bool) error {
	for _, a := range s.rules.assertions {
		if !a.about(span.Label, nested) || !a.adds(span.Attributes) {
			continue
		}
		c, err := s.claim(ctx, a, span.Start, span.End)
		if err != nil {
			return err
		}
		if c.reach == reaching {
			span.Attributes = a.appendTo(span.Attributes)
			span.Evidence = append(slices.Clip(span.Evidence), document.Attr{Key: "assertion", Value: a.said(&c)})
		}
	}
	return nil
}

// adds reports whether an assertion has an attribute that is not there.
func (a *assertion) adds(have []document.Attr) bool {
	return slices.ContainsFunc(a.attrs, func(x document.Attr) bool { return !hasKey(have, x.Key) })
}

// appendTo appends the attributes that are not there.
func (a *assertion) appendTo(have []document.Attr) []document.Attr {
	all := slices.Clip(have)
	for _, x := range a.attrs {
		if !hasKey(have, x.Key) {
			all = append(all, x)
		}
	}
	return all
}

// said says what a claim that holds rests on, in words of the options.
func (a *assertion) said(c *claim) string {
	if c.section != "" {
		return a.name + ": section " + c.section + " (" + a.origin + ")"
	}
	if c.cue.list == nil {
		return a.evidence[c.cue.entry.line()-1]
	}
	what, where := a.place(c.cue)
	return a.name + ": " + what + " (" + where + ")"
}

// place says what a cue is, and where it is written.
func (a *assertion) place(q *cue) (what, origin string) {
	if q.list != nil {
		return "term of " + q.list.id, q.list.place(q.entry.line())
	}
	return "“" + q.entry.label() + "”", a.origins[q.entry.line()-1]
}
