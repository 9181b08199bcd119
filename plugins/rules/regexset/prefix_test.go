package regexset

import (
	"regexp"
	"testing"

	"pgregory.net/rapid"
)

func TestPrefix(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		expr := rapid.SampledFrom([]string{
			"", "a", "a|ab", "(a|ab)(c|bcd)?", "^a$", "a*?b", `\bé+\b`, `\B`, "(?i:ß|k)x?", ".", `\s*$`, "(?s:.{2,5})x", `a.*\d`, "b^", "x(?:y|$)",
		}).Draw(t, "expr")
		text := rapid.StringMatching("[abcdxyé1 \n]{0,9}|[abK\u212aß]{0,4}").Draw(t, "text")
		re, err := Compile(expr, false)
		if err != nil {
			t.Fatal(err)
		}
		want := -1
		if at := regexp.MustCompile(`\A(?:` + expr + `)`).FindStringIndex(text); at != nil {
			want = at[1]
		}
		if got := re.Prefix(text); got != want {
			t.Fatalf("%s of %q ends at %d, want %d", expr, text, got, want)
		}
	})
}
