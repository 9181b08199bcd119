package phrases

import "testing"

func TestPrefix(t *testing.T) {
	t.Parallel()
	s := Parse("day: day, days, d\nweek: week\nworking: working day, working days\n$: us$, $")
	tests := []struct{ text, meaning, rest string }{
		{"days and", "day", "and"}, {"Day", "day", ""}, {"dayz", "", ""}, {"d. rest", "day", "rest"}, {"d5", "day", "5"},
		{" working \u00a0days  x", "working", "x"}, {"US$5", "$", "5"}, {"$5", "$", "5"}, {"", "", ""}, {"\xff", "", ""}, {"weeks", "", ""},
	}
	for _, tt := range tests {
		meaning, rest, ok := s.Prefix(tt.text)
		if meaning != tt.meaning || ok != (tt.meaning != "") || ok && rest != tt.rest {
			t.Errorf("Prefix(%q) = %q, %q, %v", tt.text, meaning, rest, ok)
		}
	}
	if _, ok := s.Whole("days x"); ok {
		t.Error("Whole takes a part")
	}
	if _, _, ok := ParseExact("m: m").Prefix("M"); ok {
		t.Error("ParseExact folds case")
	}
}
