package schema

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/diag"
)

// typeHint says how to write a value of the wrong type.
func (s *Schema) typeHint(at []string, root, value any, want []string) string {
	if near := s.sibling(at, root, value); near != "" {
		return diag.Meant(near)
	}
	wants := func(t string) bool { return slices.Contains(want, t) }
	switch v := value.(type) {
	case nil:
		return "give it a value, or leave the key out"
	case string:
		if hint := textHint(v, wants); hint != "" {
			return hint
		}
	case bool, int64, float64:
		if wants(text) {
			return "put it in quotes"
		}
	case []any:
		if wants(text) || wants(number) || wants(integer) {
			return "give one value, without brackets"
		}
	}
	if _, mapping := value.(map[string]any); wants("list") && !mapping {
		return "write it as a list: [...]"
	}
	if wants("mapping") {
		return s.mappingHint(at, root)
	}
	return ""
}

var (
	decimalComma = regexp.MustCompile(`^-?\d+,\d+$`)
	percentage   = regexp.MustCompile(`^\d+(\.\d+)? ?%$`)
)

func textHint(v string, wants func(string) bool) string {
	isNumber := wants(integer) || wants(number)
	_, err := Number(strings.TrimSpace(v))
	switch {
	case isNumber && err == nil:
		return "write it without quotes"
	case wants(number) && decimalComma.MatchString(v):
		return "write it with a point: " + strings.Replace(v, ",", ".", 1)
	case wants(number) && percentage.MatchString(v):
		return "write a fraction: 0.9 for 90 %"
	case wants(boolean):
		return "write true or false, without quotes"
	}
	return ""
}

// mappingHint names the keys of the mapping that should be there.
func (s *Schema) mappingHint(at []string, root any) string {
	const few = 6
	known := keys(s.declared(at, root))
	if len(known) == 0 || len(known) > few {
		return ""
	}
	return "write it as a mapping with " + strings.Join(known, ", ")
}

// declared returns the nodes that speak of a location, whatever is there.
func (s *Schema) declared(at []string, root any) []*node {
	if len(at) == 0 {
		return s.branches(s.root, map[string]any{})
	}
	nodes, parent := s.at(at[:len(at)-1], root)
	var out []*node
	for _, n := range nodes {
		if c := s.resolve(n.child(at[len(at)-1], parent)); c != nil {
			out = append(out, s.branches(c, map[string]any{})...)
		}
	}
	return out
}

// sibling returns a key that differs little from the one written and takes the
// value: regexes for a list at regex.
func (s *Schema) sibling(at []string, root, value any) string {
	if len(at) == 0 || value == nil {
		return ""
	}
	nodes, _ := s.at(at[:len(at)-1], root)
	var fit []string
	for _, n := range nodes {
		for _, p := range n.Properties {
			if c := s.resolve(p.node); p.name != at[len(at)-1] && c != nil && len(c.Type) > 0 && c.accepts(value) {
				fit = append(fit, p.name)
			}
		}
	}
	return diag.DidYouMean(at[len(at)-1], fit)
}

// elsewhere says where in the schema a key is known that is not known here: on
// the way up, inside another key, or inside one on the way up.
func (s *Schema) elsewhere(at []string, key string, root any) string {
	for up := len(at) - 1; up >= 0; up-- {
		if nodes, _ := s.at(at[:up], root); slices.Contains(keys(nodes), key) {
			return fmt.Sprintf("%s belongs beside %s, not inside it", key, subject(at[:up+1]))
		}
	}
	for up := len(at); up >= 0; up-- {
		nodes, _ := s.at(at[:up], root)
		for _, n := range nodes {
			for _, p := range n.Properties {
				if slices.Contains(s.innerKeys(p.node), key) {
					return fmt.Sprintf("%s is known inside %s", key, p.name)
				}
			}
		}
	}
	return ""
}

// Hint returns what the tag hint says of the value at a JSON pointer into a parsed
// value, or "".
func (s *Schema) Hint(value any, pointer string) string {
	nodes, _ := s.at(tokens(pointer), value)
	for _, n := range nodes {
		if n.PatternHint != "" {
			return n.PatternHint
		}
	}
	return ""
}

// Keys returns the keys that are known in the mapping at a JSON pointer into a
// parsed value.
func (s *Schema) Keys(value any, pointer string) []string {
	var tokens []string
	for token := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		if token != "" {
			tokens = append(tokens, Unescape(token))
		}
	}
	nodes, _ := s.at(tokens, value)
	return keys(nodes)
}

// innerKeys returns the keys of a mapping, or of the elements of a list.
func (s *Schema) innerKeys(n *node) []string {
	if n = s.resolve(n); n == nil {
		return nil
	}
	if n.Items != nil {
		if n = s.resolve(n.Items); n == nil {
			return nil
		}
	}
	return keys(s.branches(n, map[string]any{}))
}
