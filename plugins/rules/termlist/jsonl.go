package termlist

import (
	"encoding/json"
	"errors"
	"fmt"
	"sort"
	"strings"

	"github.com/onomast/onomast/plugins/rules/gazetteer"
)

// readJSONL reads one JSON object a line: the term, a label, and attributes in
// all other fields, whose values are strings, numbers, booleans or lists of
// them.
func (r *reader) readJSONL(data []byte) {
	r.eachObject(data, func(line int, fields map[string]json.RawMessage) {
		row := Row{Line: line}
		var found bool
		for _, name := range sortedNames(fields) {
			values, err := plainValues(fields[name])
			if err != nil {
				r.failRow(line, 1, fmt.Sprintf("the field “%s” %v", name, err), "write a string, a number, true, false or a list of them")
				return
			}
			switch {
			case name == r.Term && len(values) == 1:
				row.Term, found = values[0], true
			case name == labelColumn && len(values) == 1:
				row.Label = values[0]
			default:
				for _, v := range values {
					row.Attrs = append(row.Attrs, gazetteer.Attr{Key: name, Value: v})
				}
			}
		}
		if !found {
			r.failRow(line, 1, "the object has no field “"+r.Term+"”", "name the field with term_column")
			return
		}
		r.row(row, 1)
	})
}

// eachObject calls f with the fields of the object in each line that is not
// blank.
func (r *reader) eachObject(data []byte, f func(line int, fields map[string]json.RawMessage)) {
	eachLine(data, func(line int, text string) bool {
		if strings.TrimSpace(text) == "" {
			return true
		}
		var fields map[string]json.RawMessage
		if err := json.Unmarshal([]byte(text), &fields); err != nil {
			column := 1
			var bad *json.SyntaxError
			if errors.As(err, &bad) {
				column = int(bad.Offset)
			}
			r.failRow(line, column, "the line is no JSON object", "write one object a line")
			return true
		}
		f(line, fields)
		return true
	})
}

func sortedNames(fields map[string]json.RawMessage) []string {
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// plainValues returns a value, or those of a list, as texts. null is none.
func plainValues(raw json.RawMessage) ([]string, error) {
	if len(raw) > 0 && raw[0] == '[' {
		var items []json.RawMessage
		if err := json.Unmarshal(raw, &items); err != nil {
			return nil, err
		}
		var values []string
		for _, item := range items {
			value, ok := plainValue(item)
			if !ok {
				return nil, errors.New("is a list of lists or mappings")
			}
			values = append(values, value...)
		}
		return values, nil
	}
	value, ok := plainValue(raw)
	if !ok {
		return nil, errors.New("is a mapping")
	}
	return value, nil
}

func plainValue(raw json.RawMessage) ([]string, bool) {
	switch {
	case len(raw) == 0 || string(raw) == "null":
		return nil, true
	case raw[0] == '{' || raw[0] == '[':
		return nil, false
	case raw[0] != '"':
		return []string{string(raw)}, true
	}
	var text string
	if json.Unmarshal(raw, &text) != nil {
		return nil, false
	}
	return []string{text}, true
}
