package rules

import (
	"context"
	"strings"

	"github.com/onomast/onomast/plugins/rules/gazetteer"
)

// An exception drops matches of its rule.
type exception struct {
	written string // as in the options
	engine  engine // for an expression
	number  int    // of the expression, or of the list of the term
	overlap bool
}

// drops reports whether the exception covers the match [start,end).
func (e *exception) drops(ctx context.Context, s *subject, start, end int) (bool, error) {
	if e.engine == nil {
		return e.hits(s.occurrencesOf(e.number), start, end), nil
	}
	// By itself, for expressions with anchors.
	if whole, err := e.engine.whole(ctx, s, start, end); whole || err != nil {
		return whole, err
	}
	found, err := s.occurrencesOfRegex(ctx, e.number, e.engine)
	if err != nil {
		return false, err
	}
	return e.hits(found, start, end), nil
}

func (e *exception) hits(o *occurrences, start, end int) bool {
	if e.overlap {
		return o.overlaps(start, end)
	}
	return o.covers(start, end)
}

// An exceptionStyle is what exceptions take over from their rule.
type exceptionStyle struct {
	plainIsRegex bool
	mode         gazetteer.Mode // how terms are compared
}

func (c *compiler) exceptions(pointer string, given []Exception, style exceptionStyle) []exception {
	var made []exception
	for i, given := range given {
		at := item(pointer, i)
		if given.Plain != "" && style.plainIsRegex {
			given.Regex = given.Plain
		} else if given.Plain != "" {
			given.Term = given.Plain
		}
		switch {
		case given.Regex != "" && given.Term != "":
			c.fail(at, "rules.except", "an exception has regex or term, not both", "remove one of them")
		case given.Regex != "":
			if e := c.engine(at, given.Regex, style.mode.Fold); e != nil {
				made = append(made, exception{written: given.Regex, engine: e, number: c.rules.exceptions, overlap: given.Overlap})
				c.rules.exceptions++
			}
		case strings.TrimSpace(given.Term) != "":
			if h, ok := c.asideList(at, []string{given.Term}, style.mode); ok {
				made = append(made, exception{written: given.Term, number: h.number, overlap: given.Overlap})
			}
		default:
			c.fail(at, "rules.except", "an empty exception", "write a regular expression or a term, or remove it")
		}
	}
	return made
}
