package regexset

import "testing"

func TestTrigger(t *testing.T) {
	t.Parallel()
	tests := []struct {
		expr string
		run  string // bytes of the run among those of "a1.@ é"; "": the beginning is looked for
	}{
		{`\b[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\b`, "a1."},
		{`\b[A-Za-z0-9_%+-]+@[A-Za-z0-9-]+\.com`, "a1@"}, // .com is rarer than @
		{`\b(?P<user>[a-z]+)@(?P<host>[a-z.]+)`, "a"},
		{`\b[a-z0-9-]+\.(?:com|org)\b`, "a1"},
		{`\pL+@`, "aé"},
		{`\d+@`, ""},     // digits are rare enough
		{`[a-z ]+@`, ""}, // a run may be a whole sentence
		{`(?:a|b)+`, ""}, // there is nothing but the beginning
		{`@[a-z]+`, ""},  // rare already
		{`[a-z]+ing`, "a"},
		{`\w+e`, ""}, // not rarer
	}
	for _, tt := range tests {
		re, err := Compile(tt.expr, false)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if run := re.trigger().run; run != nil {
			for _, r := range "a1.@ é" {
				if run[string(r)[0]] {
					got += string(r)
				}
			}
		}
		if got != tt.run {
			t.Errorf("%s: the run has %q, want %q", tt.expr, got, tt.run)
		}
	}
}

func TestRarity(t *testing.T) {
	t.Parallel()
	rising := []string{`CVE-\d`, `@\w`, `\bthe\b`, `\d`, `[A-Z]`, `[a-z]{3}`, `\w+`, `(?s).`, `\pL*`}
	last := 0.0
	for _, expr := range rising {
		re, err := Compile(expr, false)
		if err != nil {
			t.Fatal(err)
		}
		now := rarity(re.code)
		if now < last || now > 1 {
			t.Errorf("%s: %v after %v", expr, now, last)
		}
		last = now
	}
	if last != 1 {
		t.Errorf("what may match anywhere: %v", last)
	}
}
