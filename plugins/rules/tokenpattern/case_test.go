package tokenpattern

import "testing"

func TestCaseOf(t *testing.T) {
	t.Parallel()
	for token, want := range map[string]Case{
		"": NoCase, "12": NoCase, "中": NoCase, "\xff": NoCase, "and": Lower, "été": Lower, "J": Initial, "J.": Initial, "É": Initial,
		"NATO": Upper, "ÅSA": Upper, "U.S.": Upper, "Ann": Title, "McDonald": Title, "O'Brien": Title, "Øyvind": Title, "1st": Lower, "'Ann": Title,
		"iPhone": Mixed, "eBay": Mixed, "ǅ": Initial,
	} {
		if got := CaseOf(token); got != want {
			t.Errorf("%q is %d, want %d", token, got, want)
		}
	}
}
