package rules

import (
	"context"
	"fmt"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"pgregory.net/rapid"
)

// TestExceptionsAsOverTheWholeText: an exception is searched near a match only,
// with the same result as if all of the text had been searched from its start.
func TestExceptionsAsOverTheWholeText(t *testing.T) {
	t.Parallel()
	pieces := []string{"a", "b", "ab", `\w`, `\s`, `[ab]+`, " ", `\b`, "é", "(?:a|b )", ".", `\w* `, "^a", "b$", `\n?`}
	draw := rapid.Custom(func(t *rapid.T) string {
		return joined(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 4).Draw(t, "pieces"))
	})
	rapid.Check(t, func(t *rapid.T) {
		find, except := draw.Draw(t, "regex"), rapid.SliceOfN(draw, 1, 3).Draw(t, "except")
		overlap := rapid.Bool().Draw(t, "overlap")
		text := joined(rapid.SliceOf(rapid.SampledFrom([]string{"a", "b", "ab", " ", "é", "\n", "-", "a b", "é a"})).Draw(t, "text"))
		o := Options{Patterns: []Pattern{{Label: "A", Regex: find}}}
		for _, x := range except {
			o.Patterns[0].Except = append(o.Patterns[0].Except, Exception{Regex: x, Overlap: overlap})
		}
		if diff := cmp.Diff(keptBySearchingAll(find, except, overlap, text), keptByStage(t, o, text)); diff != "" {
			t.Fatalf("%q except %q (overlap %v) in %q (-whole text +near):\n%s", find, except, overlap, text, diff)
		}
	})
}

// keptBySearchingAll is what exceptions mean.
func keptBySearchingAll(find string, except []string, overlap bool, text string) (kept []string) {
	for _, m := range regexp.MustCompile(find).FindAllStringIndex(text, -1) {
		dropped := m[0] == m[1]
		for _, x := range except {
			dropped = dropped || regexp.MustCompile(`\A(?:`+x+`)\z`).MatchString(text[m[0]:m[1]])
			for _, e := range regexp.MustCompile(x).FindAllStringIndex(text, -1) {
				covers := e[0] <= m[0] && m[1] <= e[1]
				touches := e[0] < m[1] && m[0] < e[1]
				dropped = dropped || e[0] < e[1] && (covers || overlap && touches)
			}
		}
		if !dropped {
			kept = append(kept, fmt.Sprint(m))
		}
	}
	return kept
}

func keptByStage(t *rapid.T, o Options, text string) (kept []string) {
	rs, found := compileOptions(plugin.Config{Stage: "rules"}, o)
	if found.HasErrors() {
		t.Fatal(found)
	}
	doc, err := document.New("test", text)
	if err != nil {
		t.Fatal(err)
	}
	if err := (&stage{id: "rules", rules: rs}).Process(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	for _, s := range doc.Layer("rules").All() {
		kept = append(kept, fmt.Sprint([]int{s.Start, s.End}))
	}
	return kept
}
