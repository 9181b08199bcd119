package rules

import (
	"context"
	"errors"
	"time"

	"github.com/dlclark/regexp2/v2"
	"github.com/onomast/onomast/plugins/rules/regexset"

	"github.com/onomast/onomast/core/diag"
)

// maxBacktrack bounds the backtracking stack of one search, in integers.
const maxBacktrack = 1 << 20

// Errors of the backtracking engine. The library's own are not passed on: they
// quote the text.
var (
	errBudget = diag.Diagnostic{
		Severity: diag.Error, Code: "budget",
		Summary: "the time budget for patterns with look-around or back-references is used up",
	}
	errStack = errors.New("the pattern needs too much backtracking")
)

// backtrack is regexp2 in its RE2 dialect. It can look around and refer back,
// and take exponential time, so it works under the subject's budget.
type backtrack struct {
	find     *regexp2.Regexp
	anchored *regexp2.Regexp
	numbers  []int // of the groups, in order
	// gate matches wherever the expression does; nil: nothing is known.
	gate *regexset.Regexp
	// number is the gate's in the set of the patterns; -1: it is only in alone.
	number int
	alone  *regexset.Set
}

func compileBacktrack(expr string, ignoreCase bool) (*backtrack, error) {
	flags := regexp2.RE2
	if ignoreCase {
		flags |= regexp2.IgnoreCase
	}
	find, err := regexp2.Compile(expr, flags, regexp2.OptionMaxBacktrackingStackSize(maxBacktrack))
	if err != nil {
		return nil, err
	}
	anchored, err := regexp2.Compile(`\A(?:`+expr+`)\z`, flags, regexp2.OptionMaxBacktrackingStackSize(maxBacktrack))
	if err != nil {
		return nil, err
	}
	e := &backtrack{find: find, anchored: anchored, numbers: find.GetGroupNumbers(), gate: outline(expr, ignoreCase), number: -1}
	if e.gate != nil {
		e.alone = regexset.New([]*regexset.Regexp{e.gate})
	}
	return e, nil
}

func (e *backtrack) each(ctx context.Context, s *subject, yield func(groups []int) bool) error {
	first, err := e.first(ctx, s)
	if err != nil || first < 0 {
		return err
	}
	left, overrun := s.budget.left(ctx)
	if left <= 0 {
		return overrun
	}
	// A copy, because the limit of a search is read from the Regexp, and here
	// it shrinks from match to match. What the copy shares is safe to share.
	re := *e.find
	re.MatchTimeout = left
	groups := make([]int, 2*len(e.numbers))
	start := time.Now()
	err = re.FindRunesMatches(s.runes(), s.decoded().runeAt(s.text, first), func(m regexp2.MatchView) bool {
		s.budget.spend(time.Since(start))
		if e.ranges(s, m, groups); groups[0] < groups[1] && !yield(groups) {
			return false
		}
		left, overrun = s.budget.left(ctx)
		re.MatchTimeout = left
		start = time.Now() // what yield does is not the engine's work
		return left > 0
	})
	s.budget.spend(time.Since(start))
	if err == nil && left <= 0 {
		return overrun
	}
	return plain(err, overrun)
}

// first returns the first byte where a match may begin, -1 if there is none.
func (e *backtrack) first(ctx context.Context, s *subject) (int, error) {
	if e.gate == nil {
		return 0, nil
	}
	found, number := &s.memory.gate, 0
	var err error
	if e.number >= 0 {
		number = e.number
		found, err = s.matches(ctx)
	} else {
		err = e.alone.Scan(ctx, s.text, found)
	}
	if matches := found.Of(number); err == nil && len(matches) > 0 {
		return matches[0].Start, nil
	}
	return -1, err
}

// ranges translates the groups of a match from code points to bytes.
func (e *backtrack) ranges(s *subject, m regexp2.MatchView, groups []int) {
	for i, number := range e.numbers {
		groups[2*i], groups[2*i+1] = -1, -1
		if at, n, ok := m.GroupRange(number); ok {
			groups[2*i] = s.byteOffset(at)
			groups[2*i+1] = s.byteOffset(at + n)
		}
	}
}

// plain replaces an error of the library by one that holds no document text;
// overrun is for a search that took too long.
func plain(err, overrun error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, regexp2.ErrBacktrackingStackLimit):
		return errStack
	default:
		return overrun
	}
}

func (e *backtrack) names() []string {
	names := make([]string, len(e.numbers))
	for i, number := range e.numbers {
		if name := e.find.GroupNameFromNumber(number); !isNumber(name) {
			names[i] = name
		}
	}
	return names
}

// isNumber reports whether a group's name is the number it gets for want of one.
func isNumber(name string) bool { return name != "" && name[0] >= '0' && name[0] <= '9' }

func (e *backtrack) whole(ctx context.Context, s *subject, start, end int) (bool, error) {
	left, overrun := s.budget.left(ctx)
	if left <= 0 {
		return false, overrun
	}
	re := *e.anchored
	re.MatchTimeout = left
	begin := time.Now()
	ok, err := re.MatchString(s.text[start:end])
	s.budget.spend(time.Since(begin))
	return ok, plain(err, overrun)
}
