package proposal

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Exceptions are expressions for texts that no proposal may lie in.
type Exceptions []exception

// An exception is one expression.
type exception struct {
	*regexp.Regexp
	alphabet alphabet
	inLines  bool // see there
}

// Exceptions compiles those of the options.
func (o *Options) Exceptions() (Exceptions, error) {
	var out Exceptions
	for i, expr := range o.Except {
		re, err := regexp.Compile(expr)
		if err != nil {
			return nil, fmt.Errorf("except, number %d: %w", i+1, err)
		}
		a := alphabetOf(expr)
		out = append(out, exception{re, a, a.inLines()})
	}
	return out, nil
}

// In returns where they match a text.
func (e Exceptions) In(text string) *Ban { return &Ban{from: e, text: text} }

// A Ban is where exceptions match a text.
type Ban struct {
	from     Exceptions
	text     string
	searched []searched // of each exception, as soon as any is asked
}

// A searched is the part of a text that was searched last: a line where that will do.
type searched struct {
	from, to int     // in bytes
	matches  [][]int // counted from there
	done     bool    // else nothing was searched yet
}

// Of returns the number of the exception that the bytes [start,end), which are whole
// characters, lie within, or -1.
func (b *Ban) Of(start, end int) int {
	for i := range b.from {
		if !b.from[i].alphabet.spells(b.text[start:end]) {
			continue
		}
		s := b.search(i, start)
		if slices.ContainsFunc(s.matches, func(m []int) bool { return s.from+m[0] <= start && end <= s.from+m[1] }) {
			return i
		}
	}
	return -1
}

// search searches for an exception around a place.
func (b *Ban) search(i, at int) *searched {
	if b.searched == nil {
		b.searched = make([]searched, len(b.from))
	}
	s := &b.searched[i]
	if s.done && s.from <= at && at <= s.to {
		return s
	}
	*s = searched{to: len(b.text), done: true}
	if b.from[i].inLines {
		s.from = strings.LastIndexByte(b.text[:at], '\n') + 1
		if n := strings.IndexByte(b.text[at:], '\n'); n >= 0 {
			s.to = at + n
		}
	}
	s.matches = b.from[i].FindAllStringIndex(b.text[s.from:s.to], -1)
	return s
}
