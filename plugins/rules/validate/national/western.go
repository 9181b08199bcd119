package national

import (
	"errors"

	"github.com/onomast/onomast/plugins/rules/validate/checksum"
	"github.com/onomast/onomast/plugins/rules/validate/shape"
)

func western() []ID {
	return []ID{
		{"de-steuer-id", "Tax number of people in Germany: eleven digits, one of which repeats, MOD 11,10.", "Bundeszentralamt für Steuern, § 139b AO",
			"86 095 742 719", "86 095 742 718", steuerID},
		{"fr-nir", "Social security number of France: sex, date, place and a key modulo 97.", "INSEE, décret 82-103",
			"2 55 08 14 168 025 38", "2 55 08 14 168 025 39", nir},
		{"fr-siren", "Number of a firm in France: nine digits, Luhn.", "INSEE, code de commerce R123-221",
			"732 829 320", "732 829 321", siren},
		{"nl-bsn", "Citizen service number of the Netherlands: the eleven test.", "Besluit burgerservicenummer",
			"111222333", "111222334", bsn},
		{"be-nn", "National register number of Belgium: date of birth and a key modulo 97.", "Arrêté royal of 3 April 1984",
			"85.07.30-033 28", "85.07.30-033 29", belgian},
		{"ch-ahv", "Old-age insurance number of Switzerland: 756, nine digits and an EAN check digit.", "Zentrale Ausgleichsstelle",
			"756.9217.0769.85", "756.9217.0769.84", ahv},
		{"at-svnr", "Social insurance number of Austria: a serial, a check modulo 11, and the date of birth.", "Dachverband der Sozialversicherungsträger",
			"1237 010180", "1238 010180", svnr},
	}
}

func steuerID(text string) error {
	s, err := shape.Digits(text, separators, 11)
	switch {
	case err != nil:
		return err
	case s[0] == '0':
		return errStart
	case !oneRepeats(s[:10]):
		return errors.New("of its first ten digits not exactly one occurs twice or three times")
	}
	return shape.Check(checksum.Mod11Radix10(s))
}

// oneRepeats reports whether one digit occurs two or three times and all others
// at most once; three may not stand in a row.
func oneRepeats(s string) bool {
	var count [10]int
	for i := range len(s) {
		count[s[i]-'0']++
		if i > 1 && s[i] == s[i-1] && s[i] == s[i-2] {
			return false
		}
	}
	repeats := 0
	for _, n := range count {
		if n > 3 {
			return false
		}
		if n > 1 {
			repeats++
		}
	}
	return repeats == 1
}

func nir(text string) error {
	s, err := shape.Alnum(text, separators, 15)
	if err != nil {
		return err
	}
	body := s[:13]
	switch s[5:7] { // Corsica
	case "2A":
		body = s[:5] + "19" + s[7:13]
	case "2B":
		body = s[:5] + "18" + s[7:13]
	}
	if !shape.AllDigits(body) || !shape.AllDigits(s[13:]) {
		return errors.New("it has letters other than the 2A and 2B of Corsica")
	}
	switch month := shape.Int(body[3:5]); {
	case s[0] != '1' && s[0] != '2' && s[0] != '3' && s[0] != '4' && s[0] != '7' && s[0] != '8':
		return errStart
	case month == 0 || month > 12 && month < 20 || month > 42 && month < 50:
		return errors.New("its month of birth does not exist")
	}
	return shape.Check(97-checksum.Modulo(body, 97) == shape.Int(s[13:]))
}

func siren(text string) error {
	s, err := shape.Digits(text, separators, 9)
	switch {
	case err != nil:
		return err
	case shape.Same(s) && s[0] == '0':
		return errors.New("it is all zeros")
	}
	return shape.Check(checksum.Luhn(s))
}

func bsn(text string) error {
	s, err := shape.Digits(text, separators, 9)
	if err != nil {
		return err
	}
	return shape.Check(ElevenTest(s))
}

// ElevenTest reports whether nine digits pass the test of the Netherlands:
// weights 9 to 2 and -1, modulo 11.
func ElevenTest(s string) bool {
	sum := checksum.Weighted(s, 9, 8, 7, 6, 5, 4, 3, 2, -1)
	return sum > 0 && sum%11 == 0
}

func belgian(text string) error {
	s, err := shape.Digits(text, separators, 11)
	if err != nil {
		return err
	}
	key := shape.Int(s[9:])
	year, month, day := shape.Int(s[:2]), shape.Int(s[2:4]), shape.Int(s[4:6])
	for _, century := range []struct {
		start  int
		prefix string
	}{{1900, ""}, {2000, "2"}} {
		if 97-checksum.Modulo(century.prefix+s[:9], 97) != key {
			continue
		}
		// Month and day may be unknown; bis numbers add 20 or 40 to the month.
		if m := month % 20; m > 12 || month >= 60 || m > 0 && day > 0 && !dateExists(century.start+year, m, day) {
			return errDate
		}
		return nil
	}
	return shape.ErrChecksum
}

func ahv(text string) error {
	s, err := shape.Digits(text, separators, 13)
	switch {
	case err != nil:
		return err
	case s[:3] != "756":
		return errStart
	}
	return shape.Check(checksum.GTIN(s))
}

func svnr(text string) error {
	s, err := shape.Digits(text, separators, 10)
	if err != nil {
		return err
	}
	// Months 13 to 15 are given where the serials of a day have run out.
	switch day, month := shape.Int(s[4:6]), shape.Int(s[6:8]); {
	case s[0] == '0':
		return errStart
	case month < 1 || month > 15 || month <= 12 && !dateExists(2000, month, day) || day < 1 || day > 31:
		return errDate
	}
	sum := checksum.Weighted(s, 3, 7, 9, 0, 5, 8, 4, 2, 1, 6)
	return shape.Check(sum%11 == int(s[3]-'0'))
}
