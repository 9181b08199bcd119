package regexset

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// a found is a match with its groups.
type found struct {
	Regexp int
	Groups []int
}

// alone returns what Go's regexp finds with each expression alone.
func alone(exprs []string, text string) []found {
	var all []found
	for i, x := range exprs {
		for _, m := range regexp.MustCompile(x).FindAllStringSubmatchIndex(text, -1) {
			if m[0] < m[1] {
				all = append(all, found{i, m})
			}
		}
	}
	return all
}

func together(s *Set, m *Matches, text string) []found {
	var all []found
	_ = s.Scan(context.Background(), text, m)
	for _, x := range m.All() {
		all = append(all, found{x.Regexp, s.Regexp(x.Regexp).Groups(nil, text, x.Start, x.End)})
	}
	return all
}

func newSet(t testing.TB, exprs ...string) *Set {
	t.Helper()
	var all []*Regexp
	for _, x := range exprs {
		re, err := Compile(x, false)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, re)
	}
	return New(all)
}

// atoms are what random expressions and texts are made of.
var atoms = strings.Split("a|b|ab|k|K|\u212a|s|\u017f|é|É|ß|日|本語|😀|0|12|_| |  |\n|-|@|x@y|Σ|σ|ς|foo|\u0301|\ufffd|\x00", "|")

var classes = strings.Fields(`[a-c] [^a] [^\n] \w \W \d \D \s \S . (?s:.) \pL \PL \p{Lu} \p{Greek} [[:alpha:]] [^\x00-\x7f] [é-日] [\x{fffd}] [a-z0-9._-] (?i:[a-k]) [\x{10000}-\x{10ffff}]`)

var assertions = strings.Fields(`^ $ \A \z \b \B (?m:^) (?m:$) \b \b`)

var repeats = strings.Fields(`* + ? *? +? ?? {2} {1,3} {0,2} {2,} {1,2}?`)

func drawExpr(t *rapid.T, depth int) string {
	kinds := 9
	if depth == 0 {
		kinds = 4
	}
	switch rapid.IntRange(0, kinds).Draw(t, "kind") {
	case 0, 1:
		return regexp.QuoteMeta(rapid.SampledFrom(atoms).Draw(t, "atom"))
	case 2, 3:
		return rapid.SampledFrom(classes).Draw(t, "class")
	case 4:
		return rapid.SampledFrom(assertions).Draw(t, "assertion")
	case 5:
		return "(?:" + drawExpr(t, depth-1) + "|" + drawExpr(t, depth-1) + ")"
	case 6:
		open := rapid.SampledFrom([]string{"(", "(?:", "(?i:", "(?s:", "(?U:", "(?P<n>"}).Draw(t, "group")
		inner := drawExpr(t, depth-1)
		if open == "(?P<n>" && strings.Contains(inner, open) {
			open = "("
		}
		return open + inner + ")" + rapid.SampledFrom(repeats).Draw(t, "repeat")
	case 7:
		return "(?:" + drawExpr(t, depth-1) + ")" + rapid.SampledFrom(repeats).Draw(t, "repeat")
	default:
		return drawExpr(t, depth-1) + drawExpr(t, depth-1)
	}
}

func drawText(t *rapid.T) string {
	pieces := append([]string{"fooab", "a.b.c@x.y", "aaaa", "ab ab ab", "Kk\u212a", "x\r\n"}, atoms...)
	if rapid.IntRange(0, 9).Draw(t, "invalid") == 0 {
		pieces = append(pieces, "\xff", "\xe6\x97", "\xc3", "\xed\xa0\x80")
	}
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "text"), "")
}

// TestSetIsEachAlone is what the package promises.
func TestSetIsEachAlone(t *testing.T) {
	t.Parallel()
	for range 3 {
		rapid.Check(t, checkSetIsEachAlone)
	}
}

func FuzzSetIsEachAlone(f *testing.F) { f.Fuzz(rapid.MakeFuzz(checkSetIsEachAlone)) }

func checkSetIsEachAlone(t *rapid.T) {
	var exprs []string
	var all []*Regexp
	for range rapid.IntRange(1, 5).Draw(t, "n") {
		x := drawExpr(t, 4)
		re, err := Compile(x, false)
		if err != nil {
			continue // too large, or a name twice
		}
		exprs, all = append(exprs, x), append(all, re)
	}
	s, m := New(all), &Matches{}
	if rapid.Bool().Draw(t, "in a hurry") {
		s.patience = -stepsAnyway // the linear way at once
	}
	for range 3 {
		text := drawText(t)
		if diff := cmp.Diff(alone(exprs, text), together(s, m, text)); diff != "" {
			t.Fatalf("expressions %q\ntext %q\n(-alone +together):\n%s", exprs, text, diff)
		}
		for i, re := range all {
			if want := regexp.MustCompile(fmt.Sprintf(`\A(?:%s)\z`, exprs[i])).MatchString(text); re.Whole(text) != want {
				t.Fatalf("%q matches the whole of %q: want %v", exprs[i], text, want)
			}
		}
	}
}
