package read

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// pathPattern is a glob as a regular expression, the slow and sure way.
func pathPattern(glob string) *regexp.Regexp {
	var b strings.Builder
	b.WriteString("^/")
	for _, segment := range strings.Split(glob, "/") {
		if segment == "**" {
			b.WriteString("(?:[^/]*/)*")
			continue
		}
		for _, c := range segment {
			switch c {
			case '*':
				b.WriteString("[^/]*")
			case '?':
				b.WriteString("[^/]")
			default:
				b.WriteString(regexp.QuoteMeta(string(c)))
			}
		}
		b.WriteString("/")
	}
	return regexp.MustCompile(b.String() + "$")
}

func TestGlobsAgreeWithRegularExpressions(t *testing.T) {
	t.Parallel()
	segment := rapid.StringOfN(rapid.RuneFrom([]rune("ab.é")), 1, 3, -1)
	pattern := rapid.OneOf(rapid.Just("**"), rapid.StringOfN(rapid.RuneFrom([]rune("ab.é*?")), 1, 4, -1))
	rapid.Check(t, func(t *rapid.T) {
		segments := rapid.SliceOfN(pattern, 2, 5).Draw(t, "pattern")
		name := strings.Join(rapid.SliceOfN(segment, 1, 6).Draw(t, "name"), "/")
		given := strings.Join(segments, "/")
		if strings.HasPrefix(given, "./") {
			t.Skip("the same without it")
		}
		g, err := compileGlob(given)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := g.match(name), pathPattern(given).MatchString("/"+name+"/"); got != want {
			t.Fatalf("%q matches %q: %v, want %v", given, name, got, want)
		}
	})
}

func TestPatternsThatAreNone(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"", "./", "/", "[", "a/[b", "a\\"} {
		if _, err := compileGlob(bad); err == nil {
			t.Errorf("%q is a pattern", bad)
		}
	}
}
