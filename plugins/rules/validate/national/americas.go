package national

import (
	"errors"

	"github.com/onomast/onomast/plugins/rules/validate/checksum"
	"github.com/onomast/onomast/plugins/rules/validate/shape"
)

func americas() []ID {
	return []ID{
		{"us-ssn", "Social security number of the United States: areas, groups and serials that are given out.", "Social Security Administration",
			"536-90-4399", "666-12-3456", ssn},
		{"us-itin", "Taxpayer number of the United States for those without a social security number.", "Internal Revenue Service, publication 1915",
			"912-90-3456", "912-93-3456", itin},
		{"ca-sin", "Social insurance number of Canada: nine digits, Luhn.", "Service Canada",
			"123-456-782", "123-456-783", sin},
		{"br-cpf", "Taxpayer number of people in Brazil: eleven digits, two of them checks modulo 11.", "Receita Federal",
			"390.533.447-05", "390.533.447-06", cpf},
		{"br-cnpj", "Taxpayer number of firms in Brazil: fourteen characters, two of them checks modulo 11; letters since 2026.", "Receita Federal, IN 2.229/2024",
			"16.727.230/0001-97", "16.727.230/0001-98", cnpj},
	}
}

func ssn(text string) error {
	s, err := shape.Grouped(text, " -", 3, 2, 4)
	switch {
	case err != nil:
		return err
	case s[:3] == "000" || s[:3] == "666" || s[0] == '9':
		return errors.New("its area is never given out")
	case s[3:5] == "00":
		return errors.New("its group is never given out")
	case s[5:] == "0000":
		return errors.New("its serial is never given out")
	case s == "078051120" || s == "219099999":
		return errors.New("it was printed in advertisements and is void")
	}
	return nil
}

func itin(text string) error {
	s, err := shape.Grouped(text, " -", 3, 2, 4)
	if err != nil {
		return err
	}
	group := shape.Int(s[3:5])
	switch {
	case s[0] != '9':
		return errStart
	case group < 50 || group > 65 && group < 70 || group == 89 || group == 93:
		return errors.New("its group is never given out")
	}
	return nil
}

func sin(text string) error {
	s, err := shape.Digits(text, " -", 9)
	switch {
	case err != nil:
		return err
	case s[0] == '0' || s[0] == '8':
		return errStart
	}
	return shape.Check(checksum.Luhn(s))
}

func cpf(text string) error {
	s, err := shape.Digits(text, separators, 11)
	switch {
	case err != nil:
		return err
	case shape.Same(s):
		return errors.New("all its digits are the same")
	}
	first := brazilian(s[:9], 10)
	second := brazilian(s[:9]+string(first), 11)
	return shape.Check(s[9] == first && s[10] == second)
}

func cnpj(text string) error {
	s, err := shape.Alnum(text, separators, 14)
	switch {
	case err != nil:
		return err
	case !shape.AllDigits(s[12:]):
		return errors.New("its last two characters are no digits")
	case s[:8] == "00000000":
		return errStart
	}
	first := brazilian(s[:12], 9)
	second := brazilian(s[:12]+string(first), 9)
	return shape.Check(s[12] == first && s[13] == second)
}

// brazilian is the check digit behind body: weights rise from 2 at the right
// and begin again after most; letters count by their place in ASCII behind 0.
func brazilian(body string, most int) byte {
	sum, weight := 0, 2
	for i := len(body) - 1; i >= 0; i-- {
		sum += int(body[i]-'0') * weight
		if weight++; weight > most {
			weight = 2
		}
	}
	if sum%11 < 2 {
		return '0'
	}
	return byte('0' + 11 - sum%11)
}
