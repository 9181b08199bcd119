package rules

import (
	"context"

	"github.com/onomast/onomast/plugins/rules/regexset"
)

// A memory is what the search for expressions needs for one text and the next
// text can use again.
type memory struct {
	found regexset.Matches
	near  []nearby // by number of exceptions
	text  uint64   // counts the texts

	aside  []occurrences // by number of an aside list
	hits   []listHit     // of all lists
	scopes []scopes      // by number of an assertion

	groups []int
	gate   regexset.Matches // of an exception's outline
}

// nearby are the matches of a rule's exceptions in a stretch of the text.
type nearby struct {
	text     uint64 // the text they are of
	from, to int
	found    regexset.Matches
}

// borrowMemory takes a memory out of the ruleset's pool.
func (rs *ruleset) borrowMemory() *memory {
	m, ok := rs.idle.Get().(*memory)
	if !ok {
		m = &memory{}
	}
	if len(m.near) < rs.exceptionSets {
		m.near = make([]nearby, rs.exceptionSets)
	}
	m.text++
	return m
}

// borrowAside returns room for the occurrences of n lists.
func (m *memory) borrowAside(n int) []occurrences {
	if len(m.aside) < n {
		m.aside = make([]occurrences, n)
	}
	for i := range m.aside {
		m.aside[i].reset()
	}
	return m.aside
}

// borrowScopes returns room for the scopes of n assertions.
func (m *memory) borrowScopes(n int) []scopes {
	if len(m.scopes) < n {
		m.scopes = make([]scopes, n)
	}
	for i := range m.scopes {
		m.scopes[i].reset()
	}
	return m.scopes
}

// maxIdle is the largest number of matches to keep room for.
const maxIdle = 1 << 16

// close gives the subject's memory back. Nothing of it is used afterwards.
func (s *subject) close() {
	room := len(s.memory.found.All()) + cap(s.memory.hits)
	for i := range s.aside {
		room += cap(s.aside[i].hits)
	}
	if room <= maxIdle {
		s.rules.idle.Put(s.memory)
	}
	s.memory = nil
}

// matches returns what the patterns match.
func (s *subject) matches(ctx context.Context) (*regexset.Matches, error) {
	if s.scanned {
		return &s.memory.found, nil
	}
	err := s.rules.set.Scan(ctx, s.text, &s.memory.found)
	s.scanned = err == nil
	return &s.memory.found, err
}

// near returns the matches of exceptions in the stretch around [start,end) that
// they can reach.
func (s *subject) near(ctx context.Context, x *exceptions, start, end int) (*regexset.Matches, error) {
	n := &s.memory.near[x.number]
	if n.text == s.memory.text && n.from <= start && end <= n.to {
		return &n.found, nil
	}
	from, to := x.set.Around(s.text, start, end)
	err := x.set.ScanRange(ctx, s.text, from, to, &n.found)
	n.text, n.from, n.to = s.memory.text, from, to
	if err != nil {
		n.text = 0
	}
	return &n.found, err
}
