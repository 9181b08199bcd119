package validate

import (
	"errors"
	"fmt"
	"strings"

	"github.com/onomast/onomast/plugins/rules/validate/checksum"
	"github.com/onomast/onomast/plugins/rules/validate/shape"
)

// separators are what people put between the groups of a number.
const separators = " -\u00a0\u202f"

func payments() []Validator {
	return []Validator{
		{Name: "luhn", Doc: "Digits whose last one is right by the Luhn formula.", Source: "ISO/IEC 7812-1, annex B",
			Example: "7992 7398 713", Wrong: "7992 7398 710", check: plain(luhn)},
		{Name: "card", Doc: "Number of a payment card: 12 to 19 digits, a known first digit, Luhn.", Source: "ISO/IEC 7812-1",
			Example: "4111 1111 1111 1111", Wrong: "4111 1111 1111 1112", check: plain(card)},
		{Name: "iban", Doc: "International bank account number: the structure of its country, and MOD 97-10.", Source: "ISO 13616-1 and its registry",
			Example: "GB82 WEST 1234 5698 7654 32", Wrong: "GB82 WEST 1234 5698 7654 33", check: plain(iban)},
		{Name: "bic", Doc: "Business identifier code (SWIFT) of 8 or 11 characters, with an existing country.", Source: "ISO 9362",
			Example: "DEUTDEFF500", Wrong: "DEUTXXFF", check: plain(bic)},
		{Name: "aba", Doc: "Routing number of a bank in the United States: a prefix in use, weights 3, 7, 1.", Source: "American Bankers Association, Federal Reserve",
			Example: "111000025", Wrong: "111000026", check: plain(aba)},
		{Name: "lei", Doc: "Legal entity identifier: 18 letters and digits, MOD 97-10.", Source: "ISO 17442-1",
			Example: "5493001KJTIIGC8Y1R12", Wrong: "5493001KJTIIGC8Y1R13", check: plain(lei)},
		{Name: "isin", Doc: "Security identification number: a country, nine characters, Luhn.", Source: "ISO 6166",
			Example: "US0378331005", Wrong: "US0378331006", check: plain(isin)},
	}
}

func luhn(text string) error {
	s, err := shape.Digits(text, separators)
	switch {
	case err != nil:
		return err
	case len(s) < 2:
		return errors.New("it needs a digit and a check digit")
	case shape.Same(s) && s[0] == '0':
		return errors.New("it is all zeros")
	}
	return shape.Check(checksum.Luhn(s))
}

func card(text string) error {
	s, err := shape.Digits(text, separators, 12, 13, 14, 15, 16, 17, 18, 19)
	switch {
	case err != nil:
		return err
	case s[0] < '2' || s[0] > '6':
		return errors.New("no card network issues numbers with its first digit")
	}
	return shape.Check(checksum.Luhn(s))
}

func iban(text string) error {
	s, err := shape.Alnum(text, separators)
	if err != nil {
		return err
	}
	if len(s) < 5 || !shape.Fits(s[:4], "AA99") {
		return errors.New("it does not begin with a country and two check digits")
	}
	structure := bban(s[:2])
	switch {
	case structure == "":
		return errors.New("its country has no IBAN")
	case !followsStructure(s[4:], structure):
		return fmt.Errorf("its account number does not have the structure of %s, %s", s[:2], structure)
	case s[2:4] < "02" || s[2:4] > "98":
		return shape.ErrChecksum
	}
	return shape.Check(checksum.Mod97(s[4:]+s[:4]) == 1)
}

// followsStructure reports whether s is as the registry writes it, such as
// 4!a6!n: so many characters of a class each.
func followsStructure(s, structure string) bool {
	for structure != "" {
		count, rest, _ := strings.Cut(structure, "!")
		n := shape.Int(count)
		if len(s) < n || rest == "" {
			return false
		}
		mask := map[byte]string{'n': "9", 'a': "A", 'c': "N"}[rest[0]]
		if !shape.Fits(s[:n], strings.Repeat(mask, n)) {
			return false
		}
		s, structure = s[n:], rest[1:]
	}
	return s == ""
}

func bic(text string) error {
	s := strings.ToUpper(text)
	switch {
	case !shape.Fits(s, "NNNNAANN") && !shape.Fits(s, "NNNNAANNNNN"):
		return errors.New("it has not 8 or 11 letters and digits with a country from the fifth")
	case !country(s[4:6]):
		return errors.New("its fifth and sixth letters are no country")
	}
	return nil
}

func aba(text string) error {
	s, err := shape.Digits(text, separators, 9)
	if err != nil {
		return err
	}
	if p := shape.Int(s[:2]); p > 12 && p < 21 || p > 32 && p < 61 || p > 72 && p != 80 || s == "000000000" {
		return errors.New("its first two digits are no Federal Reserve prefix")
	}
	return shape.Check(checksum.Weighted(s, 3, 7, 1, 3, 7, 1, 3, 7, 1)%10 == 0)
}

func lei(text string) error {
	s, err := shape.Alnum(text, separators, 20)
	switch {
	case err != nil:
		return err
	case !shape.AllDigits(s[18:]):
		return errors.New("its last two characters are no check digits")
	}
	return shape.Check(checksum.Mod97(s) == 1)
}

func isin(text string) error {
	s, err := shape.Alnum(text, separators, 12)
	if err != nil {
		return err
	}
	switch issuer := s[:2]; {
	case !shape.Fits(s, "AANNNNNNNNN9"):
		return errors.New("it is not two letters, nine letters or digits, and a digit")
	case !country(issuer) && issuer != "XS" && issuer != "EU" && issuer != "XC" && issuer != "XD" && issuer != "EZ":
		return errors.New("its first two letters are no country and no numbering agency")
	}
	var digits strings.Builder
	for i := range len(s) {
		if c := s[i]; c >= 'A' {
			fmt.Fprint(&digits, int(c-'A')+10)
		} else {
			digits.WriteByte(c)
		}
	}
	return shape.Check(checksum.Luhn(digits.String()))
}
