package vat

import (
	"errors"
	"strings"

	"github.com/onomast/onomast/plugins/rules/validate/checksum"
	"github.com/onomast/onomast/plugins/rules/validate/national"
	"github.com/onomast/onomast/plugins/rules/validate/shape"
)

// errStart is the answer to a first digit that no number of the state has.
var errStart = errors.New("no number of its state begins so")

func austria(s string) error {
	if !shape.Fits(s, "U99999999") {
		return errors.New("it is not U and eight digits")
	}
	sum := 4
	for i := range 7 {
		d := int(s[1+i]-'0') * (1 + i%2)
		sum += d/10 + d%10
	}
	return shape.Check((10-sum%10)%10 == last(s))
}

func belgium(s string) error {
	if len(s) == 9 {
		s = "0" + s // as written until 2008
	}
	switch err := digits(s, 10); {
	case err != nil:
		return err
	case s[0] != '0' && s[0] != '1':
		return errStart
	}
	return shape.Check(97-shape.Int(s[:8])%97 == shape.Int(s[8:]))
}

func germany(s string) error {
	switch err := digits(s, 9); {
	case err != nil:
		return err
	case s[0] == '0':
		return errStart
	}
	return shape.Check(checksum.Mod11Radix10(s))
}

func france(s string) error {
	if len(s) != 11 || !shape.AllDigits(s[2:]) || strings.ContainsAny(s[:2], "IO") {
		return errors.New("it is not two characters and nine digits")
	}
	siren := s[2:]
	if siren[:3] != "000" && !checksum.Luhn(siren) { // 000 is Monaco
		return errors.New("the check digit of its SIREN does not fit")
	}
	if shape.AllDigits(s[:2]) {
		return shape.Check(shape.Int(s[:2]) == checksum.Modulo(siren+"12", 97))
	}
	const alphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
	first, second := strings.IndexByte(alphabet, s[0]), strings.IndexByte(alphabet, s[1])
	key := first*34 + second - 100
	if first < 10 {
		key = first*24 + second - 10
	}
	if key < 0 {
		return shape.ErrChecksum
	}
	return shape.Check((shape.Int(siren)+1+key/11)%11 == key%11)
}

func ireland(s string) error {
	if len(s) != 8 && len(s) != 9 || s[0] < '0' || s[0] > '9' {
		return errors.New("it is not seven digits and one or two letters")
	}
	body := s[:7]
	if s[1] < '0' || s[1] > '9' { // as given until 1991: 8Z49289F
		body = "0" + s[2:7] + s[:1]
	}
	tail := s[7:]
	if !shape.AllDigits(body) || strings.Trim(tail, "ABCDEFGHIJKLMNOPQRSTUVW") != "" {
		return errors.New("it is not seven digits and one or two letters")
	}
	return shape.Check(national.IrishLetter(body, tail[1:]) == tail[0])
}

func luxembourg(s string) error {
	if err := digits(s, 8); err != nil {
		return err
	}
	return shape.Check(shape.Int(s[:6])%89 == shape.Int(s[6:]))
}

func netherlands(s string) error {
	if len(s) != 12 || s[9] != 'B' || !shape.AllDigits(s[:9]) || !shape.AllDigits(s[10:]) || s[10:] == "00" {
		return errors.New("it is not nine digits, B and two digits")
	}
	// Those of sole traders follow MOD 97-10 since 2020, others the eleven test.
	return shape.Check(checksum.Mod97("NL"+s) == 1 || national.ElevenTest(s[:9]))
}

func northernIreland(s string) error {
	if shape.Fits(s, "GD999") && s[2:] < "500" || shape.Fits(s, "HA999") && s[2:] >= "500" {
		return nil // departments of government, health authorities
	}
	if err := digits(s, 9, 12); err != nil {
		return err
	}
	sum := checksum.Weighted(s[:7], 8, 7, 6, 5, 4, 3, 2) + shape.Int(s[7:9])
	return shape.Check(shape.Int(s[:7]) > 0 && (sum%97 == 0 || sum%97 == 42))
}
