package rules

import (
	"slices"
	"strings"

	"github.com/onomast/onomast/core/diag"
)

// checkGroups reports groups that no expression of the pattern has, and groups
// that come to nothing.
func (c *compiler) checkGroups(p *patternRule, pointer string, given *Pattern) {
	var names []string
	for _, e := range p.expressions {
		names = append(names, e.engine.names()...)
	}
	for name, use := range given.Groups {
		at := pointer + "/groups/" + escapePointer(name)
		switch {
		case use.Label == "" && use.Attribute == "":
			c.fail(at, "rules.group", "nothing becomes of the group “"+name+"”", "add label or attribute")
		case len(p.expressions) > 0 && !slices.Contains(names, name):
			c.fail(at, "rules.unknown-group", "the pattern has no group “"+name+"”", groupHint(name, names))
		}
	}
}

func groupHint(name string, names []string) string {
	if near := diag.DidYouMean(name, names); near != "" {
		return diag.Meant(near)
	}
	return "name it in the expression: (?P<" + name + ">...)"
}

// escapePointer makes a key fit for a JSON pointer (RFC 6901).
func escapePointer(key string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}
