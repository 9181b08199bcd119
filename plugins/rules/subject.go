package rules

import (
	"context"
	"sort"
	"unicode/utf8"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/rules/alphabet"
)

// A subject is one document under work, with what the rules share: each part is
// worked out when the first rule asks for it.
type subject struct {
	text   string
	doc    *document.Document // its layers; may be nil
	rules  *ruleset
	budget budget
	points *codePoints
	memory *memory
	// aside and exceptions are occurrences by number.
	aside      []occurrences
	exceptions []*occurrences
	listed     []*occurrences          // by number of a list; see listed.go
	sections   map[string]*occurrences // by label; nil: not looked at yet
	scopes     []scopes                // by number of an assertion

	windows                 *windows
	view                    *tokenView
	scanned                 bool   // memory.found is of this text
	judged                  int    // how many finds
	hitsKnown               bool   // memory.hits are, too
	lastMatch, lastSentence extent // what sentence was asked for last, and said
	anySection              bool   // sections that are asked for count as found
	// find and verdict are those under way.
	find    find
	verdict verdict
	failed  error // ends the work on the document
}

// newSubject borrows memory, which the subject's close gives back.
func newSubject(rs *ruleset, doc *document.Document) *subject {
	s := &subject{text: doc.Text(), doc: doc, rules: rs, memory: rs.borrowMemory()}
	s.budget = newBudget(rs.budget, len(s.text))
	return s
}

// runes returns the text as code points, for the backtracking engine.
func (s *subject) runes() []rune { return s.decoded().runes }

// byteOffset returns where code point i begins.
func (s *subject) byteOffset(i int) int { return s.decoded().byteOffset(s.text, i) }

func (s *subject) decoded() *codePoints {
	if s.points == nil {
		s.points = decodeText(s.text)
	}
	return s.points
}

// occurrences are matches of exceptions or context words, ordered by start.
type occurrences struct {
	hits  []hit
	reach []int // the largest end of the hits up to here
}

// reset forgets the hits and keeps their memory.
func (o *occurrences) reset() { o.hits, o.reach = o.hits[:0], o.reach[:0] }

func (o *occurrences) add(h hit) {
	reach := h.end
	if n := len(o.reach); n > 0 {
		reach = max(reach, o.reach[n-1])
	}
	o.hits = append(o.hits, h)
	o.reach = append(o.reach, reach)
}

// covers reports whether an occurrence contains [start,end).
func (o *occurrences) covers(start, end int) bool {
	i := o.from(start + 1)
	return i > 0 && o.reach[i-1] >= end
}

// overlaps reports whether an occurrence shares a byte with [start,end).
func (o *occurrences) overlaps(start, end int) bool {
	i := o.from(end)
	return i > 0 && o.reach[i-1] > start
}

// from returns the index of the first hit that starts at byte at or later.
func (o *occurrences) from(at int) int {
	return sort.Search(len(o.hits), func(i int) bool { return o.hits[i].start >= at })
}

// occurrencesOf returns those of a list of the aside gazetteers.
func (s *subject) occurrencesOf(ctx context.Context, list int) (*occurrences, error) {
	if s.aside == nil {
		aside := s.memory.borrowAside(s.rules.aside.lists)
		err := s.rules.aside.find(ctx, s.text, func(list int, h hit) bool {
			aside[list].add(h)
			return true
		})
		if err != nil {
			return nil, err
		}
		s.aside = aside
	}
	return &s.aside[list], nil
}

// occurrencesOfRegex returns the matches of an exception's expression.
func (s *subject) occurrencesOfRegex(ctx context.Context, number int, e engine) (*occurrences, error) {
	if s.exceptions == nil {
		s.exceptions = make([]*occurrences, s.rules.exceptions)
	}
	if known := s.exceptions[number]; known != nil {
		return known, nil
	}
	o := &occurrences{}
	err := e.each(ctx, s, func(groups []int) bool {
		o.add(hit{start: groups[0], end: groups[1]})
		return true
	})
	if err != nil {
		return nil, err
	}
	s.exceptions[number] = o
	return o, nil
}

// codePoints is a text decoded, with marks that lead back to its bytes.
type codePoints struct {
	runes []rune
	marks []int32 // byte offset of every markEvery-th code point
	// lastRune and lastByte are the place asked for last.
	lastRune, lastByte int
}

const markEvery = 64

func decodeText(text string) *codePoints {
	c := &codePoints{runes: make([]rune, 0, len(text))}
	for at, r := range text {
		if len(c.runes)%markEvery == 0 {
			c.marks = append(c.marks, int32(at))
		}
		c.runes = append(c.runes, r)
	}
	return c
}

// runeAt returns which code point begins at a byte.
func (c *codePoints) runeAt(text string, at int) int {
	if len(c.runes) == len(text) {
		return at
	}
	return utf8.RuneCountInString(text[:at])
}

func (c *codePoints) byteOffset(text string, i int) int {
	if i == len(c.runes) || len(c.runes) == len(text) {
		return i + len(text) - len(c.runes)
	}
	from, at := c.lastRune, c.lastByte
	if i < from || i-from > markEvery {
		from, at = i-i%markEvery, int(c.marks[i/markEvery])
	}
	for ; from < i; from++ {
		_, size := alphabet.Decode(text, at)
		at += size
	}
	c.lastRune, c.lastByte = i, at
	return at
}
