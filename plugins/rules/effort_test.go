package rules

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/onomast/onomast/core/diag"
)

func TestSlowPatterns(t *testing.T) {
	t.Parallel()
	tests := []struct{ regex, want string }{ // what the summary says; "": no warning
		{`\bINV-\d+`, ""},
		{`\b[A-Z][a-z]+ (?:[A-Z][a-z]+ )*Inc\b`, ""},
		{`[\w.]+@[\w.]+`, ""},
		{`[a-z]+ing`, ""},
		{`(?<=version )\d+`, ""},
		{`\w+`, "nearly anywhere"},
		{`.*foo`, "nearly anywhere"},
		{`\pL+ \pL+`, "nearly anywhere"},
		{`\b[A-Z].*Inc`, "reads far"},
		{`(?=\w)`, "look-around"},
		{`(\w)\1`, "back-references"},
	}
	for _, tt := range tests {
		cfg := config(t, `patterns: [{label: A, examples: {reject: ['-']}, regexes: [xyz, '`+tt.regex+`']}]`, nil)
		var got []string
		for _, d := range test(context.Background(), cfg) {
			if d.Code == "rules.slow-pattern" {
				got = append(got, d.Summary)
				if d.Pointer != "/patterns/0/regexes/1" || d.Severity != diag.Warning || d.Hint == "" {
					t.Errorf("%s: got %+v", tt.regex, d)
				}
			}
		}
		if tt.want == "" && len(got) > 0 || tt.want != "" && (len(got) != 1 || !strings.Contains(got[0], tt.want)) {
			t.Errorf("%s: got %q, want %q", tt.regex, got, tt.want)
		}
	}
}

func TestSlowPatternAlone(t *testing.T) {
	t.Parallel()
	found := test(context.Background(), config(t, `patterns: [{label: A, regex: '\w+'}]`, nil))
	want := []string{"info rules.no-examples /patterns/0", "warning rules.slow-pattern /patterns/0/regex"}
	if diff := cmp.Diff(want, codes(found)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
