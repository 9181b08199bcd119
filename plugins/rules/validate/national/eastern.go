package national

import (
	"github.com/onomast/onomast/plugins/rules/validate/checksum"
	"github.com/onomast/onomast/plugins/rules/validate/shape"
)

func eastern() []ID {
	return []ID{
		{"pl-pesel", "Personal number of Poland: date of birth, weights 1, 3, 7, 9.", "Ustawa o ewidencji ludności of 24 September 2010",
			"44051401359", "44051401358", pesel},
		{"pl-regon", "Number of a firm in Poland: nine or fourteen digits, modulo 11.", "Główny Urząd Statystyczny",
			"123456785", "123456786", regon},
		{"cz-rc", "Birth number of Czechia and Slovakia: date, and divisible by 11 since 1954.", "Zákon 133/2000 Sb.",
			"710319/2745", "710319/2746", CzechBirthNumber},
		{"ro-cnp", "Personal code of Romania: sex and century, date, county, modulo 11.", "Legea 105/1996",
			"1630615123457", "1630615123458", RomanianCNP},
		{"bg-egn", "Personal number of Bulgaria: date and modulo 11.", "ГД ГРАО",
			"7523169263", "7523169264", BulgarianEGN},
		{"hr-oib", "Personal number of Croatia: eleven digits, MOD 11,10.", "Zakon o osobnom identifikacijskom broju",
			"33392005961", "33392005962", oib},
	}
}

func pesel(text string) error {
	s, err := shape.Digits(text, separators, 11)
	if err != nil {
		return err
	}
	month := shape.Int(s[2:4])
	century := [5]int{1900, 2000, 2100, 2200, 1800}[month/20]
	if !dateExists(century+shape.Int(s[:2]), month%20, shape.Int(s[4:6])) {
		return errDate
	}
	return shape.Check(checksum.Weighted(s, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)%10 == 0)
}

func regon(text string) error {
	s, err := shape.Digits(text, separators, 9, 14)
	switch {
	case err != nil:
		return err
	case shape.Same(s) && s[0] == '0':
		return errStart
	case checksum.Weighted(s[:8], 8, 9, 2, 3, 4, 5, 6, 7)%11%10 != int(s[8]-'0'):
		return shape.ErrChecksum
	case len(s) == 9:
		return nil
	}
	return shape.Check(checksum.Weighted(s[:13], 2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8)%11%10 == last(s))
}

// CzechBirthNumber checks the birth number of Czechia and Slovakia. Those of
// nine digits were given until 1953, without a check digit.
func CzechBirthNumber(text string) error {
	s, err := shape.Digits(text, separators, 9, 10)
	if err != nil {
		return err
	}
	year, month := 1900+shape.Int(s[:2]), shape.Int(s[2:4])%50 // women: 50 more
	switch {
	case len(s) == 10 && year < 1954:
		year += 100
	case len(s) == 9 && year > 1953:
		year -= 100
	}
	if month > 20 && year >= 2004 {
		month -= 20 // where the serials of a day have run out
	}
	switch {
	case !dateExists(year, month, shape.Int(s[4:6])):
		return errDate
	case len(s) == 9:
		return nil
	}
	// Until 1985 a rest of ten was written as 0.
	rest := checksum.Modulo(s[:9], 11)
	return shape.Check(rest == last(s) || rest == 10 && last(s) == 0 && year < 1986)
}

// RomanianCNP checks the personal code of Romania.
func RomanianCNP(text string) error {
	s, err := shape.Digits(text, separators, 13)
	if err != nil {
		return err
	}
	if s[0] == '0' {
		return errStart
	}
	century := [10]int{0, 1900, 1900, 1800, 1800, 2000, 2000, 1900, 1900, 1900}[s[0]-'0']
	county := shape.Int(s[7:9])
	switch {
	case !dateExists(century+shape.Int(s[1:3]), shape.Int(s[3:5]), shape.Int(s[5:7])):
		return errDate
	case county == 0 || county > 48 && county < 51 || county > 52 && county != 70 && county < 80 || county > 83:
		return errStart
	}
	check := checksum.Weighted(s[:12], 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11
	return shape.Check(check%10+check/10 == last(s))
}

// BulgarianEGN checks the personal number of Bulgaria.
func BulgarianEGN(text string) error {
	s, err := shape.Digits(text, separators, 10)
	if err != nil {
		return err
	}
	year, month := 1900+shape.Int(s[:2]), shape.Int(s[2:4])
	switch {
	case month > 40:
		year, month = year+100, month-40
	case month > 20:
		year, month = year-100, month-20
	}
	if !dateExists(year, month, shape.Int(s[4:6])) {
		return errDate
	}
	return shape.Check(checksum.Weighted(s[:9], 2, 4, 8, 5, 10, 9, 7, 3, 6)%11%10 == last(s))
}

func oib(text string) error {
	s, err := shape.Digits(text, separators, 11)
	if err != nil {
		return err
	}
	return shape.Check(checksum.Mod11Radix10(s))
}
