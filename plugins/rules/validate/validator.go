package validate

import (
	"slices"
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// A Validator checks one kind of identifier.
type Validator struct {
	// Name is the word of the YAML: validate: iban.
	Name string
	// Doc says in one sentence what it checks.
	Doc string
	// Source names the standard, or who publishes the rule.
	Source string
	// Example is a text that passes; Wrong one that does not.
	Example, Wrong string

	check func(text string, o Options) error
	// regions are those that Options.Region may name; nil when it has no use.
	regions func() []string
}

// Options narrow a validator.
type Options struct {
	// Region is a country by its ISO 3166-1 code, for identifiers that mean
	// something else in each: the telephone number 030 123456, a VAT number
	// without its prefix.
	Region string
	// Locale and Order are those to read dates in; see value.Context.
	Locale value.Locale
	Order  string
}

// Validate returns nil when text is what the validator stands for, and
// otherwise an error that says why it is not, without repeating it.
func (v *Validator) Validate(text string, o Options) error {
	return v.check(strings.TrimSpace(text), o)
}

// TakesRegion reports whether Options.Region means anything to the validator.
func (v *Validator) TakesRegion() bool { return v.regions != nil }

// Regions are those that Options.Region may name, sorted.
func (v *Validator) Regions() []string {
	if v.regions == nil {
		return nil
	}
	return v.regions()
}

// Lookup finds a validator by its name.
func Lookup(name string) (*Validator, bool) {
	for _, v := range All() {
		if v.Name == name {
			return &v, true
		}
	}
	return nil, false
}

// Names are those of all validators, sorted.
func Names() []string {
	var names []string
	for _, v := range All() {
		names = append(names, v.Name)
	}
	return names
}

// All returns every validator, sorted by name.
func All() []Validator {
	all := slices.Concat(payments(), books(), goods(), health(), machines(), network(), people(), calendar(), taxes(), nationals())
	slices.SortFunc(all, func(a, b Validator) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// plain makes a check of one that takes no options.
func plain(check func(string) error) func(string, Options) error {
	return func(text string, _ Options) error { return check(text) }
}
