package vat

import (
	"strings"
	"testing"
)

// numbers are those of firms that print them on their invoices, and of
// documentation; one at least a state.
func numbers() map[string]string {
	return map[string]string{
		"AT": "U13585627", "BE": "0428759497", "BG": "175074752", "CY": "10259033P", "CZ": "25123891", "DE": "136695976",
		"DK": "13585628", "EE": "100931558", "EL": "094259216", "ES": "B58378431", "FI": "20774740", "FR": "40303265045",
		"HR": "33392005961", "HU": "12892312", "IE": "6433435F", "IT": "00743110157", "LT": "119511515", "LU": "15027442",
		"LV": "40003521600", "MT": "11679112", "NL": "004495445B01", "PL": "8567346215", "PT": "501964843", "RO": "18547290",
		"SE": "123456789701", "SI": "50223054", "SK": "2022749619", "XI": "980780684",
	}
}

func TestEveryStateHasANumber(t *testing.T) {
	t.Parallel()
	for state, check := range states() {
		number := numbers()[state]
		if err := check(number); err != nil {
			t.Errorf("%s%s: %v", state, number, err)
		}
		if err := Check(number, state); err != nil {
			t.Errorf("%s in %s: %v", number, state, err)
		}
		if err := Check(state+" "+number, ""); err != nil {
			t.Errorf("%s %s: %v", state, number, err)
		}
	}
	if n := len(states()); n != 28 {
		t.Errorf("%d states", n)
	}
}

// TestSlips changes each digit of each number. Every scheme catches most slips;
// the bound is the best that the weakest of them (two remainders for one check
// digit) can promise.
func TestSlips(t *testing.T) {
	t.Parallel()
	for state, number := range numbers() {
		missed, all := 0, 0
		for i := range number {
			if number[i] < '0' || number[i] > '9' {
				continue
			}
			for d := '0'; d <= '9'; d++ {
				if byte(d) == number[i] {
					continue
				}
				all++
				if states()[state](number[:i]+string(d)+number[i+1:]) == nil {
					missed++
				}
			}
		}
		// The last two digits of Sweden and the branch of the Netherlands are no
		// part of the sum.
		if limit := all / 5; missed > limit {
			t.Errorf("%s%s: %d of %d slips pass", state, number, missed, all)
		}
	}
}

func TestHostile(t *testing.T) {
	t.Parallel()
	for state, check := range states() {
		for _, s := range []string{"", "0", "U", "AAAAAAAAA", "000000000000", strings.Repeat("1", 300), "99999999999999999999"} {
			if err := check(s); err == nil && strings.Trim(s, "0") != "" {
				t.Errorf("%s takes %q", state, s)
			}
		}
	}
	for _, s := range []string{"", "D", "DE", "D\xff123456789", "ΕΛ094259216", "DE--136695976", "IE1+2"} {
		if Check(s, "") == nil {
			t.Errorf("Check takes %q", s)
		}
	}
}

func TestOldNumbers(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"BE428759497", "EL94259216", "IE8D79739I", "BG7523169263", "CZ7103192745", "RO1630615123457", "LV16117519997", "FRK7399859412"} {
		if err := Check(s, ""); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
}

func TestRegions(t *testing.T) {
	t.Parallel()
	if got := strings.Join(Regions(), " "); !strings.HasPrefix(got, "AT BE BG") || !strings.Contains(got, "GR") || !strings.HasSuffix(got, "XI") {
		t.Errorf("Regions: %s", got)
	}
}
