package regexset

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestGroupsOfLongMatches is about matches beyond a walker's memory, whose
// assertions look around them.
func TestGroupsOfLongMatches(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ab ", 64*maxSeen/(3*3))
	for _, tt := range []struct{ expr, text string }{
		{`\b(a)(?:b (a))*b\b( )`, long},
		{`\B(b)(?: (a)b)*( )$`, "é" + long},
		{`(?m)^(a)([^\n]*)$`, "x\n" + long + "\n"},
		{`^(a)((?:b|c| |a)*)`, long},
	} {
		re, err := Compile(tt.expr, false)
		if err != nil {
			t.Fatal(err)
		}
		want := regexp.MustCompile(tt.expr).FindStringSubmatchIndex(tt.text)
		if want == nil || want[1]-want[0] < len(long)/2 {
			t.Fatalf("%s: not a long match: %v", tt.expr, want)
		}
		if diff := cmp.Diff(want, re.Groups(nil, tt.text, want[0], want[1])); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.expr, diff)
		}
	}
}

func TestPlainGroups(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		expr := drawExpr(t, 3)
		re, err := Compile(expr, rapid.Bool().Draw(t, "fold"))
		if err != nil {
			return
		}
		text := drawText(t)
		for _, m := range re.plain().FindAllStringSubmatchIndex(text, -1) {
			if m[0] == m[1] || len(m) == 2 {
				continue
			}
			if diff := cmp.Diff(m, re.plainGroups(nil, text, m[0])); diff != "" {
				t.Fatalf("%q in %q (-want +got):\n%s", expr, text, diff)
			}
		}
	})
}

func TestNames(t *testing.T) {
	t.Parallel()
	re, err := Compile(`(?P<a>x)(y)(?<b>z)`, false)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"", "a", "", "b"}, re.Names()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := re.String(); got != `(?P<a>x)(y)(?<b>z)` {
		t.Errorf("written %s", got)
	}
	if _, err := Compile(`(`, false); err == nil {
		t.Error("( compiles")
	}
}
