package validate

import (
	"errors"
	"strings"

	"github.com/onomast/onomast/plugins/rules/validate/checksum"
	"github.com/onomast/onomast/plugins/rules/validate/shape"
)

func machines() []Validator {
	return []Validator{
		{Name: "imei", Doc: "Number of a mobile device: 15 digits, Luhn.", Source: "3GPP TS 23.003",
			Example: "49-015420-323751-8", Wrong: "49-015420-323751-9", check: plain(imei)},
		{Name: "vin", Doc: "Vehicle identification number: 17 characters without I, O and Q; in North America and China the ninth is a check digit.", Source: "ISO 3779, 49 CFR 565",
			Example: "1M8GDM9AXKP042788", Wrong: "1M8GDM9A1KP042788", check: plain(vin)},
	}
}

func imei(text string) error {
	s, err := shape.Digits(text, " -/", 15)
	switch {
	case err != nil:
		return err
	case shape.Same(s):
		return errors.New("all its digits are the same")
	}
	return shape.Check(checksum.Luhn(s))
}

func vin(text string) error {
	s, err := shape.Alnum(text, " -", 17)
	switch {
	case err != nil:
		return err
	case strings.ContainsAny(s, "IOQ"):
		return errors.New("it has an I, O or Q")
	case shape.Same(s):
		return errors.New("all its characters are the same")
	case s[9] == 'U' || s[9] == 'Z' || s[9] == '0':
		if checkedVIN(s) {
			return errors.New("its tenth character is no model year")
		}
	}
	if !checkedVIN(s) {
		return nil
	}
	sum := 0
	for i, weight := range []int{8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2} {
		sum += vinValue(s[i]) * weight
	}
	return shape.Check("0123456789X"[sum%11] == s[8])
}

// checkedVIN reports whether the region of the maker (1 to 5 for North America,
// L for China) demands a check digit.
func checkedVIN(s string) bool { return '1' <= s[0] && s[0] <= '5' || s[0] == 'L' }

// vinValue is what 49 CFR 565.15 assigns to a character.
func vinValue(c byte) int {
	switch {
	case c <= '9':
		return int(c - '0')
	case c <= 'H':
		return int(c-'A') + 1
	case c <= 'R':
		return int(c-'J') + 1
	default:
		return int(c-'S') + 2
	}
}
