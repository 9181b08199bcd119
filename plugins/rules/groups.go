package rules

import (
	"maps"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
)

// A groupRule is a compiled [Group].
type groupRule struct {
	name      string
	label     string // of the nested span; "": none
	attribute string // of the entity, for the text or its value; "": none
	attrs     []document.Attr
	values    *valueRule // nil: none
}

// A groupUse is what becomes of the group of an index.
type groupUse struct {
	index int
	*groupRule
}

// groups compiles what becomes of the groups of a rule; the rule has those
// called names.
func (c *compiler) groups(r *rule, given map[string]Group, names []string, hint func(string) string) {
	for _, name := range slices.Sorted(maps.Keys(given)) {
		g, at := given[name], r.pointer+"/groups/"+escapePointer(name)
		made := &groupRule{name: name, label: g.Label, attribute: g.Attribute, attrs: sortedAttrs(g.Attributes)}
		made.values = c.values(valueSite{at, r.score != nil}, g.Validate, g.Normalize)
		if !slices.Contains(names, name) {
			c.fail(at, "rules.unknown-group", "the rule has no group “"+name+"”", hint(name))
			continue
		}
		c.checkGroup(at, made, &g)
		if r.groups == nil {
			r.groups = map[string]*groupRule{}
		}
		r.groups[name] = made
		r.judgesGroups = r.judgesGroups || made.values != nil
	}
}

// checkGroup reports a group that comes to nothing.
func (c *compiler) checkGroup(pointer string, made *groupRule, given *Group) {
	switch goesSomewhere := made.label != "" || made.attribute != ""; {
	case goesSomewhere:
	case given.Normalize.As != "" && !given.Normalize.Required:
		c.fail(pointer, "rules.group", "the value of the group “"+made.name+"” goes nowhere", "add label, whose span gets it, or attribute, which is set to it")
	case made.values == nil && len(made.attrs) == 0:
		c.fail(pointer, "rules.group", "nothing becomes of the group “"+made.name+"”", "add label or attribute")
	}
}

// uses returns what becomes of the groups of these names, by their index.
func (r *rule) uses(names []string) []groupUse {
	var uses []groupUse
	for i, name := range names {
		if g := r.groups[name]; g != nil {
			uses = append(uses, groupUse{i, g})
		}
	}
	return uses
}

// groupHint says what to do about a group that an expression lacks.
func groupHint(names []string) func(name string) string {
	return func(name string) string {
		if near := diag.DidYouMean(name, names); near != "" {
			return diag.Meant(near)
		}
		return "name it in the expression: (?P<" + name + ">...)"
	}
}

// stepHint says what to do about a group that a sequence lacks.
func stepHint(names []string) func(name string) string {
	return func(name string) string {
		if near := diag.DidYouMean(name, names); near != "" {
			return diag.Meant(near)
		}
		return "give a step group: " + name
	}
}

// escapePointer makes a key fit for a JSON pointer (RFC 6901).
func escapePointer(key string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}
