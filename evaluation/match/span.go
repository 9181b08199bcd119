package match

import (
	"cmp"
	"slices"
)

// A Range is a stretch of text: byte offsets, half-open.
type Range struct{ Start, End int }

// A Span is one entity of one side.
type Span struct {
	// Range is the smallest range that holds the whole entity, never empty.
	Range
	// Fragments are the parts of an entity with gaps, in order, apart from each other,
	// from Start to End. An entity without gaps has none.
	Fragments []Range
	// Label is a number: equal labels have equal numbers.
	Label int32
}

// New returns the span that covers the given ranges, in any order; those that touch
// or overlap become one.
func New(label int32, ranges ...Range) Span {
	if len(ranges) == 1 {
		return Span{Range: ranges[0], Label: label}
	}
	parts := slices.Clone(ranges)
	slices.SortFunc(parts, func(a, b Range) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	kept := parts[:0]
	for _, r := range parts {
		if n := len(kept); n > 0 && r.Start <= kept[n-1].End {
			kept[n-1].End = max(kept[n-1].End, r.End)
			continue
		}
		kept = append(kept, r)
	}
	s := Span{Label: label}
	if len(kept) == 0 {
		return s
	}
	s.Range = Range{kept[0].Start, kept[len(kept)-1].End}
	if len(kept) > 1 {
		s.Fragments = kept
	}
	return s
}

// Size returns how many bytes the span covers.
func (s *Span) Size() int {
	if s.Fragments == nil {
		return s.End - s.Start
	}
	n := 0
	for _, r := range s.Fragments {
		n += r.End - r.Start
	}
	return n
}

// Parts returns the fragments; one without gaps has one.
func (s *Span) Parts() []Range {
	if s.Fragments != nil {
		return s.Fragments
	}
	return []Range{s.Range}
}

// SameBytes reports whether both cover the same bytes.
func (s *Span) SameBytes(o *Span) bool {
	return s.Range == o.Range && slices.Equal(s.Fragments, o.Fragments)
}

// Shared returns how many bytes both cover.
func (s *Span) Shared(o *Span) int {
	if s.Fragments == nil && o.Fragments == nil {
		return max(0, min(s.End, o.End)-max(s.Start, o.Start))
	}
	n, a, b := 0, s.Parts(), o.Parts()
	for len(a) > 0 && len(b) > 0 {
		n += max(0, min(a[0].End, b[0].End)-max(a[0].Start, b[0].Start))
		if a[0].End < b[0].End {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return n
}

// IoU returns the share of bytes that both cover of those that either covers.
func (s *Span) IoU(o *Span) float64 {
	shared := s.Shared(o)
	return float64(shared) / float64(s.Size()+o.Size()-shared)
}

// compare orders spans: by place, then label.
func compare(a, b *Span) int {
	if a.Start != b.Start {
		return cmp.Compare(a.Start, b.Start)
	}
	if a.End != b.End {
		return cmp.Compare(a.End, b.End)
	}
	if c := slices.CompareFunc(a.Fragments, b.Fragments, func(x, y Range) int {
		return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.End, y.End))
	}); c != 0 {
		return c
	}
	return cmp.Compare(a.Label, b.Label)
}
