package subword

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/onomast/onomast/plugins/transformer/subword/internal/chars"
	"pgregory.net/rapid"
)

// TestWellKnownPatternsAreReadAsTheyAreWritten holds the readers against the engine.
func TestWellKnownPatternsAreReadAsTheyAreWritten(t *testing.T) {
	l := &loader{chars: chars.Load()}
	for _, expr := range []string{gpt2Pattern, llama3Pattern, qwenPattern} {
		re, err := newRegex(expr)
		if err != nil {
			t.Fatal(err)
		}
		p := l.wellKnown(expr)
		rapid.Check(t, func(t *rapid.T) {
			text := []byte(rapid.StringMatching(`('([stmdSTMDx]|re|VE|Ll)|[ab éÉ中1½٣'\-_!\n\r\t\x{A0}\x{3000}\x{301}]){0,30}`).Draw(t, "text"))
			s := scratch{limit: 1 << 20}
			if diff := cmp.Diff(re.find(&s, text, nil), p.find(&s, text, nil), cmp.AllowUnexported(event{})); diff != "" {
				t.Fatalf("%s\n%q: (-engine +reader)\n%s", expr, text, diff)
			}
		})
	}
}

func TestExpressionsThatMeanSomethingElse(t *testing.T) {
	for expr, want := range map[string]string{
		`[[:alpha:]]+`: "a class inside a class", `[\p{L}&&a]`: "&&", `(?m:.)`: "(?m)", `(?im-x)a`: "(?m)", `\X`: `\X`, `a\R`: `\R`,
		`[]a]`: "", `[^]a]`: "", `[a\[b]`: "", `\\X`: "", `(?i:a)`: "", `(?:m)`: "", `(?=m)`: "", `[(?m)]`: "", `a&&b`: "", `\`: "", `[`: "",
	} {
		if got := foreign(expr); got != want {
			t.Errorf("%s: %q, want %q", expr, got, want)
		}
	}
}
