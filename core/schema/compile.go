package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// A Schema is a JSON Schema ready for use. It is safe for concurrent use.
type Schema struct {
	root  *node
	rules *jsonschema.Schema
}

// Compile prepares a JSON Schema. References may lead to definitions inside it
// only.
func Compile(raw json.RawMessage) (*Schema, error) {
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("the schema is not JSON: %w", err)
	}
	root := &node{}
	if err := json.Unmarshal(raw, root); err != nil {
		return nil, fmt.Errorf("the schema is not usable: %w", err)
	}
	const name = "onomast:options"
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	compiler.UseLoader(noLoader{})
	if err := compiler.AddResource(name, document); err != nil {
		return nil, fmt.Errorf("the schema is not usable: %w", err)
	}
	rules, err := compiler.Compile(name)
	if err != nil {
		return nil, fmt.Errorf("the schema is not usable: %w", err)
	}
	return &Schema{root: root, rules: rules}, nil
}

// noLoader keeps schemas from reading files or the network.
type noLoader struct{}

func (noLoader) Load(url string) (any, error) {
	return nil, errors.New("a schema must hold all it refers to: " + url)
}

// resolve follows references into the definitions. It returns nil for those
// that lead elsewhere or in circles.
func (s *Schema) resolve(n *node) *node {
	for hops := 0; n != nil && n.Ref != ""; hops++ {
		if hops > maxDepth {
			return nil
		}
		n = s.lookup(n.Ref)
	}
	return n
}

func (s *Schema) lookup(ref string) *node {
	if ref == "#" {
		return s.root
	}
	if name, ok := strings.CutPrefix(ref, definitions); ok {
		return s.root.Defs[Unescape(name)]
	}
	if name, ok := strings.CutPrefix(ref, "#/definitions/"); ok {
		return s.root.Definitions[Unescape(name)]
	}
	return nil
}

// branches returns every node that speaks of a value at n: n itself, its
// allOf, and of anyOf and oneOf those whose type fits the value.
func (s *Schema) branches(n *node, value any) []*node { return s.branch(n, value, 0) }

func (s *Schema) branch(n *node, value any, depth int) []*node {
	n = s.resolve(n)
	if n == nil || depth > maxDepth || !n.accepts(value) {
		return nil
	}
	out := []*node{n}
	for _, all := range n.AllOf {
		out = append(out, s.branch(all, value, depth+1)...)
	}
	for _, choice := range append(append([]*node{}, n.AnyOf...), n.OneOf...) {
		out = append(out, s.branch(choice, value, depth+1)...)
	}
	return out
}

// at returns the nodes that speak of the value behind the tokens, and that
// value.
func (s *Schema) at(tokens []string, value any) ([]*node, any) {
	nodes := s.branches(s.root, value)
	for _, token := range tokens {
		parent := value
		value = child(value, token)
		var next []*node
		for _, n := range nodes {
			if c := n.child(token, parent); c != nil {
				next = append(next, s.branches(c, value)...)
			}
		}
		nodes = next
	}
	return nodes, value
}

// formatAt returns the format of a value of the wrong type.
func (s *Schema) formatAt(tokens []string, value any) string {
	if len(tokens) == 0 {
		return ""
	}
	last := tokens[len(tokens)-1]
	nodes, parent := s.at(tokens[:len(tokens)-1], value)
	for _, n := range nodes {
		if c := s.resolve(n.child(last, parent)); c != nil && c.Format != "" {
			return c.Format
		}
	}
	return ""
}

// child returns the value behind one token of a pointer, or nil.
func child(value any, token string) any {
	switch v := value.(type) {
	case map[string]any:
		return v[token]
	case []any:
		if i, err := strconv.Atoi(token); err == nil && i >= 0 && i < len(v) {
			return v[i]
		}
	}
	return nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
