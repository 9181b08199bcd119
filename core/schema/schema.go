// Package schema makes JSON Schema (draft 2020-12) of Go structs by their tags,
// and fills such structs from JSON: one source for what a configuration may
// hold, its defaults, its documentation and its checks.
//
// [Of] writes a schema, [Decode] fills a struct, [Compile] prepares a schema
// that came from elsewhere, such as a plugin in another language.
//
// Tags of a field:
//
//	json:"name"        the key; a field without it is left out
//	doc:"..."          Markdown; the first sentence is the summary
//	default:"0.5"      JSON, or a bare word for a string
//	required:"true"
//	enum:"a,b,c"       of a list or map: of its elements
//	min:"0" max:"1"    bounds, inclusive: of a number, a duration, a size, or of
//	                   the length of a string (code points), list or map
//	pattern:"^a"       a regular expression (RE2); of a list: of its elements
//	hint:"..."         what to say when the pattern does not match, or the path leads nowhere
//	format:"path"      path | regex | duration | size | secret ...
//	example:"..."      JSON, or a bare word for a string
//
// A struct may hold structs, embedded structs, pointers, slices, maps with
// string keys, scalars and [time.Duration]. A time.Duration is written "10s". An
// integer of format size is written 4096 or "4KiB". A field that is a struct,
// not a pointer to one, has its defaults filled in even when its key is absent,
// unless it requires keys itself.
//
// A type that is not made of these describes itself by [Describer].
package schema

import (
	"encoding/json"
	"fmt"
	"reflect"
	"sync"

	"github.com/onomast/onomast/core/diag"
)

// Draft is the dialect of all schemas that [Of] makes.
const Draft = "https://json-schema.org/draft/2020-12/schema"

// A Describer returns its own JSON Schema, e.g. for a value that may be a
// string or a mapping. The schema must hold no references. Unless the type is
// made of scalars only, it also implements json.Unmarshaler.
type Describer interface {
	JSONSchema() map[string]any
}

// Of returns the JSON Schema of the struct type of v, always the same bytes for
// the same type. A nil v gives the schema of an empty mapping. An error means
// that a type or a tag of v can not be described.
func Of(v any) (json.RawMessage, error) {
	root := &node{Type: types{object}, Additional: never()}
	if v != nil {
		var err error
		if root, err = describe(reflect.TypeOf(v)); err != nil {
			return nil, err
		}
	}
	root.Schema = Draft
	return json.Marshal(root)
}

// Decode fills v, a pointer to a struct, from JSON. Defaults are filled in,
// also in the elements of lists. Unknown keys and wrong types are reported all
// at once as a [diag.List] whose diagnostics carry JSON pointers. Empty data
// means {}.
func Decode(data json.RawMessage, v any) error {
	target := reflect.ValueOf(v)
	if target.Kind() != reflect.Pointer || target.IsNil() {
		return fmt.Errorf("decode into %T: want a pointer to a struct", v)
	}
	compiled, err := compiledOf(target.Type().Elem())
	if err != nil {
		return err
	}
	if len(data) == 0 {
		data = json.RawMessage("{}")
	}
	value, list := Parse(data)
	if list != nil {
		return list
	}
	if err := compiled.Validate(value).Err(); err != nil {
		return err
	}
	var mistakes diag.List
	fill(target.Elem(), compiled.Defaults(value), "", &mistakes)
	return mistakes.Err()
}

// compiledTypes holds the *Schema of types that have been decoded, as
// encoding/json keeps what it knows of types: a stage's options are decoded
// several times, when a pipeline is checked and when it is opened.
var compiledTypes sync.Map

func compiledOf(t reflect.Type) (*Schema, error) {
	if known, ok := compiledTypes.Load(t); ok {
		return known.(*Schema), nil
	}
	raw, err := Of(reflect.New(t).Interface())
	if err != nil {
		return nil, err
	}
	compiled, err := Compile(raw)
	if err != nil {
		return nil, err
	}
	compiledTypes.Store(t, compiled)
	return compiled, nil
}
