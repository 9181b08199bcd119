package rules

import "slices"

// A patternRule is a compiled [Pattern].
type patternRule struct {
	rule
	bounded     bool // word_boundary
	expressions []expression
}

// An expression is one regular expression of a pattern.
type expression struct {
	engine engine
	text   string
	fold   bool
	entity int // index of the group that is the entity; 0: the whole match
	groups []groupUse
}

// A find is a raw match of a rule, before its exceptions and context.
type find struct {
	start, end           int // the entity
	matchStart, matchEnd int // all that matched
	parts                []part
	list                 *listRule
	entry                entry // of list
	errors               int   // typing errors in the term
}

// find makes a find of the groups of a match, into f. It reports false when the
// group that is the entity is empty or took no part.
func (e *expression) find(f *find, groups []int) bool {
	*f = find{start: groups[2*e.entity], end: groups[2*e.entity+1], matchStart: groups[0], matchEnd: groups[1]}
	if f.start < 0 || f.start >= f.end {
		return false
	}
	for _, use := range e.groups {
		start, end := groups[2*use.index], groups[2*use.index+1]
		if start < 0 || start >= end {
			continue
		}
		f.take(use, start, end)
	}
	return true
}

func (c *compiler) pattern(pointer string, given *Pattern) {
	p := &patternRule{
		rule:    c.common(pointer, given.ID, given.Label, &given.Outcome),
		bounded: given.WordBoundary,
	}
	if given.Label == "" {
		c.fail(c.written(pointer, "label"), "rules.no-label", "the pattern has no label", "add label, e.g. label: PRODUCT_CODE")
	}
	p.except = c.exceptions(pointer+"/except", given.Except, exceptionStyle{plainIsRegex: true, mode: termMode(given.IgnoreCase, false)})
	c.expressions(p, pointer, given)
	c.patternGroups(p, given)
	c.rules.patterns = append(c.rules.patterns, p)
}

// patternGroups gives the expressions of a pattern what becomes of their groups,
// and enters them.
func (c *compiler) patternGroups(p *patternRule, given *Pattern) {
	var names []string
	for i := range p.expressions {
		names = append(names, p.expressions[i].engine.names()...)
	}
	if len(p.expressions) > 0 { // else there is a mistake already
		c.groups(&p.rule, given.Groups, names, groupHint(names))
	}
	for i := range p.expressions {
		e := &p.expressions[i]
		e.groups = p.uses(e.engine.names())
		c.enter(e.engine, e.entity == 0 && len(e.groups) == 0)
	}
}

func (c *compiler) expressions(p *patternRule, pointer string, given *Pattern) {
	if given.Regex != "" && len(given.Regexes) > 0 {
		c.fail(pointer+"/regexes", "rules.regex", "a pattern has regex or regexes, not both", "put them all into regexes")
	}
	if given.Regex == "" && len(given.Regexes) == 0 {
		c.fail(c.written(pointer, "regex"), "rules.regex", "the pattern has nothing to find", "add regex, e.g. regex: '\\d{5}'")
	}
	if given.Regex != "" {
		c.expression(p, pointer+"/regex", given.Regex, given)
	}
	for i, text := range given.Regexes {
		c.expression(p, item(pointer+"/regexes", i), text, given)
	}
}

func (c *compiler) expression(p *patternRule, pointer, text string, given *Pattern) {
	if text == "" {
		c.fail(pointer, "rules.regex", "an empty regular expression", "write one, or remove it")
		return
	}
	e := c.engine(pointer, text, given.IgnoreCase)
	if e == nil {
		return
	}
	if matchesEmpty(e) {
		c.warn(pointer, "rules.matches-empty", "the expression also matches nothing at all; such matches are left out", "ask for at least one character, e.g. + instead of *")
	}
	made := expression{engine: e, text: text, fold: given.IgnoreCase}
	if names := e.names(); given.Group != "" {
		if made.entity = slices.Index(names, given.Group); made.entity < 0 {
			made.entity = 0
			c.fail(p.pointer+"/group", "rules.unknown-group", "the expression "+c.place(pointer)+" has no group “"+given.Group+"”", groupHint(names)(given.Group))
		}
	}
	p.expressions = append(p.expressions, made)
}

// enter puts an expression of the next pattern into the set of all of them, or
// its outline.
func (c *compiler) enter(e engine, onlyExtent bool) {
	switch e := e.(type) {
	case *linear:
		e.number, e.extent = len(c.linears), onlyExtent
		c.linears = append(c.linears, e.re)
	case *backtrack:
		if e.gate == nil {
			if n := len(c.rules.patterns); !slices.Contains(c.rules.searched, n) {
				c.rules.searched = append(c.rules.searched, n)
			}
			return
		}
		e.number = len(c.linears)
		c.linears = append(c.linears, e.gate)
	}
	c.rules.owner = append(c.rules.owner, len(c.rules.patterns))
}
