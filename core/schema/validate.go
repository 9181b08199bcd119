package schema

import (
	"errors"
	"sort"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"

	"github.com/onomast/onomast/core/diag"
)

// Validate reports everything that is wrong with a value made by [Parse] or of
// the same types, ordered by JSON pointer.
func (s *Schema) Validate(value any) diag.List {
	var list diag.List
	var invalid *jsonschema.ValidationError
	if err := s.rules.Validate(value); errors.As(err, &invalid) {
		for _, leaf := range leaves(invalid) {
			list = append(list, s.explain(leaf, value)...)
		}
	} else if err != nil {
		list = append(list, mistake(nil, CodeBadValue, err.Error()))
	}
	list = append(list, s.formats(value)...)
	sort.SliceStable(list, func(i, j int) bool { return list[i].Pointer < list[j].Pointer })
	return list
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
