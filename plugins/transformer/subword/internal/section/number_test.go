package section

import (
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestNumbersAreReadAsRustDoes(t *testing.T) {
	tests := []struct {
		text string
		want float64
	}{
		{"0", 0}, {"-0.0", 0}, {"1", 1}, {"-12", -12}, {"1.5", 1.5}, {"1e3", 1000}, {"1E-3", 0.001}, {"-2.5e+2", -250},
		{"-8.9101619720458984", -8.910161972045898},
		{"18446744073709551615", 18446744073709551615}, {"18446744073709551616", 1844674407370955161e1},
		{"0.1234567890123456789012345", 0.1234567890123456789},
		{"1e-400", 0}, {"0e999999", 0}, {"123e-330", 1.23e-328},
	}
	for _, test := range tests {
		if got, ok := number(test.text); got != test.want || !ok {
			t.Errorf("%s: %v, %v; want %v", test.text, got, ok, test.want)
		}
	}
	for _, text := range []string{"1e309", "-1e400", "1e99999999999999999999"} {
		if got, ok := number(text); ok {
			t.Errorf("%s: %v, want none", text, got)
		}
	}
}

func TestNumbersAreNearTheNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.Float64Range(-1e6, 1e6).Draw(t, "number")
		got, ok := number(strconv.FormatFloat(want, 'f', -1, 64))
		if !ok || math.Abs(got-want) > math.Abs(want)*1e-15 {
			t.Fatalf("%v read as %v", want, got)
		}
	})
}
