package gliner

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func words(text string) []string {
	out := []string{}
	Cut(text, func(start, end int) { out = append(out, text[start:end]) })
	return out
}

func TestCut(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                               "",
		" \t\r\n\u00a0\u3000\x1c\x1f":    "",
		"Anna met Peter.":                "Anna|met|Peter|.",
		"e-mail to x_y-z, a--b -c- d-":   "e-mail|to|x_y-z|,|a|-|-|b|-|c|-|d|-",
		"_a_ __-_ _-":                    "_a_|__-_|_|-",
		"O'Hara's 5-HT, 3,50€":           "O|'|Hara|'|s|5-HT|,|3|,|50|€",
		"½ Ⅷ ² ൰":                        "½|Ⅷ|²|൰",
		"हिन्दी":                         "ह|ि|न|्|द|ी", // marks are words: the package cuts so
		"e\u0301a":                       "e|\u0301|a",
		"京都のЖизнь":                       "京都のЖизнь",
		"😀👩\u200d👧 🇵🇹":                   "😀|👩|\u200d|👧|🇵|🇹",
		"a\x00b\u200bc":                  "a|\x00|b|\u200b|c",
		"\xff\xfea\xc3":                  "\xff|\xfe|a|\xc3",
		"<<ENT>> x":                      "<|<|ENT|>|>|x",
		strings.Repeat("x", 100_000):     strings.Repeat("x", 100_000),
		strings.Repeat("x-", 5000) + "x": strings.Repeat("x-", 5000) + "x",
	} {
		if diff := cmp.Diff(want, strings.Join(words(text), "|")); diff != "" {
			t.Errorf("%.40q: %s", text, diff)
		}
	}
}

// Words are what the expression of the package finds, with \w and \s as Python has them.
func TestCutIsAnExpression(t *testing.T) {
	t.Parallel()
	word := `[\p{L}\p{N}_]+`
	space := `\t\n\v\f\r\x{1c}-\x{1f} \x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}`
	like := regexp.MustCompile(word + `(?:[-_]` + word + `)*|[^` + space + `]`)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.StringMatching(`([ab1_-]|\s|é|\x{0301}|京|😀|\x{200b}|\x{a0}|\.){0,30}`), rapid.String()).Draw(t, "text")
		want := like.FindAllString(text, -1)
		if want == nil {
			want = []string{}
		}
		if diff := cmp.Diff(want, words(text)); diff != "" {
			t.Fatalf("%q: %s", text, diff)
		}
	})
}

func FuzzCut(f *testing.F) {
	f.Add("a-b c\xff ")
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		Cut(text, func(start, end int) {
			if start < at || end <= start || end > len(text) || utf8.ValidString(text) && !utf8.ValidString(text[start:end]) {
				t.Fatalf("[%d,%d) behind %d of %q", start, end, at, text)
			}
			if strings.ContainsFunc(text[at:start], func(r rune) bool { return !isSpace(r) }) {
				t.Fatalf("%q was left out", text[at:start])
			}
			at = end
		})
	})
}
