package validate

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// everySlip are the validators whose scheme promises to catch every single wrong
// digit, and everySwap those that also catch every swap of neighbours.
const (
	everySlip = "luhn card iban lei isbn isbn-10 isbn-13 issn orcid gtin npi gb-nhs imei aba ca-sin fr-siren nl-bsn hr-oib " +
		"in-aadhaar cn-ric es-dni es-nie fr-nir pl-pesel ch-ahv ie-pps de-steuer-id"
	everySwap = "iban lei isbn-10 issn orcid in-aadhaar cn-ric es-dni es-nie fr-nir gb-nhs"
)

func TestEverySlipIsCaught(t *testing.T) {
	t.Parallel()
	for name := range strings.FieldsSeq(everySlip) {
		v, ok := Lookup(name)
		if !ok {
			t.Fatalf("no validator %s", name)
		}
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			s := drawValid(t, v)
			for i := range s {
				for d := byte('0'); d <= '9' && isDigit(s[i]); d++ {
					slip := s[:i] + string(d) + s[i+1:]
					if d != s[i] && v.Validate(slip, Options{}) == nil {
						t.Fatalf("%s and %s are both valid", s, slip)
					}
				}
			}
		}))
	}
}

func TestEverySwapIsCaught(t *testing.T) {
	t.Parallel()
	for name := range strings.FieldsSeq(everySwap) {
		v, _ := Lookup(name)
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			s := drawValid(t, v)
			for i := 1; i < len(s); i++ {
				if !isDigit(s[i]) || !isDigit(s[i-1]) || s[i] == s[i-1] {
					continue
				}
				swap := s[:i-1] + string(s[i]) + string(s[i-1]) + s[i+1:]
				if v.Validate(swap, Options{}) == nil {
					t.Fatalf("%s and %s are both valid", s, swap)
				}
			}
		}))
	}
}

// drawValid changes some digits of the example and then others until the text
// is valid again.
func drawValid(t *rapid.T, v *Validator) string {
	s := []byte(v.Example)
	for range rapid.IntRange(0, 4).Draw(t, "changes") {
		if i := rapid.IntRange(0, len(s)-1).Draw(t, "place"); isDigit(s[i]) {
			s[i] = rapid.ByteRange('0', '9').Draw(t, "digit")
		}
	}
	if v.Validate(string(s), Options{}) == nil {
		return string(s)
	}
	for i := len(s) - 1; i >= 0; i-- {
		was := s[i]
		for d := byte('0'); d <= '9' && isDigit(was); d++ {
			if s[i] = d; v.Validate(string(s), Options{}) == nil {
				return string(s)
			}
		}
		s[i] = was
	}
	return v.Example
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func FuzzValidate(f *testing.F) {
	for _, v := range All() {
		f.Add(v.Name, v.Example, "")
		f.Add(v.Name, v.Wrong, "DE")
	}
	f.Add("vat", "FR\x00\xff", "ZZ")
	f.Fuzz(func(t *testing.T, name, text, region string) {
		v, ok := Lookup(name)
		if !ok {
			t.Skip("no such validator")
		}
		err := v.Validate(text, Options{Region: region})
		if again := v.Validate(text, Options{Region: region}); (err == nil) != (again == nil) {
			t.Fatal("two answers to one question")
		}
		if err != nil && len(text) > 24 && strings.Contains(err.Error(), text) {
			t.Fatal("the reason repeats the text")
		}
	})
}
