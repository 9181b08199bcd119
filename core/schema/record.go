package schema

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// record describes a struct. One that holds itself is described once, as a
// definition.
func (d *describer) record(t reflect.Type) (*node, error) {
	if d.open[t] || d.defs[d.names[t]] != nil {
		return &node{Ref: definitions + d.name(t)}, nil
	}
	d.open[t] = true
	defer delete(d.open, t)
	n := &node{Type: types{object}, Additional: never()}
	if err := d.fields(n, t); err != nil {
		return nil, err
	}
	if name, used := d.names[t]; used {
		d.defs[name] = n
		return &node{Ref: definitions + name}, nil
	}
	return n, nil
}

// definitions is where the schemas of types that hold themselves are kept.
const definitions = "#/$defs/"

// name gives a type a name of its own among the definitions.
func (d *describer) name(t reflect.Type) string {
	if name, ok := d.names[t]; ok {
		return name
	}
	name := t.Name()
	for taken := 1; d.taken[name]; taken++ {
		name = fmt.Sprintf("%s%d", t.Name(), taken+1)
	}
	d.taken[name] = true
	d.names[t] = name
	return name
}

func (d *describer) fields(n *node, t reflect.Type) error {
	for i := range t.NumField() {
		if err := d.field(n, t.Field(i)); err != nil {
			return fmt.Errorf("field %s: %w", t.Field(i).Name, err)
		}
	}
	return nil
}

func (d *describer) field(n *node, f reflect.StructField) error {
	name, listed := fieldName(f)
	if !listed {
		if inner, ok := embedded(f); ok {
			return d.fields(n, inner)
		}
		return nil
	}
	if n.property(name) != nil {
		return fmt.Errorf("the key %q is taken twice", name)
	}
	value, err := d.of(f.Type)
	if err != nil {
		return err
	}
	if value, err = tagged(value, f); err != nil {
		return err
	}
	if f.Tag.Get("required") == "true" {
		n.Required = append(n.Required, name)
	} else if structDefault(f.Type, value) {
		value.Default = json.RawMessage("{}")
	}
	n.Properties = append(n.Properties, property{name, value})
	return nil
}

// fieldName returns the key of a field, and whether it has one.
func fieldName(f reflect.StructField) (string, bool) {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name, f.IsExported() && name != "" && name != "-"
}

// embedded returns the struct type whose fields are those of the outer one.
func embedded(f reflect.StructField) (reflect.Type, bool) {
	return f.Type, f.Anonymous && f.Type.Kind() == reflect.Struct && f.Tag.Get("json") == ""
}

// structDefault reports whether an absent struct counts as an empty one.
func structDefault(t reflect.Type, n *node) bool {
	return t.Kind() == reflect.Struct && n.raw == nil && n.Ref == "" &&
		n.is(object) && len(n.Required) == 0 && n.Default == nil
}
