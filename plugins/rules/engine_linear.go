package rules

import (
	"context"
	"regexp"
)

// linear is Go's regexp: RE2 semantics, time linear in the text.
type linear struct {
	find     *regexp.Regexp
	anchored *regexp.Regexp
	require  requirement
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
	return &linear{find: find, anchored: anchored, require: require(expr, ignoreCase)}, nil
}

func (e *linear) each(_ context.Context, s *subject, yield func(groups []int)) error {
	table := s.lineTable()
	if !e.require.met(&table.whole) {
		return nil
	}
	if !e.require.inLine || len(table.lines) == 1 {
		e.eachIn(s.text, 0, yield)
		return nil
	}
	for i := range table.lines {
		if l := &table.lines[i]; e.require.met(l) {
			e.eachIn(s.text[l.start:l.end], l.start, yield)
		}
	}
	return nil
}

// eachIn calls yield for the matches in a stretch of text that begins at byte
// base of the whole.
func (e *linear) eachIn(text string, base int, yield func(groups []int)) {
	all := e.find.FindAllStringIndex
	if e.find.NumSubexp() > 0 {
		all = e.find.FindAllStringSubmatchIndex
	}
	for _, m := range all(text, -1) {
		if m[0] == m[1] {
			continue
		}
		for i := range m {
			if m[i] >= 0 {
				m[i] += base
			}
		}
		yield(m)
	}
}

func (e *linear) names() []string { return e.find.SubexpNames() }

func (e *linear) whole(_ context.Context, s *subject, start, end int) (bool, error) {
	return e.anchored.MatchString(s.text[start:end]), nil
}
