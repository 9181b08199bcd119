package checksum

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestKnown(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		ok   bool
	}{
		{"Luhn", Luhn("79927398713")},
		{"not Luhn", !Luhn("79927398710")},
		{"Luhn digit", LuhnDigit("7992739871") == '3'},
		{"GTIN", GTIN("4006381333931") && !GTIN("4006381333913")},
		{"Verhoeff", Verhoeff("2363") && !Verhoeff("2364")}, // 236 and 3, as in Verhoeff's paper
		{"Mod97", Mod97("3214282912345698765432161182") == 1},
		{"Mod97 letters", Mod97("5493001KJTIIGC8Y1R12") == 1},
		{"Mod11Radix10", Mod11Radix10("07945") && !Mod11Radix10("07946")}, // ISO 7064, 8.3
		{"Mod11Radix2", Mod11Radix2("079X") && !Mod11Radix2("0790")},      // ISO 7064, 7.3
		{"Falling", Falling("080442957X") && Falling("03178471")},
		{"Weighted", Weighted("123", 1, 10) == 21},
		{"empty", !Mod11Radix10("") && !Mod11Radix2("")},
	}
	for _, tt := range tests {
		if !tt.ok {
			t.Errorf("%s: wrong", tt.name)
		}
	}
}

func TestModuloIsTheRest(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Uint32().Draw(t, "n")
		m := rapid.IntRange(2, 97).Draw(t, "m")
		if got := Modulo(strconv.Itoa(int(n)), m); got != int(n)%m {
			t.Fatalf("%d mod %d = %d", n, m, got)
		}
	})
}

// TestDihedralIsAGroup checks what Verhoeff's scheme stands on.
func TestDihedralIsAGroup(t *testing.T) {
	t.Parallel()
	commutes := 0
	for a := range 10 {
		row := map[int]bool{}
		for b := range 10 {
			row[dihedral(a, b)] = true
			if dihedral(a, b) == dihedral(b, a) {
				commutes++
			}
			for c := range 10 {
				if dihedral(dihedral(a, b), c) != dihedral(a, dihedral(b, c)) {
					t.Errorf("(%d %d) %d is not %d (%d %d)", a, b, c, a, b, c)
				}
			}
		}
		if len(row) != 10 || dihedral(a, 0) != a || dihedral(0, a) != a {
			t.Errorf("row %d is no permutation with 0 as the unit", a)
		}
	}
	if commutes != 40 {
		t.Errorf("%d of 100 pairs commute, not 40: it is another group", commutes)
	}
}

func TestLuhnDigitFits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		body := rapid.StringMatching(`\d{1,30}`).Draw(t, "body")
		if whole := body + string(LuhnDigit(body)); !Luhn(whole) {
			t.Fatalf("%s does not fit", whole)
		}
	})
}
