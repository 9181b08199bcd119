package schema

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"time"
)

// A describer makes nodes of types. Types that hold themselves become
// definitions that are referred to.
type describer struct {
	open  map[reflect.Type]bool   // being described
	names map[reflect.Type]string // those that hold themselves
	taken map[string]bool
	defs  map[string]*node
	depth int
}

// maxDepth bounds how deep types and values may nest.
const maxDepth = 100

func describe(t reflect.Type) (*node, error) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil, fmt.Errorf("describe %s: options are a struct", t)
	}
	d := &describer{
		open: map[reflect.Type]bool{}, names: map[reflect.Type]string{},
		taken: map[string]bool{}, defs: map[string]*node{},
	}
	root, err := d.of(t)
	if err != nil {
		return nil, fmt.Errorf("describe %s: %w", t, err)
	}
	if len(d.defs) > 0 && root.raw == nil {
		root.Defs = d.defs
	}
	return root, nil
}

func implements[T any](t reflect.Type) bool {
	want := reflect.TypeFor[T]()
	return t.Implements(want) || reflect.PointerTo(t).Implements(want)
}

func (d *describer) of(t reflect.Type) (*node, error) {
	if d.depth++; d.depth > maxDepth {
		return nil, fmt.Errorf("%s nests too deep", t)
	}
	defer func() { d.depth-- }()
	switch {
	case implements[Describer](t):
		return ownSchema(t)
	case t == reflect.TypeFor[time.Duration]():
		return &node{Type: types{text}, Format: "duration"}, nil
	case t == reflect.TypeFor[Secret]():
		return &node{Type: types{text}, Format: "secret", WriteOnly: true}, nil
	case t == reflect.TypeFor[json.RawMessage]():
		return &node{}, nil
	case t.Kind() == reflect.Pointer:
		return d.of(t.Elem())
	case implements[encoding.TextUnmarshaler](t):
		return &node{Type: types{text}}, nil
	case implements[json.Unmarshaler](t):
		return nil, fmt.Errorf("%s has UnmarshalJSON: give it JSONSchema() as well", t)
	}
	return d.kind(t)
}

func ownSchema(t reflect.Type) (*node, error) {
	self, ok := reflect.New(t).Interface().(Describer)
	if !ok {
		return nil, fmt.Errorf("%s can not describe itself", t)
	}
	raw, err := json.Marshal(self.JSONSchema())
	if err != nil {
		return nil, fmt.Errorf("the schema of %s: %w", t, err)
	}
	return &node{raw: raw}, nil
}

func (d *describer) kind(t reflect.Type) (*node, error) {
	switch t.Kind() { //nolint:exhaustive // integers follow, the rest is refused
	case reflect.Interface:
		return &node{}, nil
	case reflect.Bool:
		return &node{Type: types{boolean}}, nil
	case reflect.String:
		return &node{Type: types{text}}, nil
	case reflect.Float32, reflect.Float64:
		return &node{Type: types{number}}, nil
	case reflect.Slice, reflect.Array:
		return d.list(t)
	case reflect.Map:
		return d.mapping(t)
	case reflect.Struct:
		return d.record(t)
	}
	if t.Kind() >= reflect.Int && t.Kind() <= reflect.Uint64 {
		return integers(t), nil
	}
	return nil, fmt.Errorf("%s has no schema: use a scalar, struct, slice, map or a Describer", t)
}

// integers bounds the types that hold less than a 64-bit integer.
func integers(t reflect.Type) *node {
	n := &node{Type: types{integer}}
	bits := t.Bits()
	switch signed := t.Kind() <= reflect.Int64; {
	case signed && bits < 64:
		n.Minimum = json.Number(strconv.FormatInt(-1<<(bits-1), 10))
		n.Maximum = json.Number(strconv.FormatInt(1<<(bits-1)-1, 10))
	case !signed:
		n.Minimum = "0"
		if bits < 64 {
			n.Maximum = json.Number(strconv.FormatInt(1<<bits-1, 10))
		}
	}
	return n
}

func (d *describer) list(t reflect.Type) (*node, error) {
	items, err := d.of(t.Elem())
	if err != nil {
		return nil, err
	}
	n := &node{Type: types{array}, Items: items}
	if t.Kind() == reflect.Array {
		n.MinItems = json.Number(strconv.Itoa(t.Len()))
		n.MaxItems = n.MinItems
	}
	return n, nil
}

func (d *describer) mapping(t reflect.Type) (*node, error) {
	if t.Key().Kind() != reflect.String {
		return nil, fmt.Errorf("%s: the keys of a map are strings", t)
	}
	values, err := d.of(t.Elem())
	if err != nil {
		return nil, err
	}
	return &node{Type: types{object}, Additional: values}, nil
}
