package vat

import (
	"errors"
	"strings"

	"github.com/onomast/onomast/plugins/rules/validate/checksum"
	"github.com/onomast/onomast/plugins/rules/validate/national"
	"github.com/onomast/onomast/plugins/rules/validate/shape"
)

func cyprus(s string) error {
	switch {
	case !shape.Fits(s, "99999999A"):
		return errors.New("it is not eight digits and a letter")
	case s[:2] == "12":
		return errStart
	}
	sum := 0
	for i := range 8 {
		d := int(s[i] - '0')
		if i%2 == 0 {
			d = [10]int{1, 0, 5, 7, 9, 13, 15, 17, 19, 21}[d]
		}
		sum += d
	}
	return shape.Check(byte('A'+sum%26) == s[8])
}

func greece(s string) error {
	if len(s) == 8 {
		s = "0" + s
	}
	if err := digits(s, 9); err != nil {
		return err
	}
	sum := checksum.Weighted(s[:8], 256, 128, 64, 32, 16, 8, 4, 2)
	return shape.Check(sum > 0 && sum%11%10 == last(s))
}

func spain(s string) error {
	switch {
	case len(s) != 9 || !shape.AllDigits(s[1:8]):
		return errors.New("it is not seven digits between two characters")
	case shape.AllDigits(s[:1]):
		return national.SpanishDNI(s)
	case strings.IndexByte("XYZ", s[0]) >= 0:
		return national.SpanishNIE(s)
	case strings.IndexByte("KLM", s[0]) >= 0:
		return shape.Check(national.SpanishLetter(s[1:8]) == s[8])
	case strings.IndexByte("ABCDEFGHJNPQRSUVW", s[0]) < 0:
		return errStart
	}
	d := checksum.LuhnDigit(s[1:8])
	return shape.Check(s[8] == d || s[8] == "JABCDEFGHI"[d-'0'])
}

func italy(s string) error {
	if err := digits(s, 11); err != nil {
		return err
	}
	switch office := shape.Int(s[7:10]); {
	case s[:7] == "0000000":
		return errStart
	case office < 1 || office > 100 && office != 120 && office != 121 && office != 888 && office != 999:
		return errors.New("its digits 8 to 10 are no tax office")
	}
	return shape.Check(checksum.Luhn(s))
}

func malta(s string) error {
	switch err := digits(s, 8); {
	case err != nil:
		return err
	case s[0] == '0':
		return errStart
	}
	return shape.Check((checksum.Weighted(s, 3, 4, 6, 7, 8, 9)+shape.Int(s[6:]))%37 == 0)
}

func portugal(s string) error {
	switch err := digits(s, 9); {
	case err != nil:
		return err
	case s[0] == '0':
		return errStart
	}
	return shape.Check(national.PortugueseDigit(s[:8]) == last(s))
}

func slovenia(s string) error {
	switch err := digits(s, 8); {
	case err != nil:
		return err
	case s[0] == '0':
		return errStart
	}
	check := 11 - checksum.Weighted(s[:7], 8, 7, 6, 5, 4, 3, 2)%11
	return shape.Check(check != 11 && check%10 == last(s))
}

func croatia(s string) error {
	if err := digits(s, 11); err != nil {
		return err
	}
	return shape.Check(checksum.Mod11Radix10(s))
}
