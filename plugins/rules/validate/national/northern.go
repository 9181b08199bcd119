package national

import (
	"errors"
	"strings"

	"github.com/onomast/onomast/plugins/rules/validate/checksum"
	"github.com/onomast/onomast/plugins/rules/validate/shape"
)

func northern() []ID {
	return []ID{
		{"se-personnummer", "Personal or coordination number of Sweden: date of birth and Luhn.", "Skatteverket, SKV 704 and 707",
			"811228-9874", "811228-9875", personnummer},
		{"fi-hetu", "Personal identity code of Finland: date of birth, sign of the century, letter modulo 31.", "Digi- ja väestötietovirasto",
			"131052-308T", "131052-308U", hetu},
		{"dk-cpr", "Personal number of Denmark: a date of birth that exists; the check digit was given up in 2007.", "CPR-kontoret",
			"070761-4285", "310261-4285", cpr},
		{"no-fnr", "Birth number or D-number of Norway: date and two checks modulo 11.", "Skatteetaten",
			"151086 95088", "151086 95089", fnr},
		{"ee-isikukood", "Personal code of Estonia, and of Lithuania: sex and century, date, modulo 11.", "EVS 585:2007",
			"36805280109", "36805280108", isikukood},
		{"lv-pk", "Personal code of Latvia: date and modulo 11, or a number without a date since 2017.", "Pilsonības un migrācijas lietu pārvalde",
			"161175-19997", "161175-19998", LatvianCode},
	}
}

// personnummer takes ten digits, or twelve with the century; + stands for -
// in the year a person turns a hundred.
func personnummer(text string) error {
	date := 6
	if len(text) > 11 {
		date = 8
	}
	s, err := shape.Grouped(text, "-+ ", date, 4)
	if err != nil {
		return err
	}
	centuries := []int{1800, 1900, 2000}
	if len(s) == 12 {
		centuries = []int{shape.Int(s[:2]) * 100}
		s = s[2:]
	}
	year, month, day := shape.Int(s[:2]), shape.Int(s[2:4]), shape.Int(s[4:6])
	if day > 60 {
		day -= 60 // coordination number
	}
	for _, century := range centuries {
		if dateExists(century+year, month, day) && century >= 1800 && century <= 2000 {
			return shape.Check(checksum.Luhn(s))
		}
	}
	return errDate
}

func hetu(text string) error {
	s := strings.ToUpper(text)
	if len(s) != 11 || !shape.AllDigits(s[:6]) || !shape.AllDigits(s[7:10]) {
		return errors.New("it is not six digits, a sign, three digits and a character")
	}
	var century int
	switch sign := s[6]; {
	case sign == '+':
		century = 1800
	case sign == '-' || 'U' <= sign && sign <= 'Y':
		century = 1900
	case 'A' <= sign && sign <= 'F':
		century = 2000
	default:
		return errors.New("its sign stands for no century")
	}
	switch serial := shape.Int(s[7:10]); {
	case !dateExists(century+shape.Int(s[4:6]), shape.Int(s[2:4]), shape.Int(s[:2])):
		return errDate
	case serial < 2:
		return errors.New("its serial is never given out")
	}
	return shape.Check("0123456789ABCDEFHJKLMNPRSTUVWXY"[shape.Int(s[:6]+s[7:10])%31] == s[10])
}

func cpr(text string) error {
	s, err := shape.Digits(text, "- ", 10)
	if err != nil {
		return err
	}
	year, century := shape.Int(s[4:6]), 1900
	switch c := s[6]; {
	case c == '4' || c == '9':
		if year <= 36 {
			century = 2000
		}
	case '5' <= c && c <= '8':
		century = 1800
		if year <= 57 {
			century = 2000
		}
	}
	if !dateExists(century+year, shape.Int(s[2:4]), shape.Int(s[:2])) {
		return errDate
	}
	return nil
}

func fnr(text string) error {
	s, err := shape.Digits(text, separators, 11)
	if err != nil {
		return err
	}
	day, month, year := shape.Int(s[:2]), shape.Int(s[2:4]), shape.Int(s[4:6])
	if day > 40 {
		day -= 40 // D-number
	}
	if month > 40 {
		month -= 40 // help number of a hospital
	}
	if !dateExists(1900+year, month, day) && !dateExists(2000+year, month, day) {
		return errDate
	}
	first := checksum.Weighted(s, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
	second := checksum.Weighted(s, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
	return shape.Check(first%11 == 0 && second%11 == 0)
}

func isikukood(text string) error {
	s, err := shape.Digits(text, separators, 11)
	switch {
	case err != nil:
		return err
	case s[0] < '1' || s[0] > '8':
		return errStart
	case !dateExists(1800+int(s[0]-'1')/2*100+shape.Int(s[1:3]), shape.Int(s[3:5]), shape.Int(s[5:7])):
		return errDate
	}
	check := checksum.Weighted(s[:10], 1, 2, 3, 4, 5, 6, 7, 8, 9, 1) % 11
	if check == 10 {
		check = checksum.Weighted(s[:10], 3, 4, 5, 6, 7, 8, 9, 1, 2, 3) % 11 % 10
	}
	return shape.Check(check == last(s))
}

// LatvianCode checks the personal code of Latvia. Those that begin with 32 hold
// no date and no check digit.
func LatvianCode(text string) error {
	s, err := shape.Digits(text, separators, 11)
	if err != nil {
		return err
	}
	if s[:2] == "32" {
		return nil
	}
	century := 1800 + int(s[6]-'0')*100
	if century > 2000 || !dateExists(century+shape.Int(s[4:6]), shape.Int(s[2:4]), shape.Int(s[:2])) {
		return errDate
	}
	check := (1 + checksum.Weighted(s[:10], 10, 5, 8, 4, 2, 1, 6, 3, 7, 9)) % 11 % 10
	return shape.Check(check == last(s))
}
