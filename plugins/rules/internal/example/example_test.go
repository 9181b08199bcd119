package example

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]Example{
		"":                     {},
		"plain ] [ text":       {Text: "plain ] [ text"},
		"said [[Dr. é]] today": {Text: "said Dr. é today", Marks: []Extent{{5, 11}}},
		"[[a]][[b]] ]]":        {Text: "ab ]]", Marks: []Extent{{0, 1}, {1, 2}}},
	} {
		got, err := Parse(written)
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Errorf("%q: %v (-want +got)\n%s", written, err, d)
		}
	}
	for _, bad := range []string{"[[a", "[[]]", "[[a [[b]]"} {
		if got, err := Parse(bad); err == nil {
			t.Errorf("%q: %v", bad, got)
		}
	}
}

func TestJudgements(t *testing.T) {
	t.Parallel()
	tests := []struct {
		written           string
		found             Found
		missing, unwanted string
	}{
		{"ab cd", Found{}, "the rule does not find “ab cd” as a whole; it finds nothing", ""},
		{"ab cd", Found{Kept: []Extent{{0, 2}}}, "the rule does not find “ab cd” as a whole; it finds “ab”", "the rule finds “ab” in an example to reject"},
		{"ab cd", Found{Kept: []Extent{{0, 2}}, Matched: []Extent{{0, 5}}}, "", "the rule finds “ab” in an example to reject"},
		{"ab cd", Found{Dropped: []string{"“ab” is short", "“cd” too"}}, "the rule does not find “ab cd” as a whole; “ab” is short, “cd” too", ""},
		{"[[ab]] cd", Found{Kept: []Extent{{0, 2}}}, "", "the rule finds “ab” in an example to reject"},
		{"[[ab]] cd", Found{Kept: []Extent{{0, 2}, {3, 5}}}, "the rule also finds “cd”", "the rule finds “ab” in an example to reject"},
		{"[[ab]] cd", Found{Kept: []Extent{{3, 5}}}, "the rule does not find “ab”; it finds “cd”", ""},
		{"a\r\nb", Found{Kept: []Extent{{0, 3}}}, "the rule does not find “a⏎b” as a whole; it finds “a⏎”", "the rule finds “a⏎” in an example to reject"},
		{"[[ab]] cd", Found{Kept: []Extent{{0, 2}, {1, 2}}}, "", "the rule finds “ab” in an example to reject"},
	}
	for _, tt := range tests {
		e, err := Parse(tt.written)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := e.Missing(&tt.found); got != tt.missing {
			t.Errorf("%q, %v: %s", tt.written, tt.found, got)
		}
		if got, _ := e.Unwanted(&tt.found); got != tt.unwanted {
			t.Errorf("%q, %v: %s", tt.written, tt.found, got)
		}
	}
}
