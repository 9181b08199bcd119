package rules

import (
	"context"
	"strings"

	"github.com/onomast/onomast/plugins/rules/gazetteer"
	"github.com/onomast/onomast/plugins/rules/regexset"
)

// Exceptions drop matches of their rule.
type exceptions struct {
	list []exception
	// set has the expressions of list that are linear; nil: there are none.
	set *regexset.Set
	// number is the set's among those of the ruleset.
	number int
}

// An exception drops matches of its rule.
type exception struct {
	written string // as in the options
	engine  engine // for an expression
	number  int    // of the expression, or of the list of the term
	overlap bool
}

// drop returns the exception that covers the match [start,end), as it is
// written in the options; "" if none does.
func (x *exceptions) drop(ctx context.Context, s *subject, start, end int) (string, error) {
	for i := range x.list {
		e := &x.list[i]
		if drops, err := x.drops(ctx, e, s, start, end); drops || err != nil {
			return e.written, err
		}
	}
	return "", nil
}

func (x *exceptions) drops(ctx context.Context, e *exception, s *subject, start, end int) (bool, error) {
	if e.engine == nil {
		found, err := s.occurrencesOf(ctx, e.number)
		return err == nil && e.hits(found, start, end), err
	}
	// By itself, for expressions with anchors.
	if whole, err := e.engine.whole(ctx, s, start, end); whole || err != nil {
		return whole, err
	}
	if _, near := e.engine.(*linear); near {
		found, err := s.near(ctx, x, start, end)
		return err == nil && e.hitsOne(found.Of(e.number), start, end), err
	}
	found, err := s.occurrencesOfRegex(ctx, e.number, e.engine)
	if err != nil {
		return false, err
	}
	return e.hits(found, start, end), nil
}

// hits reports whether one of the occurrences drops [start,end).
func (e *exception) hits(o *occurrences, start, end int) bool {
	if e.overlap {
		return o.overlaps(start, end)
	}
	return o.covers(start, end)
}

// hitsOne is hits for occurrences that do not overlap each other: only the last
// that begins early enough can reach far enough.
func (e *exception) hitsOne(found []regexset.Match, start, end int) bool {
	latest := start
	if e.overlap {
		latest = end - 1
	}
	i := lastFrom(found, latest)
	if i < 0 {
		return false
	}
	if e.overlap {
		return found[i].End > start
	}
	return found[i].End >= end
}

// lastFrom returns the index of the last match that begins at byte at or
// before, -1 if there is none.
func lastFrom(found []regexset.Match, at int) int {
	low, high := 0, len(found)
	for low < high {
		if mid := (low + high) / 2; found[mid].Start <= at {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low - 1
}

// An exceptionStyle is what exceptions take over from their rule.
type exceptionStyle struct {
	plainIsRegex bool
	mode         gazetteer.Mode // how terms are compared
}

func (c *compiler) exceptions(pointer string, given []Exception, style exceptionStyle) exceptions {
	var made exceptions
	var linears []*regexset.Regexp
	for i, given := range given {
		e, ok := c.exception(item(pointer, i), given, style)
		if !ok {
			continue
		}
		switch engine := e.engine.(type) {
		case nil:
		case *linear:
			e.number = len(linears)
			linears = append(linears, engine.re)
		default:
			e.number = c.rules.exceptions
			c.rules.exceptions++
		}
		made.list = append(made.list, e)
	}
	if len(linears) > 0 {
		made.set, made.number = regexset.New(linears), c.rules.exceptionSets
		c.rules.exceptionSets++
	}
	return made
}

func (c *compiler) exception(pointer string, given Exception, style exceptionStyle) (exception, bool) {
	if given.Plain != "" && style.plainIsRegex {
		given.Regex = given.Plain
	} else if given.Plain != "" {
		given.Term = given.Plain
	}
	switch {
	case given.Regex != "" && given.Term != "":
		c.fail(pointer, "rules.except", "an exception has regex or term, not both", "remove one of them")
	case given.Regex != "":
		e := c.engine(pointer, given.Regex, style.mode.Fold)
		c.checkGreedy(pointer, given.Regex)
		return exception{written: given.Regex, engine: e, overlap: given.Overlap}, e != nil
	case strings.TrimSpace(given.Term) != "":
		h, ok := c.asideList(pointer, []string{given.Term}, style.mode, gazetteer.List{All: true})
		return exception{written: given.Term, number: h.number, overlap: given.Overlap}, ok
	default:
		c.fail(pointer, "rules.except", "an empty exception", "write a regular expression or a term, or remove it")
	}
	return exception{}, false
}
