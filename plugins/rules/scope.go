package rules

import (
	"cmp"
	"context"
	"slices"
	"sort"
)

// Scopes are where the cues of one assertion are in a document, and what ends
// what they assert. Each is worked out when it is asked for.
type scopes struct {
	cues                 []cue // ordered by start
	ends                 occurrences
	cuesKnown, endsKnown bool
}

// reset forgets the document and keeps the memory.
func (k *scopes) reset() {
	k.cues, k.cuesKnown, k.endsKnown = k.cues[:0], false, false
	k.ends.reset()
}

// A cue is an occurrence of a cue.
type cue struct {
	start, end int
	entry      entry
	list       *listRule // nil: it is written in the assertion
}

// scopesOf returns the scopes of an assertion with their cues.
func (s *subject) scopesOf(ctx context.Context, a *assertion) (*scopes, error) {
	if s.scopes == nil {
		s.scopes = s.memory.borrowScopes(len(s.rules.assertions))
	}
	k := &s.scopes[a.number]
	if !k.cuesKnown {
		if err := s.fillCues(ctx, a, k); err != nil {
			return nil, err
		}
		k.cuesKnown = true
	}
	return k, nil
}

// fillCues gathers the cues of an assertion that none of its exceptions covers.
func (s *subject) fillCues(ctx context.Context, a *assertion, to *scopes) error {
	if a.cues >= 0 {
		found, err := s.occurrencesOf(ctx, a.cues)
		if err != nil {
			return err
		}
		to.addCues(found, nil)
	}
	for _, list := range a.lists {
		found, err := s.occurrencesOfList(ctx, list)
		if err != nil {
			return err
		}
		to.addCues(found, s.rules.lists[list])
	}
	if len(a.lists) > 0 { // of those that begin together the longest comes last
		slices.SortStableFunc(to.cues, func(x, y cue) int { return cmp.Or(x.start-y.start, x.end-y.end) })
	}
	excepted, err := s.exceptedBy(ctx, a)
	if err == nil && len(excepted.hits) > 0 {
		to.cues = slices.DeleteFunc(to.cues, func(q cue) bool { return excepted.covers(q.start, q.end) })
	}
	return err
}

func (k *scopes) addCues(found *occurrences, list *listRule) {
	for _, h := range found.hits {
		k.cues = append(k.cues, cue{h.start, h.end, h.entry, list})
	}
}

// exceptedBy returns where the exceptions of an assertion are.
func (s *subject) exceptedBy(ctx context.Context, a *assertion) (*occurrences, error) {
	if a.except < 0 {
		return &occurrences{}, nil
	}
	return s.occurrencesOf(ctx, a.except)
}

// endsOf returns what ends the scopes of an assertion: its ends and the cues of
// its rivals.
func (s *subject) endsOf(ctx context.Context, a *assertion, k *scopes) (*occurrences, error) {
	if k.endsKnown {
		return &k.ends, nil
	}
	ends, err := s.ownEnds(ctx, a)
	if err != nil {
		return nil, err
	}
	for _, rival := range a.rivals {
		other, err := s.scopesOf(ctx, rival)
		if err != nil {
			return nil, err
		}
		for _, q := range other.cues {
			ends = append(ends, hit{start: q.start, end: q.end})
		}
	}
	slices.SortStableFunc(ends, func(x, y hit) int { return x.start - y.start })
	for _, h := range ends {
		k.ends.add(h)
	}
	k.endsKnown = true
	return &k.ends, nil
}

// ownEnds returns the ends of an assertion that none of its exceptions covers.
func (s *subject) ownEnds(ctx context.Context, a *assertion) ([]hit, error) {
	if a.ends < 0 {
		return nil, nil
	}
	excepted, err := s.exceptedBy(ctx, a)
	if err != nil {
		return nil, err
	}
	found, err := s.occurrencesOf(ctx, a.ends)
	if err != nil {
		return nil, err
	}
	var ends []hit
	for _, h := range found.hits {
		if !excepted.covers(h.start, h.end) {
			ends = append(ends, h)
		}
	}
	return ends, nil
}

// before returns the last cue that begins before [start,end) and does not reach
// beyond it, or nil.
func (k *scopes) before(start, end int) *cue {
	i := sort.Search(len(k.cues), func(i int) bool { return k.cues[i].start >= start }) - 1
	for ; i >= 0; i-- {
		if k.cues[i].end < end {
			return &k.cues[i]
		}
	}
	return nil
}

// after returns the first cue that ends after [start,end) and does not begin
// before it, or nil.
func (k *scopes) after(start, end int) *cue {
	i := sort.Search(len(k.cues), func(i int) bool { return k.cues[i].start >= end })
	if i > 0 && k.cues[i-1].start > start && k.cues[i-1].end > end {
		return &k.cues[i-1]
	}
	if i == len(k.cues) {
		return nil
	}
	return &k.cues[i]
}

// reaching returns a hit that begins before byte at and ends after byte after,
// or nil: the first of those that end last.
func (o *occurrences) reaching(at, after int) *hit {
	i := o.from(at)
	if i == 0 || o.reach[i-1] <= after {
		return nil
	}
	last := sort.SearchInts(o.reach[:i], o.reach[i-1])
	return &o.hits[last]
}
