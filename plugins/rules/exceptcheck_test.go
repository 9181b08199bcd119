package rules

import (
	"strings"
	"testing"

	"github.com/onomast/onomast/core/diag"
)

func TestGreedyExceptions(t *testing.T) {
	t.Parallel()
	tests := []struct{ except, want string }{
		{`.*`, "drops every match of the rule"},
		{`.+`, "drops every match"},
		{`^.*$`, "drops every match"},
		{`(?s).*`, "drops every match"},
		{`[^\n]*`, "drops every match"},
		{`(x|.*)`, "drops every match"},
		{`.{3,}`, "drops every match"},
		{`Dr\. .*`, "to the end of the line"},
		{`\bDr\. (?P<rest>.+)\b`, "to the end of the line"},
		{`.*@example\.com`, "back to the beginning"},
		{`.*?@example\.com`, "back to the beginning"},
		{`.* vs\. .*`, "over the whole line"},
		{`Dr\. .*?`, ""},
		{`^Dr.*$`, ""},
		{`Dr\. \S*`, ""},
		{`"[^"]*"`, ""},
		{`\(.*\)`, ""},
		{`.{0,20}x`, ""},
		{`[a-z ]*`, ""},
		{`(?<=a).*`, ""},
		{`^$`, ""},
		{`Dr\. Pepper`, ""},
	}
	for _, tt := range tests {
		_, err := contractOf(t, `patterns: [{label: A, regex: a, except: [b, '`+tt.except+`']}]`)
		got, found := "", diag.From(err, "other")
		for _, d := range found {
			if d.Code != "rules.greedy-except" || d.Severity != diag.Warning || d.Pointer != "/patterns/0/except/1" {
				t.Errorf("%s: %+v", tt.except, d)
			}
			got += d.Summary
		}
		if (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.except, got, tt.want)
		}
	}
}
