package rules

import (
	"context"
	"regexp"
)

// linear is Go's regexp: RE2 semantics, time linear in the text.
type linear struct {
	find     *regexp.Regexp
	anchored *regexp.Regexp
}

func compileLinear(expr string, ignoreCase bool) (*linear, error) {
	flags := ""
	if ignoreCase {
		flags = "(?i)"
	}
	if _, err := regexp.Compile(expr); err != nil { // before flags, for positions in its errors
		return nil, err
	}
	find, err := regexp.Compile(flags + expr)
	if err != nil {
		return nil, err
	}
	anchored, err := regexp.Compile(flags + `\A(?:` + expr + `)\z`)
	if err != nil {
		return nil, err
	}
	return &linear{find: find, anchored: anchored}, nil
}

func (e *linear) each(_ context.Context, s *subject, yield func(groups []int)) error {
	if e.find.NumSubexp() == 0 {
		for _, m := range e.find.FindAllStringIndex(s.text, -1) {
			if m[0] < m[1] {
				yield(m)
			}
		}
		return nil
	}
	for _, m := range e.find.FindAllStringSubmatchIndex(s.text, -1) {
		if m[0] < m[1] {
			yield(m)
		}
	}
	return nil
}

func (e *linear) names() []string { return e.find.SubexpNames() }

func (e *linear) whole(_ context.Context, s *subject, start, end int) (bool, error) {
	return e.anchored.MatchString(s.text[start:end]), nil
}
