package value

import "strings"

// A Value is what a normaliser makes of a text.
type Value struct {
	// Normalized is the value in its standard form. It is empty where the text
	// has several readings and nothing says which is meant, and where it cannot
	// be resolved without a reference.
	Normalized string
	// Grain is the unit the text counts in or is precise to: day, month, week.
	Grain string
	// Readings are all values the text can have, where it is more than one; the
	// first is Normalized if that is set.
	Readings []string
	// Preference says why Normalized was chosen among the readings: locale
	// en-GB, order dmy.
	Preference string
	// Unresolved says what is missing to know the value: a reference date.
	Unresolved string
	// Parts are further attributes, in the order to write them.
	Parts []Attr
}

// An Attr is a named part of a value.
type Attr struct{ Key, Text string }

// Add appends a part unless its text is empty.
func (v *Value) Add(key, text string) {
	if text != "" {
		v.Parts = append(v.Parts, Attr{key, text})
	}
}

// Part returns the part of that name, or "".
func (v *Value) Part(key string) string {
	for _, p := range v.Parts {
		if p.Key == key {
			return p.Text
		}
	}
	return ""
}

// Attributes are the value as attributes of an entity, in a fixed order.
func (v *Value) Attributes() []Attr {
	all := make([]Attr, 0, len(v.Parts)+5)
	for _, a := range []Attr{
		{"normalized", v.Normalized}, {"grain", v.Grain}, {"readings", strings.Join(v.Readings, " | ")},
		{"preference", v.Preference}, {"unresolved", v.Unresolved},
	} {
		if a.Text != "" {
			all = append(all, a)
		}
	}
	return append(all, v.Parts...)
}

// String renders the value in one line, for tables and explanations:
// "2023-03-15 grain=day".
func (v *Value) String() string {
	var b strings.Builder
	b.WriteString(v.Normalized)
	if v.Normalized == "" {
		b.WriteByte('?')
	}
	for _, a := range v.Attributes() {
		if a.Key != "normalized" {
			b.WriteString(" " + a.Key + "=" + a.Text)
		}
	}
	return b.String()
}
