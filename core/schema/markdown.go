package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Markdown renders a reference of the keys of a mapping: a table of key, type,
// default and description, and one more for each mapping inside it. Headings of
// those have the given depth, e.g. 3 for ###.
func (s *Schema) Markdown(depth int) string {
	m := &manual{schema: s, depth: depth, done: map[*node]bool{}}
	m.section("", s.root)
	for len(m.rest) > 0 {
		next := m.rest[0]
		m.rest = m.rest[1:]
		fmt.Fprintf(&m.out, "\n%s `%s`\n\n", strings.Repeat("#", depth), next.path)
		m.section(next.path, next.node)
	}
	return m.out.String()
}

// manual renders sections one after the other, those of inner mappings later.
type manual struct {
	schema *Schema
	depth  int
	out    strings.Builder
	rest   []section
	done   map[*node]bool
}

type section struct {
	path string
	node *node
}

func (m *manual) section(path string, n *node) {
	n = m.schema.resolve(n)
	if n == nil || len(n.Properties) == 0 {
		m.out.WriteString("No options.\n")
		return
	}
	m.done[n] = true
	m.out.WriteString("| key | type | default | description |\n|---|---|---|---|\n")
	for _, p := range n.Properties {
		required := slices.Contains(n.Required, p.name)
		m.row(p, required)
		m.inner(path, p)
	}
}

func (m *manual) row(p property, required bool) {
	n := p.node
	value := "`" + string(bytes.TrimSpace(n.Default)) + "`"
	switch {
	case required:
		value = "*required*"
	case n.Default == nil || string(n.Default) == "{}":
		value = ""
	}
	fmt.Fprintf(&m.out, "| `%s` | %s | %s | %s |\n", p.name, m.typeOf(n), tableCell(value), tableCell(n.Description+m.limits(n)))
}

// inner remembers the mapping that a key holds, directly or in a list.
func (m *manual) inner(path string, p property) {
	at := strings.TrimPrefix(path+"."+p.name, ".")
	for _, n := range m.mappings(p.node, &at, 0) {
		if !m.done[n] {
			m.done[n] = true
			m.rest = append(m.rest, section{at, n})
		}
	}
}

func (m *manual) mappings(n *node, at *string, depth int) []*node {
	n = m.schema.resolve(n)
	if n == nil || depth > maxDepth {
		return nil
	}
	if len(n.Properties) > 0 {
		return []*node{n}
	}
	var out []*node
	switch {
	case n.Items != nil:
		*at += "[]"
		out = m.mappings(n.Items, at, depth+1)
	case n.Additional != nil:
		*at += ".<key>"
		out = m.mappings(n.Additional, at, depth+1)
	}
	for _, list := range [][]*node{n.AnyOf, n.OneOf, n.AllOf} {
		for _, choice := range list {
			out = append(out, m.mappings(choice, at, depth+1)...)
		}
	}
	return out
}

// typeOf names what a key takes.
func (m *manual) typeOf(n *node) string {
	n = m.schema.resolve(n)
	if n == nil {
		return "any"
	}
	if choices := append(append([]*node{}, n.AnyOf...), n.OneOf...); len(choices) > 0 {
		var names []string
		for _, choice := range choices {
			if name := m.typeOf(choice); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		return strings.Join(names, " or ")
	}
	switch {
	case n.Format != "":
		return n.Format
	case n.is(array) && n.Items != nil:
		return "list of " + m.typeOf(n.Items)
	case n.is(object) && n.Additional != nil && n.Additional.constant == nil:
		return "mapping to " + m.typeOf(n.Additional)
	case len(n.Type) == 0:
		return "any"
	}
	names := make([]string, len(n.Type))
	for i, t := range n.Type {
		names[i] = plain(t)
	}
	return strings.Join(names, " or ")
}

// limits says in words what the schema says in keywords.
func (m *manual) limits(n *node) string {
	var out []string
	inside := leaf(n)
	if len(inside.Enum) > 0 {
		words := make([]string, len(inside.Enum))
		for i, word := range inside.Enum {
			words[i] = fmt.Sprintf("`%v`", word)
		}
		out = append(out, "One of "+strings.Join(words, ", ")+".")
	}
	low, high := string(n.Minimum), string(n.Maximum)
	if n.Least != "" || n.Most != "" {
		low, high = n.Least, n.Most
	}
	switch {
	case low != "" && high != "":
		out = append(out, fmt.Sprintf("From %s to %s.", low, high))
	case low != "":
		out = append(out, fmt.Sprintf("At least %s.", low))
	case high != "":
		out = append(out, fmt.Sprintf("At most %s.", high))
	}
	if len(inside.Examples) > 0 {
		if written := asJSON(inside.Examples[0]); written != "" {
			out = append(out, fmt.Sprintf("Example: `%s`.", written))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return " " + strings.Join(out, " ")
}

// asJSON writes a value as people write it: < is no \u003c.
func asJSON(value any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return ""
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func tableCell(s string) string {
	return strings.TrimSpace(strings.NewReplacer("|", "\\|", "\n", " ").Replace(s))
}
