package spanhead

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/onomast/onomast/plugins/transformer/decode"
)

// Find appends the entities of a text, in the order of their starts, longer ones first.
// The error is a [*decode.LogitError] where a score is no number or plus infinity; one
// of minus infinity forbids a span.
func (d *Decoder) Find(dst []decode.Entity, text string, u *Units, s Scores) ([]decode.Entity, error) {
	d.found = d.found[:0]
	if err := s.candidates(d, u); err != nil {
		return dst, err
	}
	if d.Overlap != All {
		d.choose(u.Len())
	}
	slices.SortFunc(d.found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(b.last, a.last), cmp.Compare(a.label, b.label))
	})
	base := len(dst)
	for _, c := range d.found {
		dst = append(dst, decode.Entity{
			Start: int(u.Starts[c.first]), End: int(u.Ends[c.last-1]), First: c.first, Last: c.last,
			Label: d.Labels[c.label], Score: c.p, Probability: c.p,
		})
		e := &dst[len(dst)-1]
		e.Score, e.Calibrated = d.score(c.label, c.p)
	}
	return dst[:base+len(decode.Trim(text, dst[base:]))], nil
}

// Alternatives appends the labels of a unit, best first, each with the probability that
// an entity of it begins there or ends there, whichever is greater.
func (d *Decoder) Alternatives(dst []decode.Alternative, u *Units, s Ends, unit int) ([]decode.Alternative, error) {
	d.found = d.found[:0]
	if err := s.candidates(d, u); err != nil {
		return dst, err
	}
	if unit < 0 || unit >= u.Len() {
		return dst, fmt.Errorf("there is no unit %d: there are %d", unit, u.Len())
	}
	row := unit * len(d.Labels)
	return d.ranked(dst, func(label int) float64 { return max(d.starts[row+label], d.ends[row+label]) }), nil
}

// Of appends the labels of a span of a list, best first.
func (d *Decoder) Of(dst []decode.Alternative, u *Units, l List, span int) ([]decode.Alternative, error) {
	at := l.Spans[span]
	if err := d.soften(u, l.Scores, span, int(at[0]), int(at[1])); err != nil {
		return dst, err
	}
	return d.ranked(dst, func(label int) float64 { return d.soft[label] }), nil
}

// ranked appends all labels with a probability, best first.
func (d *Decoder) ranked(dst []decode.Alternative, of func(label int) float64) []decode.Alternative {
	base := len(dst)
	for k, l := range d.Labels {
		dst = append(dst, decode.Alternative{Label: l, Probability: of(k)})
	}
	slices.SortStableFunc(dst[base:], func(a, b decode.Alternative) int { return cmp.Compare(b.Probability, a.Probability) })
	return dst
}

// choose keeps the surest candidates: each that goes with all that are surer. Of equally
// sure ones the first goes first, then the label, then the shortest, as gliner has it.
func (d *Decoder) choose(units int) {
	slices.SortFunc(d.found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.p, a.p), cmp.Compare(a.first, b.first), cmp.Compare(a.label, b.label), cmp.Compare(a.last, b.last))
	})
	d.taken = slices.Grow(d.taken[:0], units)[:units]
	clear(d.taken)
	kept := d.found[:0]
	for _, c := range d.found {
		if d.Overlap == Flat && slices.Contains(d.taken[c.first:c.last], true) || d.Overlap == Nested && slices.ContainsFunc(kept, c.clashes) {
			continue
		}
		for i := c.first; i < c.last; i++ {
			d.taken[i] = true
		}
		kept = append(kept, c)
	}
	d.found = kept
}

// clashes reports whether two spans share units and neither lies within the other, or
// both are the same.
func (c candidate) clashes(o candidate) bool {
	if c.last <= o.first || o.last <= c.first {
		return false
	}
	if c.first == o.first && c.last == o.last {
		return true
	}
	within := c.first >= o.first && c.last <= o.last || o.first >= c.first && o.last <= c.last
	return !within
}
