package vat

import (
	"errors"

	"github.com/onomast/onomast/plugins/rules/validate/checksum"
	"github.com/onomast/onomast/plugins/rules/validate/national"
	"github.com/onomast/onomast/plugins/rules/validate/shape"
)

func denmark(s string) error {
	switch err := digits(s, 8); {
	case err != nil:
		return err
	case s[0] == '0':
		return errStart
	}
	return shape.Check(checksum.Weighted(s, 2, 7, 6, 5, 4, 3, 2, 1)%11 == 0)
}

func estonia(s string) error {
	switch err := digits(s, 9); {
	case err != nil:
		return err
	case s[:2] != "10":
		return errStart
	}
	return shape.Check(checksum.Weighted(s, 3, 7, 1, 3, 7, 1, 3, 7, 1)%10 == 0)
}

func finland(s string) error {
	if err := digits(s, 8); err != nil {
		return err
	}
	return shape.Check(checksum.Weighted(s, 7, 9, 10, 5, 8, 4, 2, 1)%11 == 0)
}

// lithuania: nine digits for firms, twelve for those registered for a time; the
// last digit but one is 1.
func lithuania(s string) error {
	switch err := digits(s, 9, 12); {
	case err != nil:
		return err
	case s[len(s)-2] != '1':
		return errors.New("its last digit but one is not 1")
	}
	body := s[:len(s)-1]
	return shape.Check(twice(body, 1, 3) == last(s))
}

// twice is modulo 11 with weights that run from 1 to 9 and begin again; where
// it gives 10, with weights that begin at again.
func twice(body string, first, again int) int {
	for _, start := range []int{first, again} {
		sum := 0
		for i := range len(body) {
			sum += int(body[i]-'0') * (1 + (i+start-1)%9)
		}
		if sum%11 < 10 {
			return sum % 11
		}
	}
	return 0
}

func latvia(s string) error {
	if err := digits(s, 11); err != nil {
		return err
	}
	if s[0] > '3' { // firms
		return shape.Check(checksum.Weighted(s, 9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1)%11 == 3)
	}
	return national.LatvianCode(s)
}

func sweden(s string) error {
	switch err := digits(s, 12); {
	case err != nil:
		return err
	case s[10:] == "00":
		return errors.New("its last two digits are 00")
	}
	return shape.Check(checksum.Luhn(s[:10]))
}
