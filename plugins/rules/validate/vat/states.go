package vat

import "github.com/onomast/onomast/plugins/rules/validate/shape"

// states are the checks by the prefix of the number. Each takes the number
// without it, capital letters and digits only.
func states() map[string]func(string) error {
	return map[string]func(string) error{
		"AT": austria, "BE": belgium, "BG": bulgaria, "CY": cyprus, "CZ": czechia,
		"DE": germany, "DK": denmark, "EE": estonia, "EL": greece, "ES": spain,
		"FI": finland, "FR": france, "HR": croatia, "HU": hungary, "IE": ireland,
		"IT": italy, "LT": lithuania, "LU": luxembourg, "LV": latvia, "MT": malta,
		"NL": netherlands, "PL": poland, "PT": portugal, "RO": romania, "SE": sweden,
		"SI": slovenia, "SK": slovakia, "XI": northernIreland,
	}
}

// digits wants a number of digits only, as many as one of lengths.
func digits(s string, lengths ...int) error {
	_, err := shape.Digits(s, "", lengths...)
	return err
}

// last is the value of the last digit.
func last(s string) int { return int(s[len(s)-1] - '0') }
