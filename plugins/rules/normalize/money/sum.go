package money

import (
	"math/big"
	"slices"
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
	"golang.org/x/text/currency"
)

func (s *sum) negate() { s.scale(big.NewRat(-1, 1)) }

func (s *sum) scale(by *big.Rat) {
	for i, v := range s.amounts {
		s.amounts[i] = new(big.Rat).Mul(v, by)
	}
}

// value renders a sum. The currency of the locale is preferred where it is one
// of those that the sign stands for.
func (s sum) value(l value.Locale) value.Value {
	codes := slices.Clone(s.codes)
	var v value.Value
	if own := regional(l); len(codes) > 1 && slices.Contains(codes, own) && !s.conflict {
		codes = append([]string{own}, slices.DeleteFunc(codes, func(c string) bool { return c == own })...)
		v.Preference = "locale " + l.String()
		if l.Origin != "" {
			v.Preference += " of the " + l.Origin
		}
	}
	for _, a := range s.amounts {
		written := map[int]string{} // by decimals: most currencies have two
		for _, c := range codes {
			least := decimals(c)
			if written[least] == "" {
				written[least] = format(a, least)
			}
			v.Readings = append(v.Readings, c+" "+written[least])
		}
	}
	if len(s.amounts) > 1 {
		v.Preference = ""
	}
	if len(v.Readings) == 1 || v.Preference != "" {
		v.Normalized = v.Readings[0]
	}
	if len(v.Readings) == 1 {
		v.Readings = nil
	}
	if len(s.amounts) == 1 {
		v.Add("amount", format(s.amounts[0], decimals(codes[0])))
	}
	if len(codes) == 1 || v.Preference != "" {
		v.Add("currency", codes[0])
	} else {
		v.Add("currencies", strings.Join(codes, " "))
	}
	if s.conflict {
		v.Add("conflict", "it is written twice, and not the same")
	}
	return v
}

// decimals is how many decimals a currency has.
func decimals(code string) int {
	unit, err := currency.ParseISO(code)
	if err != nil {
		return 2
	}
	least, _ := currency.Standard.Rounding(unit)
	return least
}

// format writes an amount with the decimals of its currency, or none where it
// is whole, or more where there are more.
func format(r *big.Rat, least int) string {
	if r.IsInt() {
		return r.Num().String()
	}
	places, exact := r.FloatPrec()
	if !exact {
		places = least + 2
	}
	return r.FloatString(max(places, least))
}
