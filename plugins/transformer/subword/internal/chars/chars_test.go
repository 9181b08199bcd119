package chars

import (
	"testing"
	"unicode"
)

func TestProperties(t *testing.T) {
	table := Load()
	tests := []struct {
		r    rune
		want Class
	}{
		{'a', Word | Letter | Lower},
		{'A', Word | Letter | Upper},
		{' ', Space},
		{'\n', Space},
		{0, Control},
		{'_', Word | Punct},
		{'$', Punct},
		{'€', 0},
		{'7', Word | Number | Numeric},
		{'½', Number | Numeric | DecomposesCompat},
		{'é', Word | Letter | Lower | Decomposes | DecomposesCompat},
		{'\u0301', Word | Nonspacing | Combining | Moves | Upper | Lower},
		{'中', Word | Letter | Chinese | Upper | Lower},
		{'\ufffd', Control},
		{'\U0010fffd', Control},
		{0x110000, 0},
		{-1, 0},
	}
	for _, test := range tests {
		if got := table.Of(test.r); got != test.want {
			t.Errorf("%U: %b, want %b", test.r, got, test.want)
		}
	}
}

// TestNearTheStandard compares with Go's tables where both know the character.
func TestNearTheStandard(t *testing.T) {
	table := Load()
	for _, p := range []struct {
		class Class
		go_   func(rune) bool
	}{
		{Letter, unicode.IsLetter}, {Number, unicode.IsNumber}, {Combining, unicode.IsMark}, {Space, unicode.IsSpace},
	} {
		same, other := 0, 0
		for r := rune(0); r <= unicode.MaxRune; r++ {
			if (table.Of(r)&p.class != 0) == p.go_(r) {
				same++
			} else {
				other++
			}
		}
		if other > 5000 {
			t.Errorf("property %b: %d code points are other than in Go's tables", p.class, other)
		}
	}
}

func TestToLower(t *testing.T) {
	table := Load()
	for r, want := range map[rune]rune{'A': 'a', 'a': 'a', 'É': 'é', 'Σ': 'σ', 'ẞ': 'ß', '\u0130': '\u0130', 'K': 'k', '\U00010400': '\U00010428', '中': '中', 'Ꭰ': '\uab70'} {
		if got := table.ToLower(r); got != want {
			t.Errorf("%c: %c, want %c", r, got, want)
		}
	}
}

func TestScript(t *testing.T) {
	table := Load()
	same := func(a, b rune) bool { return table.Script(a) == table.Script(b) }
	if !same('中', 'ひ') || !same('カ', 'ー') || !same('a', 'é') || same('a', 'я') || same('中', '한') {
		t.Error("scripts are not told apart as they should")
	}
	if table.Script(' ') != 0 {
		t.Error("a space goes with any script")
	}
}

func TestEach(t *testing.T) {
	n, bad := 0, 0
	Load().Each(Chinese|Decomposes, func(r rune) {
		n++
		if Load().Of(r)&Chinese == 0 {
			bad++
		}
	})
	if n < 500 || bad > 0 {
		t.Errorf("%d characters, %d of them not Chinese", n, bad)
	}
}
