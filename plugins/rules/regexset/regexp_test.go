package regexset

import "testing"

func TestEffort(t *testing.T) {
	t.Parallel()
	const text = "the cat, the dog and 12 Big Cats"
	tests := []struct {
		expr          string
		places, bytes int // at least
	}{
		{`\w+`, 8, len(text) - 8}, // each word
		{`(?s).+`, 1, len(text)},  // all at once
		{`x{3}-`, 0, 0},           // rare
		{`[a-z]+@`, 0, 0},         // holds something rare
	}
	for _, tt := range tests {
		re, err := Compile(tt.expr, false)
		if err != nil {
			t.Fatal(err)
		}
		places, bytes := re.Effort(text)
		if places < tt.places || bytes < tt.bytes || places > len(text) || tt.places == 0 && bytes > 0 {
			t.Errorf("%s: %d places, %d bytes", tt.expr, places, bytes)
		}
		if places, bytes := re.Effort("\xff"); places != 0 || bytes != 0 {
			t.Errorf("%s in text that is not UTF-8: %d places, %d bytes", tt.expr, places, bytes)
		}
	}
}

func TestWhole(t *testing.T) {
	t.Parallel()
	tests := []struct {
		expr, text string
		fold, want bool
	}{
		{`a|ab`, "ab", false, true}, // the less wanted way counts too
		{`^a$`, "a", false, true},
		{`a`, "A", false, false},
		{`a`, "A", true, true},
		{`a*`, "", false, true},
		{`\b`, "", false, false},
		{`\B$`, "", false, true},
		{`.`, "\xff", false, true},
		{`a.`, "ab\n", false, false},
	}
	for _, tt := range tests {
		re, err := Compile(tt.expr, tt.fold)
		if err != nil {
			t.Fatal(err)
		}
		if got := re.Whole(tt.text); got != tt.want {
			t.Errorf("%s matches the whole of %q: %v", tt.expr, tt.text, got)
		}
	}
}
