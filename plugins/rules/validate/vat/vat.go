// Package vat checks the numbers for value added tax of the European Union.
//
// The structure of the numbers is that of VIES, the exchange of the European
// Commission; the check digits are those that the tax offices of the states
// publish. [Check] is the way in; states.go has the table of states.
package vat

import (
	"errors"
	"slices"
	"strings"

	"github.com/onomast/onomast/plugins/rules/validate/shape"
)

// separators are what people put into VAT numbers.
const separators = " .-/\u00a0"

// Check returns nil when text is a number of the state, or why it is not. The
// state is a country by its ISO 3166-1 code (Greece may be EL or GR), or empty
// when the number itself begins with it.
func Check(text, state string) error {
	s, err := shape.Alnum(text, separators)
	if err != nil {
		// In the Netherlands numbers may have + and *, in Ireland old ones.
		if s, err = irish(text); err != nil {
			return err
		}
	}
	state = prefix(strings.ToUpper(state))
	if rest, ok := strings.CutPrefix(s, state); ok && state != "" {
		s = rest
	} else if state == "" {
		if len(s) < 4 {
			return errors.New("it does not begin with a member state")
		}
		state, s = prefix(s[:2]), s[2:]
	}
	check := states()[state]
	if check == nil {
		return errors.New("it does not begin with a member state")
	}
	return check(s)
}

// prefix is the state as numbers begin with it: Greece is EL.
func prefix(state string) string {
	if state == "GR" {
		return "EL"
	}
	return state
}

// irish lets through the old numbers of Ireland with + or * as their second
// character.
func irish(text string) (string, error) {
	s, ok := shape.Compact(text, separators)
	rest := strings.TrimPrefix(s, "IE")
	if ok && len(rest) == 8 && (rest[1] == '+' || rest[1] == '*') {
		return s, nil
	}
	return "", errors.New("it has more than letters, digits and single separators")
}

// Regions are the states that Check knows, sorted.
func Regions() []string {
	regions := []string{"GR"}
	for state := range states() {
		regions = append(regions, state)
	}
	slices.Sort(regions)
	return regions
}
