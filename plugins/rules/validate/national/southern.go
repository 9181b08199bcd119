package national

import (
	"errors"
	"strings"

	"github.com/onomast/onomast/plugins/rules/validate/checksum"
	"github.com/onomast/onomast/plugins/rules/validate/shape"
)

func southern() []ID {
	return []ID{
		{"es-dni", "Identity number of Spain: eight digits and a letter modulo 23.", "Ministerio del Interior",
			"12345678Z", "12345678A", SpanishDNI},
		{"es-nie", "Number of foreigners in Spain: X, Y or Z, seven digits and a letter modulo 23.", "Ministerio del Interior",
			"X1234567L", "X1234567M", SpanishNIE},
		{"it-codice-fiscale", "Tax code of people in Italy: name, date, place and a check letter.", "Decreto ministeriale of 23 December 1976",
			"RSSMRA85T10A562S", "RSSMRA85T10A562T", codiceFiscale},
		{"pt-nif", "Tax number of Portugal: nine digits, modulo 11.", "Autoridade Tributária, decreto-lei 14/2013",
			"123456789", "123456788", nif},
		{"gr-amka", "Social security number of Greece: date of birth, Luhn.", "IDIKA",
			"01013099997", "01013099998", amka},
	}
}

// SpanishDNI checks the identity number of a citizen of Spain.
func SpanishDNI(text string) error {
	s, err := shape.Alnum(text, separators, 9)
	switch {
	case err != nil:
		return err
	case !shape.Fits(s, "99999999A"):
		return errors.New("it is not eight digits and a letter")
	}
	return shape.Check(SpanishLetter(s[:8]) == s[8])
}

// SpanishNIE checks the number of a foreigner in Spain.
func SpanishNIE(text string) error {
	s, err := shape.Alnum(text, separators, 9)
	switch {
	case err != nil:
		return err
	case !shape.Fits(s[1:], "9999999A") || s[0] < 'X':
		return errors.New("it is not X, Y or Z, seven digits and a letter")
	}
	return shape.Check(SpanishLetter(string('0'+s[0]-'X')+s[1:8]) == s[8])
}

// SpanishLetter is the check letter behind digits.
func SpanishLetter(digits string) byte {
	return "TRWAGMYFPDXBNJZSQVHLCKE"[checksum.Modulo(digits, 23)]
}

func codiceFiscale(text string) error {
	s, err := shape.Alnum(text, " ", 16)
	if err != nil {
		return err
	}
	plain := []byte(s)
	for _, i := range []int{6, 7, 9, 10, 12, 13, 14} { // letters where two people would share a code
		if d := strings.IndexByte("LMNPQRSTUV", s[i]); d >= 0 {
			plain[i] = byte('0' + d)
		}
	}
	if !shape.Fits(string(plain), "AAAAAA99A99A999A") {
		return errors.New("it does not have the letters and digits of the code in their places")
	}
	month := strings.IndexByte("ABCDEHLMPRST", s[8]) + 1
	day := shape.Int(string(plain[9:11]))
	if day > 40 {
		day -= 40 // women
	}
	// The century is not written: a leap day may be of either.
	year := shape.Int(string(plain[6:8]))
	if !dateExists(1900+year, month, day) && !dateExists(2000+year, month, day) {
		return errDate
	}
	return shape.Check(italianLetter(s[:15]) == s[15])
}

// italianLetter is the check letter of the fifteen characters before it.
func italianLetter(body string) byte {
	odd := [26]int{1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23}
	sum := 0
	for i := range len(body) {
		v := int(body[i] - '0')
		if body[i] >= 'A' {
			v = int(body[i] - 'A')
		}
		if i%2 == 0 {
			v = odd[v]
		}
		sum += v
	}
	return byte('A' + sum%26)
}

func nif(text string) error {
	s, err := shape.Digits(text, separators, 9)
	switch {
	case err != nil:
		return err
	case s[0] == '0' || s[0] == '4' && s[1] != '5' || s[0] == '7' && strings.IndexByte("0124579", s[1]) < 0:
		return errStart
	}
	return shape.Check(PortugueseDigit(s[:8]) == last(s))
}

// PortugueseDigit is the check digit of the eight digits before it.
func PortugueseDigit(body string) int {
	rest := checksum.Weighted(body, 9, 8, 7, 6, 5, 4, 3, 2) % 11
	if rest < 2 {
		return 0
	}
	return 11 - rest
}

func amka(text string) error {
	s, err := shape.Digits(text, separators, 11)
	if err != nil {
		return err
	}
	day, month, year := shape.Int(s[:2]), shape.Int(s[2:4]), shape.Int(s[4:6])
	if !dateExists(1900+year, month, day) && !dateExists(2000+year, month, day) {
		return errDate
	}
	return shape.Check(checksum.Luhn(s))
}
