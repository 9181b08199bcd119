package schema

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// tagged returns a field's node with what its tags say.
func tagged(n *node, f reflect.StructField) (*node, error) {
	if n.raw != nil {
		return taggedRaw(n, f.Tag)
	}
	n.Description = f.Tag.Get("doc")
	if err := restrict(leaf(n), f.Tag); err != nil {
		return nil, err
	}
	if err := bound(n, f.Tag.Get("min"), f.Tag.Get("max")); err != nil {
		return nil, err
	}
	if example, ok := f.Tag.Lookup("example"); ok {
		value, err := literal(leaf(n), example)
		if err != nil {
			return nil, fmt.Errorf("example: %w", err)
		}
		leaf(n).Examples = []any{value}
	}
	return n, setDefault(n, f.Tag)
}

// taggedRaw adds to the schema of a Describer what is said of the field.
func taggedRaw(n *node, tag reflect.StructTag) (*node, error) {
	var schema map[string]any
	if err := json.Unmarshal(n.raw, &schema); err != nil {
		return nil, fmt.Errorf("its own schema: %w", err)
	}
	if doc := tag.Get("doc"); doc != "" {
		schema["description"] = doc
	}
	for key, name := range map[string]string{"default": "default", "example": "examples"} {
		if written, ok := tag.Lookup(key); ok {
			value, err := literal(&node{}, written)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", key, err)
			}
			schema[name] = value
			if key == "example" {
				schema[name] = []any{value}
			}
		}
	}
	raw, err := json.Marshal(schema)
	return &node{raw: raw}, err
}

// leaf returns the node of a list's or map's elements, or the node itself.
func leaf(n *node) *node {
	switch {
	case n.is(array) && n.Items != nil && n.Items.raw == nil && n.Items.Ref == "":
		return leaf(n.Items)
	case n.is(object) && len(n.Properties) == 0 && n.Additional != nil &&
		n.Additional.constant == nil && n.Additional.raw == nil && n.Additional.Ref == "":
		return leaf(n.Additional)
	}
	return n
}

// restrict applies the tags that speak of single values.
func restrict(n *node, tag reflect.StructTag) error {
	if format := tag.Get("format"); format != "" {
		n.Format = format
		n.WriteOnly = format == FormatSecret
		if format == FormatSize && n.is(integer) {
			n.Type = types{integer, text}
			n.Minimum = "0"
		}
	}
	n.Pattern, n.PatternHint = tag.Get("pattern"), tag.Get("hint")
	words := tag.Get("enum")
	if words == "" {
		return nil
	}
	for _, word := range strings.Split(words, ",") {
		value, err := literal(n, word)
		if err != nil {
			return fmt.Errorf("enum: %w", err)
		}
		n.Enum = append(n.Enum, value)
	}
	return nil
}

// bound puts the bounds where the type of the node has them.
func bound(n *node, low, high string) error {
	if low == "" && high == "" {
		return nil
	}
	if err := checkBounds(n, low, high); err != nil {
		return err
	}
	switch {
	case n.Format == FormatDuration || n.Format == FormatSize:
		n.Least, n.Most = low, high
	case n.is(text):
		n.MinLength, n.MaxLength = json.Number(low), json.Number(high)
	case n.is(array):
		n.MinItems, n.MaxItems = json.Number(low), json.Number(high)
	case n.is(object):
		n.MinKeys, n.MaxKeys = json.Number(low), json.Number(high)
	case n.is(integer), n.is(number):
		n.Minimum, n.Maximum = or(low, n.Minimum), or(high, n.Maximum)
	default:
		return errors.New("bounds mean nothing for this type")
	}
	return nil
}

// checkBounds makes sure that bounds can be read.
func checkBounds(n *node, low, high string) error {
	for _, written := range []string{low, high} {
		var err error
		switch {
		case written == "":
		case n.Format == FormatDuration:
			_, err = ParseDuration(written)
		case n.Format == FormatSize:
			_, err = ParseSize(written)
		default:
			_, err = strconv.ParseFloat(written, 64)
		}
		if err != nil {
			return fmt.Errorf("bounds: %w", err)
		}
	}
	return nil
}

func or(written string, otherwise json.Number) json.Number {
	if written == "" {
		return otherwise
	}
	return json.Number(written)
}

func setDefault(n *node, tag reflect.StructTag) error {
	written, ok := tag.Lookup("default")
	if !ok {
		return nil
	}
	if tag.Get("required") == "true" {
		return errors.New("a required key has no default")
	}
	value, err := literal(n, written)
	if err != nil {
		return fmt.Errorf("default: %w", err)
	}
	if n.Default, err = json.Marshal(value); err != nil {
		return fmt.Errorf("default: %w", err)
	}
	return checkDefault(n)
}

// literal reads a tag's value for a node: JSON, or a bare word where the node
// takes strings.
func literal(n *node, written string) (any, error) {
	if value, list := Parse([]byte(written)); list == nil && fits(n, value) {
		return value, nil
	}
	if !n.allows(text) {
		return nil, fmt.Errorf("%q is no %s", written, strings.Join(n.Type, " or "))
	}
	return written, nil
}

// fits reports whether the node allows the type of a value.
func fits(n *node, value any) bool {
	return n.Ref != "" || n.allows(typeName(value))
}

// checkDefault makes sure that a default is itself valid.
func checkDefault(n *node) error {
	raw, err := json.Marshal(n)
	if err != nil {
		return err
	}
	if strings.Contains(string(raw), definitions) {
		return nil // it can only be checked where the definitions are
	}
	compiled, err := Compile(raw)
	if err != nil {
		return err
	}
	value, list := Parse(n.Default)
	if list == nil {
		list = compiled.Validate(value)
	}
	if err := list.Err(); err != nil {
		return fmt.Errorf("default: %w", err)
	}
	return nil
}
