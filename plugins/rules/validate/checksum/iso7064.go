package checksum

// Mod97 returns the number written by text modulo 97, letters standing for 10
// to 35 (ISO/IEC 7064, MOD 97-10). Text with right check digits gives 1.
func Mod97(text string) int {
	rest := 0
	for i := range len(text) {
		v := value(text[i])
		if v > 9 {
			rest *= 10
		}
		rest = (rest*10 + v) % 97
	}
	return rest
}

// Mod11Radix10 reports whether the last digit is right by the hybrid system
// MOD 11,10 of ISO/IEC 7064.
func Mod11Radix10(digits string) bool {
	p := 10
	for i := range len(digits) {
		if p += value(digits[i]); i == len(digits)-1 {
			return p%10 == 1
		}
		if p %= 10; p == 0 {
			p = 10
		}
		p = p * 2 % 11
	}
	return false
}

// Mod11Radix2 reports whether the last character, a digit or X for ten, is
// right by the pure system MOD 11-2 of ISO/IEC 7064.
func Mod11Radix2(text string) bool {
	if text == "" {
		return false
	}
	rest := 0
	for i := range len(text) - 1 {
		rest = (rest + value(text[i])) * 2 % 11
	}
	return (rest+value11(text[len(text)-1]))%11 == 1
}

// value11 is a digit, or ten for X.
func value11(c byte) int {
	if c == 'X' || c == 'x' {
		return 10
	}
	return value(c)
}

// Falling reports whether the sum of the characters times n, n-1, ... 1, n
// being their number, is a multiple of 11; the last may be X for ten. ISBN-10
// (ISO 2108) and ISSN (ISO 3297) are made so.
func Falling(text string) bool {
	sum := 0
	for i := range len(text) {
		sum += value11(text[i]) * (len(text) - i)
	}
	return sum%11 == 0
}
