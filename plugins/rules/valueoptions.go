package rules

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize"
	"github.com/onomast/onomast/plugins/rules/validate"
)

// Validations are the checks a match must pass. In YAML they are one or a
// sequence, each a name or a mapping.
type Validations []Validation

// A Validation is one check.
type Validation struct {
	// Name is that of a validator.
	Name string `json:"name"`
	// Region is the country for numbers that mean something else in each.
	Region string `json:"region,omitempty"`
	// Penalty, where it is more than 0, keeps a match that fails and takes so
	// much from its score.
	Penalty float64 `json:"penalty,omitempty"`

	at string // where it is written, as a JSON pointer that goes on from validate
}

// UnmarshalJSON accepts a name, a mapping, or a sequence of them.
func (v *Validations) UnmarshalJSON(data []byte) error {
	*v = nil
	if len(data) == 0 || data[0] != '[' {
		one, err := readValidation(data, "")
		*v = Validations{one}
		return err
	}
	var all []json.RawMessage
	if err := json.Unmarshal(data, &all); err != nil {
		return fmt.Errorf("validate: %w", err)
	}
	for i, raw := range all {
		one, err := readValidation(raw, "/"+strconv.Itoa(i))
		if err != nil {
			return err
		}
		*v = append(*v, one)
	}
	return nil
}

func readValidation(data []byte, at string) (Validation, error) {
	v := Validation{at: at}
	if len(data) > 0 && data[0] == '"' {
		return v, json.Unmarshal(data, &v.Name)
	}
	if err := strictly(data, &v); err != nil {
		return v, fmt.Errorf("a validator is a name, or a mapping of name, region and penalty: %w", err)
	}
	v.at += "/name"
	return v, nil
}

// strictly decodes a mapping and refuses keys it does not have.
func strictly(data []byte, into any) error {
	strict := json.NewDecoder(bytes.NewReader(data))
	strict.DisallowUnknownFields()
	return strict.Decode(into)
}

// JSONSchema describes the forms. The names are listed once.
func (Validations) JSONSchema() map[string]any {
	return map[string]any{
		"description": "Checks that the text of a match must pass, or it is dropped: a name, a mapping, or a sequence of them.",
		"oneOf": append(
			validationForms("Name of a validator: "+strings.Join(validate.Names(), ", ")+"."),
			map[string]any{"type": "array", "items": map[string]any{"oneOf": validationForms("Name of a validator.")}},
		),
	}
}

func validationForms(name string) []any {
	text := map[string]any{"type": "string", "minLength": 1, "description": name}
	return []any{text, map[string]any{
		"type": "object",
		"properties": map[string]any{
			"name":    text,
			"region":  map[string]any{"type": "string", "description": "Country by its ISO 3166-1 code, for telephone and VAT numbers written without one."},
			"penalty": map[string]any{"type": "number", "minimum": 0, "maximum": 1, "description": "Keep a match that fails, and take so much from its score."},
		},
		"required":             []string{"name"},
		"additionalProperties": false,
	}}
}

// A Normalization says what value the text of a match is read as. In YAML it is
// the name of a normaliser, or a mapping.
type Normalization struct {
	// As is the name of a normaliser.
	As string `json:"as"`
	// Locale is a BCP 47 tag; without it the layer language of the document
	// says.
	Locale string `json:"locale,omitempty"`
	// Order is the order of numeric dates: dmy, mdy or ymd.
	Order string `json:"order,omitempty"`
	// Reference is the date, or the date and time, that relative dates count
	// from.
	Reference string `json:"reference,omitempty"`
	// ReferenceLayer is a layer whose first span is that date.
	ReferenceLayer string `json:"reference_layer,omitempty"`
	// Required drops a match that has no value.
	Required bool `json:"required,omitempty"`

	plain bool // written as a name
}

// UnmarshalJSON accepts a name or a mapping.
func (n *Normalization) UnmarshalJSON(data []byte) error {
	*n = Normalization{}
	if len(data) > 0 && data[0] == '"' {
		n.plain = true
		return json.Unmarshal(data, &n.As)
	}
	type mapping Normalization
	var m mapping
	if err := strictly(data, &m); err != nil {
		return fmt.Errorf("normalize is a name, or a mapping of as, locale, order, reference, reference_layer and required: %w", err)
	}
	*n = Normalization(m)
	return nil
}

// JSONSchema describes both forms.
func (Normalization) JSONSchema() map[string]any {
	text := func(doc string) map[string]any {
		return map[string]any{"type": "string", "minLength": 1, "description": doc}
	}
	as := text("Name of a normaliser: " + strings.Join(normalize.Names(), ", ") + ".")
	return map[string]any{
		"description": "The value that the text of a match is read as, written to the attributes normalized, grain, readings and others: a name or a mapping.",
		"oneOf": []any{
			as,
			map[string]any{
				"type": "object",
				"properties": map[string]any{
					"as":              as,
					"locale":          text("Language and country, such as en-GB. Without it, that of the layer language."),
					"order":           map[string]any{"type": "string", "enum": []string{"dmy", "mdy", "ymd"}, "description": "Order of numeric dates. Without it the locale says; 03/04/05 without either lists its readings."},
					"reference":       text("Date, or date and time, that relative dates count from: 2023-01-31 or 2023-01-31T09:30."),
					"reference_layer": text("Layer whose first span is the date that relative dates count from."),
					"required":        map[string]any{"type": "boolean", "default": false, "description": "Drop a match that has no value, such as 30 February."},
				},
				"required":             []string{"as"},
				"additionalProperties": false,
			},
		},
	}
}
