package subword

import "bytes"

// replace puts a text in the place of each match of a pattern.
type replace struct {
	pattern pattern
	content []rune
}

func (n replace) normalise(s *scratch, v view) view {
	s.events = n.pattern.find(s, v.bytes, s.events[:0])
	if len(s.events) == 0 {
		return v
	}
	w := s.rewrite(v)
	for _, e := range s.events {
		w.keep(e.from - w.at)
		w.skip(e.to - e.from)
		for _, r := range n.content {
			w.add(r)
		}
	}
	w.rest()
	return s.done(w)
}

// A pattern finds parts of a text.
type pattern interface {
	// find appends the matches of the pattern in b, in order and apart.
	find(s *scratch, b []byte, to []event) []event
}

// An event is a match, in bytes.
type event struct{ from, to int }

// literal is a pattern that is a text.
type literal []byte

func (p literal) find(_ *scratch, b []byte, to []event) []event {
	at := 0
	for len(p) > 0 {
		i := bytes.Index(b[at:], p)
		if i < 0 {
			break
		}
		to = append(to, event{at + i, at + i + len(p)})
		at += i + len(p)
	}
	return to
}
