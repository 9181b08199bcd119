package validate

import (
	"github.com/onomast/onomast/plugins/rules/validate/checksum"
	"github.com/onomast/onomast/plugins/rules/validate/shape"
)

func goods() []Validator {
	return []Validator{
		{Name: "gtin", Doc: "Article number of 8, 12, 13 or 14 digits (EAN, UPC).", Source: "GS1 General Specifications, ISO/IEC 15420",
			Example: "4006381333931", Wrong: "4006381333932", check: plain(gtin)},
	}
}

func gtin(text string) error {
	s, err := shape.Digits(text, separators, 8, 12, 13, 14)
	if err != nil {
		return err
	}
	return shape.Check(checksum.GTIN(s))
}
