package section

import (
	"math"
	"strconv"
	"strings"
)

// number reads a JSON number as the library behind Hugging Face tokenizers does: its
// digits as one integer, then times or through a power of ten. That is at times not the
// nearest float64, and the pieces of a text hang on the last bit where two ways of
// cutting it are equally good.
func number(text string) (float64, bool) {
	text, negative := strings.CutPrefix(text, "-")
	mantissa, exp, hasExp := strings.Cut(strings.ToLower(text), "e")
	digits, scale := significand(mantissa)
	if hasExp {
		e, err := strconv.Atoi(exp)
		if err != nil {
			return 0, false
		}
		scale += e
	}
	f := scaled(float64(digits), scale)
	if negative {
		f = -f
	}
	return f, !math.IsInf(f, 0)
}

// significand returns as many digits as go into 64 bits, and the power of ten they are
// times.
func significand(mantissa string) (digits uint64, scale int) {
	whole, fraction, _ := strings.Cut(mantissa, ".")
	full := false
	take := func(c byte) bool {
		d := uint64(c - '0')
		full = full || digits > (math.MaxUint64-d)/10
		if !full {
			digits = digits*10 + d
		}
		return !full
	}
	for i := range len(whole) {
		if !take(whole[i]) {
			scale++
		}
	}
	for i := range len(fraction) {
		if take(fraction[i]) {
			scale--
		}
	}
	return digits, scale
}

const maxPower = 308 // of ten in a float64

func scaled(f float64, scale int) float64 {
	for scale < -maxPower && f != 0 {
		f /= 1e308
		scale += maxPower
	}
	if f == 0 {
		return 0
	}
	if scale < 0 {
		return f / power(-scale)
	}
	if scale > maxPower {
		return math.Inf(1)
	}
	return f * power(scale)
}

// power returns the float64 nearest to a power of ten from 0 to 308.
func power(n int) float64 {
	f, _ := strconv.ParseFloat("1e"+strconv.Itoa(n), 64)
	return f
}
