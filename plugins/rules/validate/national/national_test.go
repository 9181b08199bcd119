package national

import (
	"strings"
	"testing"
)

func TestExamples(t *testing.T) {
	t.Parallel()
	countries := map[string]bool{}
	for _, id := range All() {
		country, _, ok := strings.Cut(id.Name, "-")
		countries[country] = ok
		if err := id.Check(id.Example); err != nil {
			t.Errorf("%s: %q: %v", id.Name, id.Example, err)
		}
		if id.Check(id.Wrong) == nil {
			t.Errorf("%s: %q passes", id.Name, id.Wrong)
		}
		for _, text := range []string{"", " ", "x", "12", "\xff\x00", strings.Repeat("9", 200)} {
			if id.Check(text) == nil {
				t.Errorf("%s takes %q", id.Name, text)
			}
		}
	}
	if len(countries) < 24 {
		t.Errorf("identifiers of %d countries", len(countries))
	}
}

// TestDates checks dates of birth where a number has room for a day or month
// that does not exist, or for more than the calendar has.
func TestDates(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		check func(string) error
		text  string
		date  bool // the date is sound
	}{
		{"29 February 2000", isikukood, "50002290000", true},
		{"29 February 1900", isikukood, "30002290000", false},
		{"month 13", isikukood, "39013010000", false},
		{"coordination number", personnummer, "700163-0000", true},
		{"coordination number, day 32", personnummer, "700192-0000", false},
		{"D-number", fnr, "41018000000", true},
		{"Corsica", nir, "1 85 05 2A 006 084 00", true},
		{"women of Czechia", CzechBirthNumber, "715101/0000", true},
		{"overflow of Czechia before 2004", CzechBirthNumber, "712101/0000", false},
		{"Poland 2000", pesel, "00222900000", true},
		{"Poland 1900", pesel, "00022900000", false},
		{"Bulgaria 2000", BulgarianEGN, "0042290000", true},
		{"Italy, women", codiceFiscale, "RSSMRA85T50A562Z", true},
		{"Italy, day 35", codiceFiscale, "RSSMRA85T35A562Z", false},
		{"Austria, month 13", svnr, "1237 011380", true},
		{"Belgium, unknown day", belgian, "85.00.00-001 00", true},
	}
	for _, tt := range tests {
		err := tt.check(tt.text)
		if bad := err != nil && strings.Contains(err.Error(), "date"); bad == tt.date {
			t.Errorf("%s: %q: %v", tt.name, tt.text, err)
		}
	}
}

// TestFewNumbersPass holds that a check is worth its name: of the numbers that
// differ from a valid one in the last digit, at most one is valid.
func TestFewNumbersPass(t *testing.T) {
	t.Parallel()
	free := "us-ssn us-itin gb-nino dk-cpr in-pan"
	for _, id := range All() {
		if strings.Contains(free, id.Name) {
			continue
		}
		passed := 0
		for _, c := range "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
			if id.Check(id.Example[:len(id.Example)-1]+string(c)) == nil {
				passed++
			}
		}
		if passed != 1 {
			t.Errorf("%s: %d last characters pass", id.Name, passed)
		}
	}
}
