package national

import (
	"errors"
	"strings"

	"github.com/onomast/onomast/plugins/rules/validate/checksum"
	"github.com/onomast/onomast/plugins/rules/validate/shape"
)

func asia() []ID {
	return []ID{
		{"in-aadhaar", "Number of a resident of India: twelve digits, Verhoeff.", "UIDAI",
			"2341 2341 2346", "2341 2341 2347", aadhaar},
		{"in-pan", "Permanent account number of India: five letters, the fourth a kind of holder, four digits, a letter.", "Income Tax Department, rule 114",
			"ABCPE1234F", "ABCDE1234F", pan},
		{"cn-ric", "Identity number of China: place, date, serial, MOD 11-2.", "GB 11643-1999",
			"11010519491231002X", "110105194912310021", ric},
		{"kr-rrn", "Resident number of Korea: date and century, and a check digit until October 2020.", "Resident Registration Act",
			"971013-9019902", "971313-9019902", rrn},
		{"za-id", "Identity number of South Africa: date, citizenship, Luhn.", "Identification Act 68 of 1997",
			"7503305044089", "7503305044088", southAfrican},
	}
}

func aadhaar(text string) error {
	s, err := shape.Digits(text, " -", 12)
	switch {
	case err != nil:
		return err
	case s[0] < '2':
		return errStart
	}
	return shape.Check(checksum.Verhoeff(s))
}

func pan(text string) error {
	s, err := shape.Alnum(text, " ", 10)
	switch {
	case err != nil:
		return err
	case !shape.Fits(s, "AAAAA9999A"):
		return errors.New("it is not five letters, four digits and a letter")
	case strings.IndexByte("ABCFGHJKLPT", s[3]) < 0:
		return errors.New("its fourth letter is no kind of holder")
	case s[5:9] == "0000":
		return errors.New("its serial is never given out")
	}
	return nil
}

func ric(text string) error {
	s, err := shape.Alnum(text, " ", 18)
	switch {
	case err != nil:
		return err
	case !shape.AllDigits(s[:17]) || !shape.AllDigits(s[17:]) && s[17] != 'X':
		return errors.New("it has letters other than an X at the end")
	case s[0] == '0' || s[0] == '9':
		return errStart
	case !dateExists(shape.Int(s[6:10]), shape.Int(s[10:12]), shape.Int(s[12:14])) || s[6:8] < "18" || s[6:8] > "20":
		return errDate
	}
	return shape.Check(checksum.Mod11Radix2(s))
}

func rrn(text string) error {
	s, err := shape.Digits(text, " -", 13)
	if err != nil {
		return err
	}
	century := [10]int{1800, 1900, 1900, 2000, 2000, 1900, 1900, 2000, 2000, 1800}[s[6]-'0']
	year, month := century+shape.Int(s[:2]), shape.Int(s[2:4])
	if !dateExists(year, month, shape.Int(s[4:6])) {
		return errDate
	}
	if year > 2020 || year == 2020 && month >= 10 {
		return nil // random since then
	}
	sum := checksum.Weighted(s[:12], 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
	return shape.Check((11-sum%11)%10 == last(s))
}

func southAfrican(text string) error {
	s, err := shape.Digits(text, " ", 13)
	if err != nil {
		return err
	}
	year, month, day := shape.Int(s[:2]), shape.Int(s[2:4]), shape.Int(s[4:6])
	switch {
	case !dateExists(1900+year, month, day) && !dateExists(2000+year, month, day):
		return errDate
	case s[10] > '2':
		return errors.New("its eleventh digit is no citizenship")
	}
	return shape.Check(checksum.Luhn(s))
}
