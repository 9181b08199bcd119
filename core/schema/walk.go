package schema

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// Formats that the host looks at.
const (
	FormatPath     = "path"
	FormatRegex    = "regex"
	FormatDuration = "duration"
	FormatSize     = "size"
	FormatSecret   = "secret"
)

// Walk calls visit for each string and number in a value, in the order of the
// keys, with its JSON pointer and the format its schema gives it ("" if none).
func (s *Schema) Walk(value any, visit func(pointer, format string, value any)) {
	s.walk(s.branches(s.root, value), value, "", func(pointer string, nodes []*node, value any) {
		format := ""
		for _, n := range nodes {
			if n.Format != "" {
				format = n.Format
			}
		}
		visit(pointer, format, value)
	})
}

func (s *Schema) walk(nodes []*node, value any, pointer string, visit func(string, []*node, any)) {
	step := func(token string, v any) {
		var next []*node
		for _, n := range nodes {
			if c := n.child(token, value); c != nil {
				next = append(next, s.branches(c, v)...)
			}
		}
		s.walk(next, v, pointer+"/"+Escape(token), visit)
	}
	switch v := value.(type) {
	case map[string]any:
		for _, key := range sortedKeys(v) {
			step(key, v[key])
		}
	case []any:
		for i := range v {
			step(strconv.Itoa(i), v[i])
		}
	default:
		visit(pointer, nodes, value)
	}
}

// Defaults returns a copy of a parsed value in which absent keys have the
// defaults of the schema, at every depth and in the elements of lists. Where
// several alternatives of the schema fit the value, only defaults they agree on
// matter: the first wins.
func (s *Schema) Defaults(value any) any { return s.defaults(s.root, value, 0) }

func (s *Schema) defaults(n *node, value any, depth int) any {
	if depth > maxDepth {
		return value
	}
	nodes := s.branches(n, value)
	switch v := value.(type) {
	case map[string]any:
		return s.mappingDefaults(nodes, v, depth)
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = s.childDefaults(nodes, strconv.Itoa(i), value, v[i], depth)
		}
		return out
	case float64:
		return asInteger(nodes, v)
	}
	return value
}

func (s *Schema) mappingDefaults(nodes []*node, v map[string]any, depth int) any {
	out := make(map[string]any, len(v))
	for key := range v {
		out[key] = s.childDefaults(nodes, key, v, v[key], depth)
	}
	for _, n := range nodes {
		for _, p := range n.Properties {
			if _, given := out[p.name]; given {
				continue
			}
			if value, ok := s.defaultOf(p.node); ok {
				out[p.name] = s.defaults(p.node, value, depth+1)
			}
		}
	}
	return out
}

func (s *Schema) childDefaults(nodes []*node, token string, parent, value any, depth int) any {
	for _, n := range nodes {
		if c := n.child(token, parent); c != nil {
			value = s.defaults(c, value, depth+1)
		}
	}
	return value
}

func (s *Schema) defaultOf(n *node) (any, bool) {
	if n.Default == nil {
		if n = s.resolve(n); n == nil || n.Default == nil {
			return nil, false
		}
	}
	if bytes.Equal(bytes.TrimSpace(n.Default), json.RawMessage("null")) {
		return nil, false
	}
	value, list := Parse(n.Default)
	return value, list == nil
}

// asInteger turns a float without fraction into an integer where the schema
// asks for one.
func asInteger(nodes []*node, v float64) any {
	for _, n := range nodes {
		if whole, err := wholeNumber(v); err == nil && n.allows(integer) && !n.allows(number) {
			return whole
		}
	}
	return v
}
