package numerals

import (
	"math/big"
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// maxDigits bounds the digits of a number; longer ones are no amounts.
const maxDigits = 40

// Decimal reads digits with separators. The result has two numbers where the
// text can be read in two ways (1.234 without a locale), the first being the
// thousands; it is empty where the text is no number.
func Decimal(text string, l value.Locale) []*big.Rat {
	sign, body := "", text
	if r, ok := strings.CutPrefix(body, "-"); ok {
		sign, body = "-", r
	} else if r, ok := strings.CutPrefix(body, "−"); ok {
		sign, body = "-", r
	} else {
		body = strings.TrimPrefix(body, "+")
	}
	whole, fraction, kind := split(body, decimalSign(l))
	if kind == noNumber {
		return nil
	}
	var out []*big.Rat
	if kind == either {
		out = append(out, rat(sign+whole+fraction))
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return append(out, rat(sign+whole))
}

func rat(s string) *big.Rat {
	if strings.HasPrefix(strings.TrimPrefix(s, "-"), ".") {
		s = strings.Replace(s, ".", "0.", 1)
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return new(big.Rat)
	}
	return r
}

type splitKind uint8

const (
	noNumber splitKind = iota
	number
	either // the one separator groups thousands or is the decimal sign
)

// split takes apart digits and separators. decimal is the decimal sign of the
// locale, or 0 when unknown.
func split(s string, decimal rune) (whole, fraction string, kind splitKind) {
	digits, marks, last := 0, "", -1
	for i, r := range s {
		switch {
		case '0' <= r && r <= '9':
			digits++
		case strings.ContainsRune(".,'’ \u00a0\u202f", r) && i > 0 || (r == '.' || r == ',') && i == 0:
			marks += string(r)
			last = i
		default:
			return "", "", noNumber
		}
	}
	if digits == 0 || digits > maxDigits || last == len(s)-1 && last >= 0 {
		return "", "", noNumber
	}
	if marks == "" {
		return s, "", number
	}
	return splitAt(s, []rune(marks), last, decimal)
}

// splitAt decides what the separators, marks, mean; the last stands at byte last.
func splitAt(s string, marks []rune, last int, decimal rune) (whole, fraction string, kind splitKind) {
	final := marks[len(marks)-1]
	before, after := s[:last], s[last+len(string(final)):]
	mixed := strings.Trim(string(marks), string(final)) != ""
	grouped := groupsOfThree(s, marks)
	switch {
	case final != '.' && final != ',', len(marks) > 1 && !mixed:
		if !grouped {
			return "", "", noNumber
		}
		return strip(s), "", number
	case mixed:
		if !groupsOfThree(before, marks[:len(marks)-1]) || !uniform(marks[:len(marks)-1]) || len(after) == 0 {
			return "", "", noNumber
		}
		return strip(before), after, number
	case !grouped || before == "0" || final == decimal:
		return before, after, number
	case decimal != 0:
		return strip(s), "", number
	}
	return before, after, either
}

func uniform(marks []rune) bool {
	return strings.Trim(string(marks), string(marks[0])) == ""
}

// groupsOfThree reports whether the separators cut off groups of three digits;
// in India, groups of two before the last.
func groupsOfThree(s string, marks []rune) bool {
	if len(marks) == 0 {
		return true
	}
	groups := strings.FieldsFunc(s, func(r rune) bool { return r == marks[0] })
	if len(groups) != len(marks)+1 || len(groups[0]) > 3 {
		return false
	}
	for i, g := range groups[1:] {
		if len(g) != 3 && (len(g) != 2 || i == len(groups)-2 || marks[0] != ',') {
			return false
		}
	}
	return true
}

func strip(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// decimalSign is that of a locale, or 0 when the locale does not say.
func decimalSign(l value.Locale) rune {
	switch l.Language {
	case "en", "zh", "ja", "ko", "th", "he", "hi":
		if l.Region == "ZA" {
			return ','
		}
		return '.'
	case "de", "fr", "it":
		if l.Region == "CH" || l.Region == "LI" {
			return '.'
		}
		return ','
	case "es":
		switch l.Region {
		case "MX", "US", "GT", "HN", "NI", "PA", "DO", "SV", "PR", "PE":
			return '.'
		}
		return ','
	case "":
		return 0
	}
	return ','
}

// Format writes a number in decimals, without zeros at the end. What has no
// finite expansion, such as a third, is rounded to four places.
func Format(r *big.Rat) string {
	places, exact := r.FloatPrec()
	if !exact {
		places = 4
	}
	s := r.FloatString(places)
	if !exact {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}
