package rules

import (
	"context"

	"github.com/onomast/onomast/plugins/rules/regexset"
)

// linear is an expression with RE2's semantics: one pass over the text finds
// the matches of all of them.
type linear struct {
	re *regexset.Regexp
	// number is the expression's in the set it is found with.
	number int
	// extent is set when the groups are of no interest.
	extent bool
}

func compileLinear(expr string, ignoreCase bool) (*linear, error) {
	re, err := regexset.Compile(expr, ignoreCase)
	if err != nil {
		return nil, err
	}
	return &linear{re: re}, nil
}

func (e *linear) each(ctx context.Context, s *subject, yield func(groups []int) bool) error {
	found, err := s.matches(ctx)
	if err != nil {
		return err
	}
	groups := s.memory.groups
	defer func() { s.memory.groups = groups }()
	for _, m := range found.Of(e.number) {
		groups = groups[:0]
		if e.extent {
			groups = append(groups, m.Start, m.End)
		} else {
			groups = e.re.Groups(groups, s.text, m.Start, m.End)
		}
		if !yield(groups) {
			break
		}
	}
	return nil
}

func (e *linear) names() []string { return e.re.Names() }

func (e *linear) whole(_ context.Context, s *subject, start, end int) (bool, error) {
	return e.re.Whole(s.text[start:end]), nil
}
