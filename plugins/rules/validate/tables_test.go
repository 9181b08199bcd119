package validate

import (
	"strings"
	"testing"
)

// TestValid and TestInvalid hold numbers that their issuers or the standards
// print as examples, and the ways to get them wrong.
func TestValid(t *testing.T) {
	t.Parallel()
	for name, texts := range map[string][]string{
		"luhn":              {"79927398713", "7992-7398-713", "18", "0000000000000018"},
		"card":              {"5555555555554444", "3782 822463 10005", "6011 1111 1111 1117", "30569309025904", "2223000048400011"},
		"iban":              {"DE89370400440532013000", "FR14 2004 1010 0505 0001 3M02 606", "gb82west12345698765432", "NO9386011117947", "MT84MALT011000012345MTLCAST001S", "SC18SSCB11010000000000001497USD"},
		"bic":               {"DEUTDEFF", "NEDSZAJJXXX", "UNCRITMM", "NLBKXKPR", "DSBACNBXSHA"},
		"aba":               {"021000021", "0210-0002-1", "322271627"},
		"lei":               {"HWUPKR0MPOU8FGXBT394", "7LTWFZYICNSX8D621K86"},
		"isin":              {"GB0002634946", "DE000BASF111", "AU0000XVGZA3"},
		"isbn":              {"0-306-40615-2", "ISBN 978-3-16-148410-0", "ISBN-13: 978 0 13 468599 1", "080442957X", "isbn:0-8044-2957-x"},
		"isbn-10":           {"99921-58-10-7", "9971-5-0210-0", "1-84356-028-3"},
		"isbn-13":           {"9791034304578", "978-0-11-000222-4"},
		"issn":              {"2434-561X", "ISSN 0378-5955", "1050124X"},
		"orcid":             {"0000-0002-1694-233X", "https://orcid.org/0000-0001-5109-3700"},
		"gtin":              {"73513537", "036000291452", "4006381333931", "10614141000415"},
		"npi":               {"1245319599"},
		"dea":               {"F91234563", "BB1388568", "MA1234563"},
		"gb-nhs":            {"401 023 2137"},
		"imei":              {"490154203237518", "35-209900-176148-1"},
		"vin":               {"5GZCZ43D13S812715", "WVWZZZ1JZ3W386752", "LJCPCBLCX11000237", "JH4TB2H26CC000000"},
		"ip":                {"127.0.0.1", "::", "::ffff:192.0.2.1", "fe80::1"},
		"ipv4":              {"0.0.0.0", "255.255.255.255"},
		"ipv6":              {"2001:0db8:0000:0000:0000:ff00:0042:8329"},
		"cidr":              {"10.0.0.0/8", "2001:db8::/32", "192.0.2.1/32"},
		"domain":            {"example.com", "EXAMPLE.COM", "müller.de", "a.b.example.co.uk.", "例え.jp", "foo.github.io"},
		"email":             {"a@b.de", "first.last+tag@sub.example.org", "jörg@müller.de"},
		"mac":               {"00-00-5E-00-53-01", "0000.5e00.5301", "02:00:5e:10:00:00:00:01"},
		"uuid":              {"{F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6}", "urn:uuid:017f22e2-79b0-7cc3-98c4-dc0c0c07398f", "00000000-0000-0000-0000-000000000000"},
		"phone":             {"+1 650-253-0000", "+49 (0)30 227 0"},
		"us-ssn":            {"536904399", "536 90 4399", "001-01-0001"},
		"us-itin":           {"900-70-0000"},
		"ca-sin":            {"123456782"},
		"br-cpf":            {"39053344705", "390.533.447-05"},
		"br-cnpj":           {"16727230000197", "12.ABC.345/01DE-35"},
		"gb-nino":           {"ab123456c", "JG 10 37 59 A"},
		"ie-pps":            {"6433435F", "1234567FA"},
		"de-steuer-id":      {"36574261809", "36 574 261 809"},
		"fr-nir":            {"1 85 05 78 006 084 91", "253072B07300470"},
		"nl-bsn":            {"1112.22.333", "123456782"},
		"be-nn":             {"93.05.18-223.61", "17073003384"},
		"es-dni":            {"54362315K", "54362315-k"},
		"es-nie":            {"X2482300W", "Z8327649K"},
		"it-codice-fiscale": {"RCCMNL83S18D969H", "MRTMTT25D09F205Z"},
		"pt-nif":            {"501964843", "287024008"},
		"se-personnummer":   {"19811228-9874", "8112289874", "701063-2391"},
		"fi-hetu":           {"131052-308t", "010594Y9032"},
		"dk-cpr":            {"211062-5629", "2110625629"},
		"no-fnr":            {"15108695088"},
		"ee-isikukood":      {"37605030299"},
		"pl-pesel":          {"02070803628"},
		"cz-rc":             {"991231123", "7103192745"},
		"in-aadhaar":        {"234123412346"},
		"cn-ric":            {"440524188001010014"},
		"kr-rrn":            {"9710139019902"},
		"vat": {"ATU13585627", "BE 0428.759.497", "BG 175 074 752", "CY-10259033P", "CZ7103192745", "DE 136 695 976", "DK 13585628",
			"EE 100 931 558", "EL 094259216", "GR 094259216", "ES B-58378431", "ES54362315K", "FI 20774740", "FR 40 303 265 045", "FR 23 334 175 221", "HR 33392005961",
			"HU-12892312", "IE 6433435F", "IE 8D79739I", "IE1234567FA", "IT 00743110157", "LT 119511515", "LT 100001919017", "LU 150 274 42", "LV 4000 3521 600",
			"MT 1167-9112", "NL 004495445B01", "NL000099998B57", "PL 8567346215", "PT 501 964 843", "RO 185 472 90", "SE 123456789701", "SI 5022 3054", "SK 202 274 96 19", "XI 980 7806 84", "XIGD001"},
	} {
		v, ok := Lookup(name)
		if !ok {
			t.Fatalf("no validator %s", name)
		}
		for _, text := range texts {
			if err := v.Validate(text, Options{}); err != nil {
				t.Errorf("%s: %q: %v", name, text, err)
			}
		}
	}
}

func TestInvalid(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, reason string }{
		{"luhn", "", "more than digits"},
		{"luhn", "5", "a digit and a check digit"},
		{"luhn", "0000 0000", "all zeros"},
		{"luhn", "79927398713-", "single separators"},
		{"luhn", "7992  7398713", "single separators"},
		{"card", "9999 9999 9999 9995", "first digit"},
		{"card", "4111 1111 111", "it has 11 digits"},
		{"iban", "DE8937040044053201300", "structure of DE, 8!n10!n"},
		{"iban", "US89370400440532013000", "country has no IBAN"},
		{"iban", "DE8X370400440532013000", "two check digits"},
		{"iban", "GB8212345678901234567890", "structure of GB"},
		{"iban", "DE", "two check digits"},
		{"bic", "DEUTZZFF", "no country"},
		{"bic", "DEUT DE FF", "8 or 11"},
		{"aba", "130000000", "Federal Reserve"},
		{"isin", "ZZ0378331005", "numbering agency"},
		{"isbn", "978-0-306-40615", "it has 12 digits"},
		{"isbn-10", "0-306-4061X-2", "other than an X"},
		{"isbn-13", "9770306406157", "978 or 979"},
		{"issn", "0317X471", "other than an X"},
		{"npi", "3234567893", "1 or 2"},
		{"dea", "NB1234563", "type of registrant"},
		{"dea", "1B1234563", "two letters"},
		{"imei", "000000000000000", "the same"},
		{"vin", "1M8GDM9AXKPO42788", "an I, O or Q"},
		{"vin", "1M8GDM9AX0P042788", "model year"},
		{"ip", "192.0.2.01", "no IPv4 and no IPv6"},
		{"ip", "1.2.3", "no IPv4"},
		{"domain", "com", "public suffix and no name"},
		{"domain", "setup.exe", "no public suffix"},
		{"domain", "a..com", "label"},
		{"domain", "-a.com", "label"},
		{"email", "@example.org", "mailbox"},
		{"email", "a b@example.org", "must be quoted"},
		{"email", "a@example", "public suffix"},
		{"mac", "00:00:5g:00:53:01", "two hexadecimal"},
		{"uuid", "f81d4fae-7dec-11d0-2765-00a0c91e6bf6", "variant"},
		{"uuid", "f81d4fae7dec11d0a76500a0c91e6bf6", "8-4-4-4-12"},
		{"phone", "650 253 0000", "names no region"},
		{"phone", "+999 123456", "cannot be read"},
		{"us-ssn", "900-12-3456", "area"},
		{"us-ssn", "123-00-4567", "group"},
		{"us-ssn", "123-45-0000", "serial"},
		{"us-ssn", "078-05-1120", "advertisements"},
		{"us-ssn", "12-345-6789", "separators"},
		{"gb-nino", "DA123456A", "prefix"},
		{"gb-nino", "AO123456A", "prefix"},
		{"gb-nino", "AB123456E", "suffix"},
		{"br-cpf", "111.111.111-11", "the same"},
		{"de-steuer-id", "12345678901", "not exactly one"},
		{"de-steuer-id", "11123456780", "not exactly one"},
		{"fr-nir", "2 55 13 14 168 025 38", "month"},
		{"it-codice-fiscale", "RSSMRA85T32A562S", "date of birth"},
		{"se-personnummer", "810229-9874", "date of birth"},
		{"fi-hetu", "131052=308T", "century"},
		{"dk-cpr", "290201-1234", "date of birth"},
		{"pl-pesel", "44053201359", "date of birth"},
		{"in-aadhaar", "1341 2341 2346", "begins so"},
		{"cn-ric", "110105194902310021", "date of birth"},
		{"vat", "XX136695976", "member state"},
		{"vat", "DE", "member state"},
		{"vat", "DE036695976", "begins so"},
		{"vat", "NL004495445A01", "nine digits, B"},
		{"vat", "IT00743118507", "tax office"},
	}
	for _, tt := range tests {
		v, _ := Lookup(tt.name)
		err := v.Validate(tt.text, Options{})
		if err == nil || !strings.Contains(err.Error(), tt.reason) {
			t.Errorf("%s: %q: %v, want %q", tt.name, tt.text, err, tt.reason)
		}
	}
}

func TestRegion(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text, region string
		valid              bool
	}{
		{"phone", "030 2270", "DE", true},
		{"phone", "020 7946 0018", "GB", true},
		{"phone", "020 7946 0018", "DE", false},
		{"vat", "136695976", "DE", true},
		{"vat", "DE136695976", "DE", true},
		{"vat", "094259216", "GR", true},
		{"vat", "136695976", "PL", false},
	}
	for _, tt := range tests {
		v, _ := Lookup(tt.name)
		if !v.TakesRegion() {
			t.Errorf("%s takes no region", tt.name)
		}
		if err := v.Validate(tt.text, Options{Region: tt.region}); (err == nil) != tt.valid {
			t.Errorf("%s: %q in %s: %v", tt.name, tt.text, tt.region, err)
		}
	}
	if v, _ := Lookup("iban"); v.TakesRegion() || v.Regions() != nil {
		t.Error("iban takes a region")
	}
}
