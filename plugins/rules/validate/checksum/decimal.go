package checksum

// Luhn reports whether the last digit is right by the formula of ISO/IEC
// 7812-1, annex B. It catches every wrong digit, and every transposition but
// 09 and 90.
func Luhn(digits string) bool { return luhnSum(digits, 0)%10 == 0 }

// LuhnDigit returns the check digit that belongs behind digits.
func LuhnDigit(digits string) byte { return digit((10 - luhnSum(digits, 1)%10) % 10) }

// luhnSum doubles each second digit; shift says whether the last is doubled.
func luhnSum(digits string, shift int) int {
	sum := 0
	for i := range len(digits) {
		d := value(digits[len(digits)-1-i])
		if (i+shift)%2 == 1 {
			d *= 2
			if d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum
}

// Weighted sums each digit times the weight at its place. Digits without a
// weight do not count.
func Weighted(digits string, weights ...int) int {
	sum := 0
	for i := 0; i < len(digits) && i < len(weights); i++ {
		sum += value(digits[i]) * weights[i]
	}
	return sum
}

// GTIN reports whether the last digit is right by the rule of EAN and UPC
// codes, weights 3 and 1 from the right (ISO/IEC 15420).
func GTIN(digits string) bool {
	sum := 0
	for i := range len(digits) {
		sum += value(digits[len(digits)-1-i]) * (1 + 2*(i%2))
	}
	return sum%10 == 0
}

// Modulo returns the number written by digits modulo m.
func Modulo(digits string, m int) int {
	rest := 0
	for i := range len(digits) {
		rest = (rest*10 + value(digits[i])) % m
	}
	return rest
}

// value is what a character stands for: a digit itself, a letter 10 to 35.
func value(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'A' <= c && c <= 'Z':
		return int(c-'A') + 10
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 10
	}
	return 0
}

func digit(n int) byte { return byte('0' + n) }
