package shape

import (
	"errors"
	"testing"

	"pgregory.net/rapid"
)

func TestCompact(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in, want string
		ok       bool
	}{
		{"12 34-56", "123456", true},
		{"ab 1", "AB1", true},
		{"12--34", "", false},
		{"-12", "", false},
		{"12-", "12", false},
		{"", "", false},
		{"1ß2", "1ß2", true},
	}
	for _, tt := range tests {
		if got, ok := Compact(tt.in, " -"); got != tt.want || ok != tt.ok {
			t.Errorf("Compact(%q) = %q, %v", tt.in, got, ok)
		}
	}
}

func TestGrouped(t *testing.T) {
	t.Parallel()
	for in, ok := range map[string]bool{
		"123-45-6789": true, "123 45 6789": true, "123456789": true,
		"12-345-6789": false, "123-45 6789": false, "123-45-678": false, "12345678X": false,
	} {
		if _, err := Grouped(in, " -", 3, 2, 4); (err == nil) != ok {
			t.Errorf("Grouped(%q): %v", in, err)
		}
	}
}

func TestLengths(t *testing.T) {
	t.Parallel()
	_, err := Digits("1234", "", 8, 10)
	if err == nil || err.Error() != "it has 4 digits, not 8 or 10" {
		t.Errorf("Digits: %v", err)
	}
	if _, err := Alnum("ab-1", "-", 3); err != nil {
		t.Errorf("Alnum: %v", err)
	}
	if _, err := Alnum("aé1", "", 3); err == nil {
		t.Error("Alnum takes é")
	}
	if err := Check(false); !errors.Is(err, ErrChecksum) {
		t.Errorf("Check: %v", err)
	}
}

func TestFits(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		s, mask string
		want    bool
	}{
		{"AB12", "AA99", true}, {"A112", "AA99", false}, {"A1", "NN", true}, {"a", "A", false}, {"U1", "U9", true}, {"1", "", false}, {"é", "NN", false},
	} {
		if Fits(tt.s, tt.mask) != tt.want {
			t.Errorf("Fits(%q, %q) = %v", tt.s, tt.mask, !tt.want)
		}
	}
}

func TestCompactOfWhatHasNoSeparators(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[0-9A-Z]{1,20}`).Draw(t, "s")
		if got, ok := Compact(s, " -"); !ok || got != s {
			t.Fatalf("%q became %q", s, got)
		}
		if AllDigits(s) != (func() bool { _, err := Digits(s, ""); return err == nil })() {
			t.Fatalf("AllDigits and Digits differ on %q", s)
		}
	})
}
