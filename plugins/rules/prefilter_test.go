package rules

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/plugins/rules/internal/nasty"
)

func TestRequire(t *testing.T) {
	t.Parallel()
	tests := []struct {
		regex    string
		fold     bool
		literals []string
		inLine   bool
	}{
		{`\bCVE-\d{4}\b`, false, []string{"cve-"}, true},
		{`INV|PO`, false, []string{"inv", "po"}, true},
		{`(?:INV|PO)-\d`, false, []string{"inv-", "po-"}, true},
		{`January|June|July`, true, []string{"january", "june", "july"}, true},
		{`https?://\S+`, false, []string{"https://", "http://"}, true},
		{`\d+ mg`, false, []string{" mg"}, true},
		{`(a|bc)+x?`, false, []string{"a", "bc"}, true},
		{`(?:abc)?d`, false, []string{"abcd", "d"}, true},
		{`(?:abc)*d`, false, []string{"d"}, true},
		{`(?:abc){2,}d`, false, []string{"abc"}, true},
		{`(?:abc){0,2}`, false, nil, true},
		{`a|b*`, false, nil, true},
		{`\d+`, false, nil, true},
		{`a\sb`, false, []string{"a"}, false},
		{`a[^b]c`, false, []string{"a"}, false},
		{`^abc`, false, []string{"abc"}, false},
		{`(?m)^abc$`, false, []string{"abc"}, true},
		{`(?s)a.`, false, []string{"a"}, false},
		{`Kelvin`, true, []string{"kelvin"}, true},
	}
	for _, tt := range tests {
		t.Run(tt.regex, func(t *testing.T) {
			t.Parallel()
			q := require(tt.regex, tt.fold)
			if diff := cmp.Diff(tt.literals, q.literals); diff != "" {
				t.Errorf("literals (-want +got):\n%s", diff)
			}
			if q.inLine != tt.inLine {
				t.Errorf("inLine is %v", q.inLine)
			}
		})
	}
}

func TestBytesAreRequired(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		regex, text string
		met         bool
	}{
		{`[0-9]+`, "no digits", false},
		{`[0-9]+`, "1", true},
		{`\p{Greek}`, "latin", false},
		{`\p{Greek}`, "α", true},
		{`(?i)k\d`, "\u212A5", true},
		{`[A-Z]\d|\d[A-Z]`, "abc", false},
	} {
		q := require(tt.regex, false)
		if got := q.met(&cutLines(tt.text).whole); got != tt.met {
			t.Errorf("%s in %q: %v", tt.regex, tt.text, got)
		}
	}
}

// expressions draws regular expressions of every kind of part.
func expressions() *rapid.Generator[string] {
	atom := rapid.SampledFrom([]string{
		"a", "b", "ab", "K", "ß", "s", `\d`, `[ab]`, `[^a]`, `[a-z]`, `\pL`, `.`, `(?s:.)`, `\s`, `\b`, `\B`, `^`, `$`, `(?m:^)`, `(?m:$)`, `\n`, `(?i:kS)`, "é", " ",
	})
	return rapid.Deferred(func() *rapid.Generator[string] {
		return rapid.Custom(func(t *rapid.T) string {
			parts := rapid.SliceOfN(atom, 1, 4).Draw(t, "parts")
			switch rapid.IntRange(0, 6).Draw(t, "form") {
			case 0:
				return "(?:" + strings.Join(parts, "|") + ")+"
			case 1:
				return "(" + strings.Join(parts, "") + ")?" + parts[0]
			case 2:
				return "(?:" + strings.Join(parts, "") + "){1,2}"
			case 3:
				return "(?:" + strings.Join(parts, "|") + ")" + parts[0] + "*?"
			case 4:
				return parts[0] + "*" + strings.Join(parts, "")
			default:
				return strings.Join(parts, "")
			}
		})
	})
}

// Whatever the prefilter leaves out, the engine must find what Go's regexp
// finds in the whole text.
func TestLinearEngineEqualsRegexp(t *testing.T) {
	t.Parallel()
	pieces := []string{"a", "b", "ab", "K", "k", "\u212A", "ß", "s", "ſ", "1", " ", "\n", "\r\n", "é", "aab", "ks", "\t"}
	rapid.Check(t, func(t *rapid.T) {
		regex := expressions().Draw(t, "regex")
		fold := rapid.Bool().Draw(t, "fold")
		text := nasty.Texts(pieces, 12).Draw(t, "text")
		flags := ""
		if fold {
			flags = "(?i)"
		}
		reference, err := regexp.Compile(flags + regex)
		if err != nil {
			t.Skip(err)
		}
		var want []string
		for _, m := range reference.FindAllStringSubmatchIndex(text, -1) {
			if m[0] < m[1] {
				want = append(want, fmt.Sprint(m))
			}
		}
		e, err := compileLinear(regex, fold)
		if err != nil {
			t.Fatalf("%v", err)
		}
		var got []string
		if err := e.each(t.Context(), &subject{text: text}, func(groups []int) { got = append(got, fmt.Sprint(groups)) }); err != nil {
			t.Fatalf("%v", err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("matches (-regexp +engine):\n%s", diff)
		}
	})
}
