package validate

import (
	"errors"
	"strings"

	"github.com/onomast/onomast/plugins/rules/validate/checksum"
	"github.com/onomast/onomast/plugins/rules/validate/shape"
)

func health() []Validator {
	return []Validator{
		{Name: "npi", Doc: "National provider identifier of the United States: Luhn behind the prefix 80840.", Source: "45 CFR 162.406, CMS",
			Example: "1234567893", Wrong: "1234567894", check: plain(npi)},
		{Name: "dea", Doc: "Registration number of the Drug Enforcement Administration: a registrant type and a check digit.", Source: "21 CFR 1301, DEA",
			Example: "AB1234563", Wrong: "AB1234564", check: plain(dea)},
		{Name: "gb-nhs", Doc: "NHS number of England, Wales and the Isle of Man, modulo 11.", Source: "NHS Data Dictionary",
			Example: "943 476 5919", Wrong: "943 476 5918", check: plain(nhs)},
	}
}

func npi(text string) error {
	s, err := shape.Digits(text, separators, 10)
	switch {
	case err != nil:
		return err
	case s[0] != '1' && s[0] != '2':
		return errors.New("it does not begin with 1 or 2")
	}
	return shape.Check(checksum.Luhn("80840" + s))
}

func dea(text string) error {
	s, err := shape.Alnum(text, separators, 9)
	if err != nil {
		return err
	}
	switch {
	case !shape.Fits(s, "AN9999999") || s[1] < 'A' && s[1] != '9':
		return errors.New("it is not two letters (or a letter and 9) and seven digits")
	case strings.IndexByte("ABCDEFGHJKLMPRSTUX", s[0]) < 0:
		return errors.New("its first letter is no type of registrant")
	}
	sum := checksum.Weighted(s[2:8], 1, 2, 1, 2, 1, 2)
	return shape.Check(sum%10 == int(s[8]-'0'))
}

func nhs(text string) error {
	s, err := shape.Digits(text, separators, 10)
	if err != nil {
		return err
	}
	return shape.Check(checksum.Falling(s))
}
