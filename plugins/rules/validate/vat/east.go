package vat

import (
	"errors"

	"github.com/onomast/onomast/plugins/rules/validate/checksum"
	"github.com/onomast/onomast/plugins/rules/validate/national"
	"github.com/onomast/onomast/plugins/rules/validate/shape"
)

// bulgaria: nine digits for firms; ten for people, foreigners and others.
func bulgaria(s string) error {
	if err := digits(s, 9, 10); err != nil {
		return err
	}
	if len(s) == 9 {
		check := checksum.Weighted(s[:8], 1, 2, 3, 4, 5, 6, 7, 8) % 11
		if check == 10 {
			check = checksum.Weighted(s[:8], 3, 4, 5, 6, 7, 8, 9, 10) % 11 % 10
		}
		return shape.Check(check == last(s))
	}
	foreigner := checksum.Weighted(s[:9], 21, 19, 17, 13, 11, 9, 7, 3, 1)%10 == last(s)
	other := (11-checksum.Weighted(s[:9], 4, 3, 2, 7, 6, 5, 4, 3, 2)%11)%11 == last(s)
	return shape.Check(foreigner || other || national.BulgarianEGN(s) == nil)
}

// czechia: eight digits for firms, nine or ten for people.
func czechia(s string) error {
	if err := digits(s, 8, 9, 10); err != nil {
		return err
	}
	switch {
	case len(s) == 8 && s[0] == '9':
		return errStart
	case len(s) == 8:
		return shape.Check((11-checksum.Weighted(s[:7], 8, 7, 6, 5, 4, 3, 2)%11)%10 == last(s))
	case len(s) == 9 && s[0] == '6':
		sum := checksum.Weighted(s[1:8], 8, 7, 6, 5, 4, 3, 2) % 11
		return shape.Check(8-(10-sum) == last(s))
	}
	return national.CzechBirthNumber(s)
}

func hungary(s string) error {
	if err := digits(s, 8); err != nil {
		return err
	}
	return shape.Check(checksum.Weighted(s, 9, 7, 3, 1, 9, 7, 3, 1)%10 == 0)
}

func poland(s string) error {
	if err := digits(s, 10); err != nil {
		return err
	}
	return shape.Check(checksum.Weighted(s[:9], 6, 5, 7, 2, 3, 4, 5, 6, 7)%11 == last(s))
}

// romania: two to ten digits for firms, thirteen for people.
func romania(s string) error {
	if len(s) == 13 {
		return national.RomanianCNP(s)
	}
	switch err := digits(s, 2, 3, 4, 5, 6, 7, 8, 9, 10); {
	case err != nil:
		return err
	case s[0] == '0':
		return errStart
	}
	weights := []int{7, 5, 3, 2, 1, 7, 5, 3, 2}
	sum := checksum.Weighted(s[:len(s)-1], weights[10-len(s):]...)
	return shape.Check(sum*10%11%10 == last(s))
}

// slovakia: ten digits, which for people may be their birth number.
func slovakia(s string) error {
	switch err := digits(s, 10); {
	case err != nil:
		return err
	case s[0] == '0' || s[2] != '2' && s[2] != '3' && s[2] != '4' && s[2] < '7':
		if national.CzechBirthNumber(s) == nil {
			return nil
		}
		return errors.New("its first or third digit is none that its state gives")
	case checksum.Modulo(s, 11) != 0:
		return national.CzechBirthNumber(s)
	}
	return nil
}
