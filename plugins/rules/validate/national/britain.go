package national

import (
	"errors"
	"slices"
	"strings"

	"github.com/onomast/onomast/plugins/rules/validate/checksum"
	"github.com/onomast/onomast/plugins/rules/validate/shape"
)

func britain() []ID {
	return []ID{
		{"gb-nino", "National insurance number of the United Kingdom: prefixes that are given out, six digits, A to D.", "HM Revenue and Customs, NIM39110",
			"AB 12 34 56 C", "GB 12 34 56 C", nino},
		{"ie-pps", "Personal public service number of Ireland: seven digits and a letter modulo 23.", "Department of Social Protection",
			"1234567T", "1234567U", pps},
	}
}

func nino(text string) error {
	s, err := shape.Alnum(text, " -", 9)
	if err != nil {
		return err
	}
	if !shape.Fits(s, "AA999999A") {
		return errors.New("it is not two letters, six digits and a letter")
	}
	switch prefix := s[:2]; {
	case strings.ContainsAny(prefix, "DFIQUV") || prefix[1] == 'O',
		slices.Contains([]string{"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}, prefix):
		return errors.New("its prefix is never given out")
	case s[8] > 'D':
		return errors.New("its suffix is not A, B, C or D")
	}
	return nil
}

func pps(text string) error {
	s, err := shape.Alnum(text, " -", 8, 9)
	switch {
	case err != nil:
		return err
	case !shape.AllDigits(s[:7]) || strings.Trim(s[7:8], "ABCDEFGHIJKLMNOPQRSTUVW") != "" || strings.Trim(s[8:], "ABCDEFGHIW") != "":
		return errors.New("it is not seven digits and one or two letters")
	}
	return shape.Check(IrishLetter(s[:7], s[8:]) == s[7])
}

// IrishLetter is the check letter of seven digits and, since 2013, a second
// letter that may follow it.
func IrishLetter(digits, second string) byte {
	sum := checksum.Weighted(digits, 8, 7, 6, 5, 4, 3, 2)
	if second != "" && second[0] != 'W' {
		sum += 9 * int(second[0]-'A'+1)
	}
	return "WABCDEFGHIJKLMNOPQRSTUV"[sum%23]
}
