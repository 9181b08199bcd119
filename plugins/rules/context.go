package rules

import (
	"context"

	"github.com/onomast/onomast/core/document"
)

// A side says where context words count.
type side uint8

const (
	both side = iota
	before
	after
)

// A contextRule is a compiled [Context].
type contextRule struct {
	words, forbid  terms
	window         int
	sentence       bool
	side           side
	required       bool
	boost, penalty float64
	wordList       []string // for messages: words, and what names the lists
	// sections and outside are labels of sections that a match must and must
	// not lie in.
	sections, outside []string
}

// terms are what a context looks for.
type terms struct {
	words int   // number of an aside list; -1: none
	lists []int // numbers of lists
}

func (t *terms) none() bool { return t.words < 0 && len(t.lists) == 0 }

// asked returns the numbers of the lists that a context asks for.
func (c *contextRule) asked() []int {
	if c == nil {
		return nil
	}
	return append(append([]int{}, c.words.lists...), c.forbid.lists...)
}

// A neighbour is a term near a match.
type neighbour struct {
	hit  *hit      // nil: there is none
	list *listRule // nil: a word of the context
}

// said names the neighbour as it is written in the options or in a list.
func (n neighbour) said() string {
	switch {
	case n.hit == nil:
		return ""
	case n.list != nil:
		return "term of " + n.list.id + " (" + n.list.place(n.hit.entry.line()) + ")"
	}
	return n.hit.entry.label()
}

// named is said for a sentence.
func (n neighbour) named() string {
	if n.list != nil {
		return n.said()
	}
	return "word “" + n.said() + "”"
}

// judge applies the sections that a find lies in and the words near it.
func (c *contextRule) judge(ctx context.Context, s *subject, f *find, v *verdict) error {
	if c.judgeSections(s, f, v); v.dropped != kept {
		return nil
	}
	left, right, err := c.near(ctx, s, &c.forbid, f.start, f.end)
	if err != nil {
		return err
	}
	if by := left.or(right); by.hit != nil {
		v.dropped, v.by = droppedByForbidden, by.named()
		return nil
	}
	left, right, err = c.near(ctx, s, &c.words, f.start, f.end)
	switch {
	case err != nil:
		return err
	case left.or(right).hit != nil:
		v.score = clamp(v.score + float32(c.boost))
	case c.required:
		v.dropped = droppedForContext
	default:
		v.score = clamp(v.score - float32(c.penalty))
	}
	v.note(left)
	if right.said() != left.said() {
		v.note(right)
	}
	return nil
}

// note adds a neighbour to the evidence.
func (v *verdict) note(n neighbour) {
	if n.hit != nil {
		v.context = append(v.context, document.Attr{Key: "context", Value: n.said()})
	}
}

func (n neighbour) or(other neighbour) neighbour {
	if n.hit != nil {
		return n
	}
	return other
}

// judgeSections drops a find that lies in the wrong section.
func (c *contextRule) judgeSections(s *subject, f *find, v *verdict) {
	if in := s.sectionOf(c.outside, f.start, f.end); in != "" {
		v.dropped, v.by = droppedInSection, in
	} else if len(c.sections) > 0 && !s.anySection && s.sectionOf(c.sections, f.start, f.end) == "" {
		v.dropped = droppedOutsideSections
	}
}

// near returns the nearest term before and after the match.
func (c *contextRule) near(ctx context.Context, s *subject, t *terms, start, end int) (left, right neighbour, err error) {
	if t.none() {
		return left, right, nil
	}
	from, to := -1, -1
	look := func(found *occurrences, list *listRule) {
		if len(found.hits) == 0 {
			return
		}
		if from < 0 {
			from, to = s.nearby(c, start, end)
		}
		if c.side != after {
			left.later(found.lastWithin(from, start), list)
		}
		if c.side != before {
			right.earlier(found.firstWithin(end, to), list)
		}
	}
	if t.words >= 0 {
		found, err := s.occurrencesOf(ctx, t.words)
		if err != nil {
			return left, right, err
		}
		look(found, nil)
	}
	for _, list := range t.lists {
		found, err := s.occurrencesOfList(ctx, list)
		if err != nil {
			return left, right, err
		}
		look(found, s.rules.lists[list])
	}
	return left, right, nil
}

// later takes a hit that begins after the neighbour.
func (n *neighbour) later(h *hit, list *listRule) {
	if h != nil && (n.hit == nil || h.start > n.hit.start) {
		*n = neighbour{h, list}
	}
}

// earlier takes a hit that begins before the neighbour.
func (n *neighbour) earlier(h *hit, list *listRule) {
	if h != nil && (n.hit == nil || h.start < n.hit.start) {
		*n = neighbour{h, list}
	}
}

// lastWithin returns the hit that lies in [from,to) and begins last, or nil.
func (o *occurrences) lastWithin(from, to int) *hit {
	for i := o.from(to) - 1; i >= 0 && o.hits[i].start >= from; i-- {
		if o.hits[i].end <= to {
			return &o.hits[i]
		}
	}
	return nil
}

// firstWithin returns the hit that lies in [from,to) and begins first, or nil.
func (o *occurrences) firstWithin(from, to int) *hit {
	for i := o.from(from); i < len(o.hits) && o.hits[i].start < to; i++ {
		if o.hits[i].end <= to {
			return &o.hits[i]
		}
	}
	return nil
}
