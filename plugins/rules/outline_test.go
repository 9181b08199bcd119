package rules

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/plugins/rules/regexset"
	"pgregory.net/rapid"
)

func TestOutline(t *testing.T) {
	t.Parallel()
	tests := []struct{ expr, want string }{ // want "": nothing is excluded
		{`(?<=version )\d+(?!%)`, `(?:)\d+(?:)`},
		{`\b(\w+) \1\b`, `(?:)(?:\w+) (?s:.*)(?:)`},
		{`(?<a>x)(?P<b>y)\k<a>(?P=b)`, `(?:x)(?:y)(?s:.*)(?s:.*)`},
		{`^a(?>b|bc)c++$`, `(?:)a(?:b|bc)c+(?:)`},
		{`a(?=(b|\)[)]))c`, `a(?:)c`},
		{`(?i)a(?-i:b)(?=c)`, `(?i)a(?-i:b)(?:)`},
		{`[^\]a[:digit:]](?!\d)`, `[^\]a[:digit:]](?:)`},
		{`\Q(?=\E+(?=a)`, `\Q(?=\E+(?:)`},
		{`x{2,3}+(?#why)y(?!z)`, `x{2,3}(?:)y(?:)`},
		{`(?=abc)`, ``},
		{`a*(?!b)`, ``},
		{`[a-z-[aeiou]](?=x)`, ``},
		{`[]a](?=x)`, ``},
		{`(?x) a (?=b)`, ``},
		{`(?(a)b|c)`, ``},
		{`(?<a-b>c)`, ``},
		{`a(?=b`, ``},
		{`a\`, ``},
	}
	for _, tt := range tests {
		got := ""
		if re := outline(tt.expr, false); re != nil {
			got = re.String()
		}
		if got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.expr, got, tt.want)
		}
	}
}

// drawBacktracking draws an expression that only the backtracking engine knows.
func drawBacktracking(t *rapid.T) string {
	piece := rapid.SampledFrom([]string{
		`a`, `b`, `ab`, `\w`, `[ab]`, `.`, `é`, `\d`, ` `, `a+`, `b*`, `(?:a|b)+?`, `\b`, `^`, `$`, `(?i:A)`,
		`(?=a)`, `(?!b)`, `(?<=a)`, `(?<!b)`, `(?>a|ab)`, `a++`, `(?=(?:a|[)])\w)`, `\1`, `(?P=n)`, `1`,
	})
	return fmt.Sprintf(`(?P<n>%s)`, piece.Draw(t, "first")) + joined(rapid.SliceOfN(piece, 1, 5).Draw(t, "pieces")) + `(?!1)`
}

func joined(parts []string) (all string) {
	for _, p := range parts {
		all += p
	}
	return all
}

// TestOutlineIsWider: wherever an expression matches, its outline allows it to.
func TestOutlineIsWider(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		expr, fold := drawBacktracking(t), rapid.Bool().Draw(t, "fold")
		e, err := compileBacktrack(expr, fold)
		if err != nil {
			return
		}
		text := joined(rapid.SliceOf(rapid.SampledFrom([]string{"a", "b", "ab", "A", "é", " ", "1", "\n", ")", "aab"})).Draw(t, "text"))
		free := *e
		free.gate = nil
		if diff := cmp.Diff(groupsOf(t, &free, text), groupsOf(t, e, text)); diff != "" {
			t.Fatalf("%s (fold %v), outline %v, in %q (-without +with outline):\n%s", expr, fold, e.gate, text, diff)
		}
	})
}

func groupsOf(t *rapid.T, e *backtrack, text string) (all [][]int) {
	st := &stage{id: "rules", rules: &ruleset{budget: defaultBudget, set: regexset.New(nil)}}
	doc, err := document.New("test", text)
	if err != nil {
		t.Fatal(err)
	}
	s := newSubject(st.rules, doc)
	defer s.close()
	err = e.each(context.Background(), s, func(groups []int) bool {
		all = append(all, slices.Clone(groups))
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestOutlinesSaveTime(t *testing.T) {
	t.Parallel()
	st := openStage(t, `{budget: 1ms, patterns: [{label: A, regex: '(?:a|aa)+(?=c)@'}]}`)
	text := "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"
	process(t, st, text) // without the outline, this takes years
}
