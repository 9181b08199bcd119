package schema

import (
	"errors"
	"slices"
	"sort"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"

	"github.com/onomast/onomast/core/diag"
)

// Validate reports everything that is wrong with a value made by [Parse] or of
// the same types, ordered by JSON pointer. A key that is missing because it is
// misspelt is reported once.
func (s *Schema) Validate(value any) diag.List {
	var list diag.List
	var invalid *jsonschema.ValidationError
	if err := s.rules.Validate(value); errors.As(err, &invalid) {
		found := leaves(invalid)
		meant := s.meant(found, value)
		for _, leaf := range found {
			list = append(list, s.explain(leaf, value, meant)...)
		}
	} else if err != nil {
		list = append(list, mistake(nil, CodeBadValue, err.Error()))
	}
	list = append(list, besides(list, s.formats(value))...)
	sort.SliceStable(list, func(i, j int) bool { return list[i].Pointer < list[j].Pointer })
	return list
}

// meant returns the pointers of the keys that unknown ones were meant to be.
func (s *Schema) meant(found []*jsonschema.ValidationError, value any) map[string]bool {
	out := map[string]bool{}
	for _, e := range found {
		unknown, ok := e.ErrorKind.(*kind.AdditionalProperties)
		if !ok {
			continue
		}
		nodes, _ := s.at(e.InstanceLocation, value)
		for _, key := range unknown.Properties {
			if near := diag.DidYouMean(key, keys(nodes)); near != "" {
				out[pointer(append(slices.Clone(e.InstanceLocation), near))] = true
			}
		}
	}
	return out
}

// besides returns what concerns values of which nothing has been said yet.
func besides(said, more diag.List) diag.List {
	known := make(map[string]bool, len(said))
	for _, d := range said {
		known[d.Pointer] = true
	}
	return slices.DeleteFunc(more, func(d diag.Diagnostic) bool { return known[d.Pointer] })
}

func mistake(at []string, code, summary string) diag.Diagnostic {
	return diag.Diagnostic{Severity: diag.Error, Code: code, Pointer: pointer(at), Summary: summary}
}

func pointer(tokens []string) string {
	var b strings.Builder
	for _, token := range tokens {
		b.WriteString("/" + Escape(token))
	}
	return b.String()
}

// leaves returns the errors that say something, not those that only hold
// others. Of alternatives that all failed, it takes the one that came nearest.
func leaves(e *jsonschema.ValidationError) []*jsonschema.ValidationError {
	switch e.ErrorKind.(type) {
	case *kind.AnyOf:
		return nearest(e)
	case *kind.OneOf:
		if len(e.Causes) > 0 {
			return nearest(e)
		}
	}
	if len(e.Causes) == 0 {
		return []*jsonschema.ValidationError{e}
	}
	var out []*jsonschema.ValidationError
	for _, cause := range e.Causes {
		out = append(out, leaves(cause)...)
	}
	return out
}

// nearest returns the errors of the alternative with the fewest mistakes among
// those whose type fits, or one error that names all the types.
func nearest(e *jsonschema.ValidationError) []*jsonschema.ValidationError {
	var best []*jsonschema.ValidationError
	types := kind.Type{}
	for _, cause := range e.Causes {
		found := leaves(cause)
		if want := typeError(found, len(e.InstanceLocation)); want != nil {
			types.Got = want.Got
			types.Want = append(types.Want, want.Want...)
			continue
		}
		if best == nil || len(found) < len(best) {
			best = found
		}
	}
	if best != nil || len(types.Want) == 0 {
		return best
	}
	copied := *e
	copied.ErrorKind, copied.Causes = &types, nil
	return []*jsonschema.ValidationError{&copied}
}

// typeError returns the error that the value at the given depth itself, not
// something inside it, has the wrong type.
func typeError(found []*jsonschema.ValidationError, depth int) *kind.Type {
	for _, e := range found {
		if t, ok := e.ErrorKind.(*kind.Type); ok && len(e.InstanceLocation) == depth {
			return t
		}
	}
	return nil
}
