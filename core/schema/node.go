package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
)

// The words of JSON Schema for types.
const (
	object  = "object"
	array   = "array"
	text    = "string"
	integer = "integer"
	number  = "number"
	boolean = "boolean"
	null    = "null"
)

// A node is the part of one JSON Schema that this package understands. It is
// both what Of writes and how schemas from elsewhere are read.
type node struct {
	Schema      string           `json:"$schema,omitempty"`
	Ref         string           `json:"$ref,omitempty"`
	Type        types            `json:"type,omitempty"`
	Description string           `json:"description,omitempty"`
	Properties  properties       `json:"properties,omitempty"`
	Required    []string         `json:"required,omitempty"`
	Additional  *node            `json:"additionalProperties,omitempty"`
	MinKeys     json.Number      `json:"minProperties,omitempty"`
	MaxKeys     json.Number      `json:"maxProperties,omitempty"`
	Items       *node            `json:"items,omitempty"`
	MinItems    json.Number      `json:"minItems,omitempty"`
	MaxItems    json.Number      `json:"maxItems,omitempty"`
	AnyOf       []*node          `json:"anyOf,omitempty"`
	OneOf       []*node          `json:"oneOf,omitempty"`
	AllOf       []*node          `json:"allOf,omitempty"`
	Enum        []any            `json:"enum,omitempty"`
	Minimum     json.Number      `json:"minimum,omitempty"`
	Maximum     json.Number      `json:"maximum,omitempty"`
	MinLength   json.Number      `json:"minLength,omitempty"`
	MaxLength   json.Number      `json:"maxLength,omitempty"`
	Pattern     string           `json:"pattern,omitempty"`
	PatternHint string           `json:"patternErrorMessage,omitempty"`
	Format      string           `json:"format,omitempty"`
	WriteOnly   bool             `json:"writeOnly,omitempty"`
	Least       string           `json:"x-minimum,omitempty"` // of a duration or size
	Most        string           `json:"x-maximum,omitempty"`
	Default     json.RawMessage  `json:"default,omitempty"`
	Examples    []any            `json:"examples,omitempty"`
	Defs        map[string]*node `json:"$defs,omitempty"`
	Definitions map[string]*node `json:"definitions,omitempty"`

	constant *bool           // the schemas true and false
	raw      json.RawMessage // written as is: the schema of a Describer
}

// plainNode is a node without methods.
type plainNode node

func never() *node {
	no := false
	return &node{constant: &no}
}

// MarshalJSON implements json.Marshaler.
func (n *node) MarshalJSON() ([]byte, error) {
	switch {
	case n.constant != nil:
		return json.Marshal(*n.constant)
	case n.raw != nil:
		return n.raw, nil
	}
	return json.Marshal((*plainNode)(n))
}

// UnmarshalJSON implements json.Unmarshaler.
func (n *node) UnmarshalJSON(data []byte) error {
	switch string(bytes.TrimSpace(data)) {
	case "true", "false":
		value := data[0] == 't'
		n.constant = &value
		return nil
	}
	return json.Unmarshal(data, (*plainNode)(n))
}

// is reports whether the node allows only the given type.
func (n *node) is(name string) bool { return len(n.Type) == 1 && n.Type[0] == name }

// allows reports whether a value of the given type can be valid at all.
func (n *node) allows(name string) bool {
	if n.constant != nil {
		return *n.constant
	}
	if len(n.Type) == 0 {
		return true
	}
	for _, t := range n.Type {
		if t == name || t == number && name == integer {
			return true
		}
	}
	return false
}

// accepts reports whether the type of a parsed value is allowed. A float
// without a fraction counts as an integer, as in JSON Schema.
func (n *node) accepts(value any) bool {
	if n.allows(typeName(value)) {
		return true
	}
	f, ok := value.(float64)
	return ok && f == math.Trunc(f) && n.allows(integer)
}

// property returns the schema of a key that is named, or nil.
func (n *node) property(key string) *node {
	for _, p := range n.Properties {
		if p.name == key {
			return p.node
		}
	}
	return nil
}

// child returns the schema of the value behind a key or index, or nil.
func (n *node) child(token string, parent any) *node {
	if _, list := parent.([]any); list {
		return n.Items
	}
	if p := n.property(token); p != nil {
		return p
	}
	return n.Additional
}

// types are the values of the keyword type, a word or a list of words.
type types []string

// MarshalJSON implements json.Marshaler.
func (t types) MarshalJSON() ([]byte, error) {
	if len(t) == 1 {
		return json.Marshal(t[0])
	}
	return json.Marshal([]string(t))
}

// UnmarshalJSON implements json.Unmarshaler.
func (t *types) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*t = types{one}
		return nil
	}
	return json.Unmarshal(data, (*[]string)(t))
}

// properties are the keys of a mapping in the order they were declared, which
// is the order the documentation shows.
type properties []property

type property struct {
	name string
	node *node
}

// MarshalJSON implements json.Marshaler.
func (p properties) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, one := range p {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(one.name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(one.node)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// UnmarshalJSON implements json.Unmarshaler.
func (p *properties) UnmarshalJSON(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return errors.New("the keyword properties needs an object")
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		one := property{name: fmt.Sprint(name), node: &node{}}
		if err := d.Decode(one.node); err != nil {
			return err
		}
		*p = append(*p, one)
	}
	return nil
}
