package regexset

import (
	"context"
	"regexp/syntax"
	"sync/atomic"
	"unicode/utf8"
)

// A Set finds the matches of many expressions in one pass. It never changes,
// as far as its users can see, and goroutines share it.
type Set struct {
	regexps []*Regexp
	filter  *automaton // which expressions may match from a byte on
	entries []entry    // by number in filter
	inside  [256]bool  // bytes that a match may hold
	kinds   [256]kind  // kindOf each byte
	// patience is how many steps are taken on an expression in any case before
	// the linear way is.
	patience int
	// begins has a bit for each kind of what stands before: the byte may begin
	// a match there. They are cleared as that turns out wrong.
	begins [256]atomic.Uint32
}

// An entry is an expression as the filter knows it.
type entry struct {
	regexp int
	// run, for an entry that begins within its expression: all bytes of a
	// match before the entry are of it.
	run *[256]bool
}

// New makes a set of expressions.
func New(regexps []*Regexp) *Set {
	s := &Set{regexps: regexps, patience: stepsAnyway}
	var codes []*syntax.Prog
	for i, re := range regexps {
		charsOf(re.code).bytes(&s.inside)
		t := re.looked()
		codes = append(codes, t.code)
		s.entries = append(s.entries, entry{regexp: i, run: t.run})
	}
	s.filter = newAutomaton(codes, alive)
	for c := range s.begins {
		s.begins[c].Store(1<<kinds - 1)
		s.kinds[c] = kindOf(byte(c))
	}
	return s
}

// Len returns the number of expressions.
func (s *Set) Len() int { return len(s.regexps) }

// Regexp returns the expression number i.
func (s *Set) Regexp(i int) *Regexp { return s.regexps[i] }

// Scan finds the matches of each expression in text and puts them into found,
// whose earlier contents are lost: those that [regexp.Regexp.FindAllStringIndex]
// finds with the expression alone, except empty ones. Its error is that of ctx.
func (s *Set) Scan(ctx context.Context, text string, found *Matches) error {
	return s.ScanRange(ctx, text, 0, len(text), found)
}

// ScanRange is Scan for a stretch [from,to) of text as Around gives it.
func (s *Set) ScanRange(ctx context.Context, text string, from, to int, found *Matches) error {
	found.begin(ctx, s, text, from, to)
	defer found.finish()
	if !utf8.ValidString(text[from:to]) {
		for i := range s.regexps {
			found.plain(i)
		}
		return found.err
	}
	for from < to {
		next := min(to, from+stretch)
		s.scan(text, from, next, found)
		if from = next; found.err == nil && from < to {
			found.err = ctx.Err()
		}
		if found.err != nil {
			return found.err
		}
	}
	return nil
}

// stretch is how many bytes are scanned before the context is looked at, which
// costs more than to scan a short text.
const stretch = 1 << 16

// scan tries all places in [from,to).
func (s *Set) scan(text string, from, to int, found *Matches) {
	v := &view{set: s, table: s.filter.load(), depth: s.filter.depth()}
	before := kindBefore(text, from)
	for i := from; i < to; i++ {
		c := text[i]
		at := before
		before = s.kinds[c]
		if s.begins[c].Load()>>at&1 != 0 {
			v.look(text, i, at, found)
		}
	}
}

// Around returns the stretch [from,to) of text in which all matches lie that
// touch [start,end). No match of the set reaches into it or out of it, so that
// it can be scanned by itself.
func (s *Set) Around(text string, start, end int) (from, to int) {
	for start > 0 && s.inside[text[start-1]] {
		start--
	}
	for end < len(text) && s.inside[text[end]] {
		end++
	}
	return start, end
}
