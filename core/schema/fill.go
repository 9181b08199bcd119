package schema

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"time"

	"github.com/onomast/onomast/core/diag"
)

// fill puts a valid value with its defaults into a Go value. What types that
// decode themselves object to is appended to list.
func fill(to reflect.Value, value any, pointer string, list *diag.List) {
	if value == nil {
		return
	}
	if done, err := fillSelf(to, value); done {
		reject(list, pointer, err)
		return
	}
	switch to.Kind() {
	case reflect.Pointer:
		to.Set(reflect.New(to.Type().Elem()))
		fill(to.Elem(), value, pointer, list)
	case reflect.Struct:
		fillStruct(to, value, pointer, list)
	case reflect.Slice, reflect.Array:
		fillList(to, value, pointer, list)
	case reflect.Map:
		fillMap(to, value, pointer, list)
	default:
		reject(list, pointer, fillScalar(to, value))
	}
}

// reject adds what is wrong with the value at pointer. Diagnostics of a nested
// Decode keep the pointers they have, below this one.
func reject(list *diag.List, pointer string, err error) {
	for _, d := range diag.From(err, CodeBadValue) {
		d.Pointer = pointer + d.Pointer
		*list = append(*list, d)
	}
}

// fillSelf fills types that decode themselves.
func fillSelf(to reflect.Value, value any) (done bool, err error) {
	if !to.CanAddr() || to.Kind() == reflect.Pointer {
		return false, nil
	}
	switch self := to.Addr().Interface().(type) {
	case *json.RawMessage:
		*self, err = json.Marshal(value)
		return true, err
	case *time.Duration:
		written, _ := value.(string)
		*self, err = ParseDuration(written)
		return true, err
	case json.Unmarshaler:
		raw, err := json.Marshal(value)
		if err != nil {
			return true, err
		}
		return true, self.UnmarshalJSON(raw)
	case encoding.TextUnmarshaler:
		written, ok := value.(string)
		if !ok {
			return true, fmt.Errorf("got %s, want string", friendlyType(value))
		}
		return true, self.UnmarshalText([]byte(written))
	}
	return false, nil
}

func fillStruct(to reflect.Value, value any, pointer string, list *diag.List) {
	keys, ok := value.(map[string]any)
	if !ok {
		reject(list, pointer, fmt.Errorf("got %s, want mapping", friendlyType(value)))
		return
	}
	for i := range to.NumField() {
		f := to.Type().Field(i)
		if inner, ok := embedded(f); ok && inner != nil {
			fillStruct(to.Field(i), value, pointer, list)
			continue
		}
		name, listed := fieldName(f)
		if v, given := keys[name]; listed && given {
			fill(to.Field(i), v, pointer+"/"+Escape(name), list)
		}
	}
}

func fillList(to reflect.Value, value any, pointer string, list *diag.List) {
	items, ok := value.([]any)
	if !ok {
		reject(list, pointer, fmt.Errorf("got %s, want list", friendlyType(value)))
		return
	}
	if to.Kind() == reflect.Slice {
		to.Set(reflect.MakeSlice(to.Type(), len(items), len(items)))
	}
	for i := range min(len(items), to.Len()) {
		fill(to.Index(i), items[i], pointer+"/"+strconv.Itoa(i), list)
	}
}

func fillMap(to reflect.Value, value any, pointer string, list *diag.List) {
	keys, ok := value.(map[string]any)
	if !ok {
		reject(list, pointer, fmt.Errorf("got %s, want mapping", friendlyType(value)))
		return
	}
	to.Set(reflect.MakeMapWithSize(to.Type(), len(keys)))
	for _, key := range sortedKeys(keys) {
		element := reflect.New(to.Type().Elem()).Elem()
		fill(element, keys[key], pointer+"/"+Escape(key), list)
		to.SetMapIndex(reflect.ValueOf(key).Convert(to.Type().Key()), element)
	}
}

func fillScalar(to reflect.Value, value any) error {
	switch kind := to.Kind(); {
	case kind == reflect.Interface:
		if to.NumMethod() > 0 {
			return fmt.Errorf("%s can not be filled from JSON", to.Type())
		}
		to.Set(reflect.ValueOf(value))
		return nil
	case kind >= reflect.Int && kind <= reflect.Uint64:
		return fillInteger(to, value)
	case kind == reflect.Float32 || kind == reflect.Float64:
		return fillFloat(to, value)
	}
	v := reflect.ValueOf(value)
	if v.Kind() != to.Kind() {
		return fmt.Errorf("got %s, want %s", friendlyType(value), to.Kind())
	}
	to.Set(v.Convert(to.Type()))
	return nil
}

func fillInteger(to reflect.Value, value any) error {
	n, err := wholeNumber(value)
	switch {
	case err != nil:
		return err
	case to.CanInt() && !to.OverflowInt(n):
		to.SetInt(n)
	case to.CanUint() && n >= 0 && !to.OverflowUint(uint64(n)):
		to.SetUint(uint64(n))
	default:
		return fmt.Errorf("the number %d is out of range", n)
	}
	return nil
}

func fillFloat(to reflect.Value, value any) error {
	switch n := value.(type) {
	case int64:
		to.SetFloat(float64(n))
	case float64:
		if to.OverflowFloat(n) {
			return fmt.Errorf("the number %g is out of range", n)
		}
		to.SetFloat(n)
	default:
		return fmt.Errorf("got %s, want number", friendlyType(value))
	}
	return nil
}

// wholeNumber returns an integer, a float without a fraction such as 1e3, or a
// size in bytes.
func wholeNumber(value any) (int64, error) {
	switch n := value.(type) {
	case int64:
		return n, nil
	case string:
		return ParseSize(n)
	case float64:
		if i := int64(n); float64(i) == n && n < 1<<63 {
			return i, nil
		}
		return 0, fmt.Errorf("the number %g is no integer of 64 bits", n)
	}
	return 0, fmt.Errorf("got %s, want integer", friendlyType(value))
}
