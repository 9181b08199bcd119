package durations

import (
	"math/big"
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/numerals"
	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// A sum is a duration as it is written: parts of falling size.
type sum struct{ parts []part }

// A part is a number of a unit.
type part struct {
	// values are the readings of the number.
	values   []*big.Rat
	unit     string
	conflict bool
}

// value renders a sum.
func (s sum) value() value.Value {
	var v value.Value
	readings := len(s.parts[0].values)
	for _, p := range s.parts {
		readings = max(readings, len(p.values))
	}
	for i := range readings {
		v.Readings = append(v.Readings, s.render(i))
	}
	v.Grain = grain(s.parts[len(s.parts)-1].unit)
	if v.Normalized = v.Readings[0]; len(v.Readings) > 1 {
		v.Normalized = ""
	} else {
		v.Readings = nil
	}
	for _, p := range s.parts {
		if p.conflict {
			v.Add("conflict", "the number in words is not the one in digits")
		}
		if strings.HasPrefix(p.unit, "b") {
			v.Add("calendar", "business")
		}
	}
	return v
}

// to renders two bounds.
func (s sum) to(high sum) value.Value {
	low, up := s.value(), high.value()
	v := value.Value{Grain: up.Grain}
	if low.Normalized == "" || up.Normalized == "" {
		v.Readings = append(low.Readings, up.Readings...)
		return v
	}
	v.Normalized = low.Normalized + ".." + up.Normalized
	v.Add("min", low.Normalized)
	v.Add("max", up.Normalized)
	v.Add("calendar", up.Part("calendar"))
	return v
}

// render writes the i-th reading by ISO 8601.
func (s sum) render(i int) string {
	amounts := map[string]*big.Rat{}
	for _, p := range s.parts {
		multiple, unit := split(p.unit)
		v := new(big.Rat).Mul(p.values[min(i, len(p.values)-1)], multiple)
		spread(amounts, unit, v)
	}
	var date, clock strings.Builder
	for _, unit := range []string{"Y", "M", "W", "D", "TH", "TM", "TS"} {
		v := amounts[unit]
		if v == nil || v.Sign() == 0 {
			continue
		}
		if designator, ok := strings.CutPrefix(unit, "T"); ok {
			clock.WriteString(numerals.Format(v) + designator)
		} else {
			date.WriteString(numerals.Format(v) + unit)
		}
	}
	if clock.Len() > 0 {
		return "P" + date.String() + "T" + clock.String()
	}
	if date.Len() == 0 {
		_, unit := split(s.parts[0].unit)
		if designator, ok := strings.CutPrefix(unit, "T"); ok {
			return "PT0" + designator
		}
		return "P0" + unit
	}
	return "P" + date.String()
}

// split takes the multiple off a unit: 14D is fourteen days, bD business days.
func split(unit string) (*big.Rat, string) {
	unit = strings.TrimPrefix(unit, "b")
	digits := unit[:len(unit)-len(strings.TrimLeft(unit, "0123456789"))]
	if digits == "" {
		return big.NewRat(1, 1), unit
	}
	n, _ := new(big.Rat).SetString(digits)
	return n, unit[len(digits):]
}

// spread adds so many units; a fraction goes to the next smaller unit where
// that makes it whole.
func spread(into map[string]*big.Rat, unit string, v *big.Rat) {
	smaller, factor := map[string]string{"Y": "M", "D": "TH", "TH": "TM", "TM": "TS"}[unit], map[string]int64{"Y": 12, "D": 24, "TH": 60, "TM": 60}[unit]
	if !v.IsInt() && smaller != "" {
		whole := new(big.Rat).SetInt(new(big.Int).Quo(v.Num(), v.Denom()))
		rest := new(big.Rat).Mul(new(big.Rat).Sub(v, whole), big.NewRat(factor, 1))
		if rest.IsInt() {
			spread(into, unit, whole)
			spread(into, smaller, rest)
			return
		}
	}
	if into[unit] == nil {
		into[unit] = new(big.Rat)
	}
	into[unit].Add(into[unit], v)
}

// grain is the unit by its name.
func grain(unit string) string {
	_, unit = split(unit)
	return map[string]string{"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second"}[unit]
}
