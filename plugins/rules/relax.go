package rules

import "slices"

// relaxed returns the same rules without their conditions: case, word
// boundaries, exceptions and context. It is made when somebody asks why nothing
// was found; nil if that fails.
func (rs *ruleset) relaxed() *ruleset {
	o := rs.options
	o.Assertions = nil
	o.Patterns = slices.Clone(o.Patterns)
	o.Lists = slices.Clone(o.Lists)
	for i := range o.Patterns {
		p := &o.Patterns[i]
		p.IgnoreCase, p.WordBoundary, p.Except, p.Context = true, false, nil, nil
		p.Validate, p.Normalize, p.Groups = nil, Normalization{}, nil
		p.Priority, p.Overrides = 0, nil
	}
	for i := range o.Lists {
		l := &o.Lists[i]
		l.IgnoreCase, l.WordBoundary, l.Longest, l.Except, l.Context = true, false, false, nil, nil
		l.Validate, l.Normalize = nil, Normalization{}
		l.Priority, l.Overrides = 0, nil
	}
	o.Sequences = slices.Clone(o.Sequences)
	for i := range o.Sequences {
		q := &o.Sequences[i]
		q.Validate, q.Normalize, q.Groups = nil, Normalization{}, nil
		q.Except, q.Context, q.Priority, q.Overrides = nil, nil, 0, nil
	}
	made, found := compileOptions(rs.cfg, o)
	if found.HasErrors() {
		return nil
	}
	return made
}
