package validate

import (
	"errors"
	"strings"

	"github.com/onomast/onomast/plugins/rules/validate/checksum"
	"github.com/onomast/onomast/plugins/rules/validate/shape"
)

func books() []Validator {
	return []Validator{
		{Name: "isbn", Doc: "Book number of 10 or 13 digits.", Source: "ISO 2108",
			Example: "978-0-306-40615-7", Wrong: "978-0-306-40615-8", check: plain(isbn)},
		{Name: "isbn-10", Doc: "Book number of 10 digits, the last of which may be X.", Source: "ISO 2108:1992",
			Example: "0-306-40615-2", Wrong: "0-306-40615-X", check: plain(isbn10)},
		{Name: "isbn-13", Doc: "Book number of 13 digits from 978 or 979.", Source: "ISO 2108",
			Example: "978-0-306-40615-7", Wrong: "977-0-306-40615-7", check: plain(isbn13)},
		{Name: "issn", Doc: "Number of a serial: eight digits, the last of which may be X.", Source: "ISO 3297",
			Example: "0317-8471", Wrong: "0317-8472", check: plain(issn)},
		{Name: "orcid", Doc: "Identifier of a researcher, MOD 11-2, with or without the address before it.", Source: "ISO 27729",
			Example: "0000-0002-1825-0097", Wrong: "0000-0002-1825-0098", check: plain(orcid)},
	}
}

func isbn(text string) error {
	s, _ := shape.Compact(withoutName(text, "ISBN"), separators)
	if len(s) == 10 {
		return isbn10(text)
	}
	return isbn13(text)
}

func isbn10(text string) error {
	s, err := shape.Alnum(withoutName(text, "ISBN"), separators, 10)
	switch {
	case err != nil:
		return err
	case !digitsOrX(s):
		return errors.New("it has letters other than an X at the end")
	}
	return shape.Check(checksum.Falling(s))
}

func isbn13(text string) error {
	s, err := shape.Digits(withoutName(text, "ISBN"), separators, 13)
	switch {
	case err != nil:
		return err
	case s[:3] != "978" && s[:3] != "979":
		return errors.New("it does not begin with 978 or 979")
	}
	return shape.Check(checksum.GTIN(s))
}

func issn(text string) error {
	s, err := shape.Alnum(withoutName(text, "ISSN"), separators, 8)
	switch {
	case err != nil:
		return err
	case !digitsOrX(s):
		return errors.New("it has letters other than an X at the end")
	}
	return shape.Check(checksum.Falling(s))
}

func orcid(text string) error {
	text = strings.TrimPrefix(strings.TrimPrefix(text, "https://"), "http://")
	s, err := shape.Alnum(strings.TrimPrefix(text, "orcid.org/"), separators, 16)
	switch {
	case err != nil:
		return err
	case !digitsOrX(s):
		return errors.New("it has letters other than an X at the end")
	}
	return shape.Check(checksum.Mod11Radix2(s))
}

func digitsOrX(s string) bool {
	body := strings.TrimSuffix(s, "X")
	return shape.AllDigits(body) && len(s)-len(body) <= 1
}

// withoutName strips the name of a number and the colon behind it.
func withoutName(text, name string) string {
	if len(text) < len(name) || !strings.EqualFold(text[:len(name)], name) {
		return text
	}
	rest := text[len(name):]
	for _, kind := range []string{"-10:", "-13:", "-10 ", "-13 ", "-L:", "-L "} {
		if after, ok := strings.CutPrefix(rest, kind); ok {
			return strings.TrimSpace(after)
		}
	}
	return strings.TrimSpace(strings.TrimPrefix(rest, ":"))
}
