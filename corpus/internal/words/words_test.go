package words_test

import (
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/corpus/internal/words"
)

func all(text string) []string {
	out := []string{}
	for s, e, _ := words.Next(text, 0); s < len(text); s, e, _ = words.Next(text, e) {
		out = append(out, text[s:e])
	}
	return out
}

func TestNext(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"":                   {},
		" \t\u00a0\r\n":      {},
		"Dr. Smith-Jones":    {"Dr", ".", "Smith", "-", "Jones"},
		"naïve cafe\u0301":   {"naïve", "cafe\u0301"},
		"東京へ行く":              {"東", "京", "へ", "行", "く"},
		"서울에서 왔다":            {"서울에서", "왔다"},
		"ภาษา":               {"ภ", "า", "ษ", "า"},
		"हिन्दी में":         {"हिन्दी", "में"},
		"a\u200bb":           {"a", "b"},
		"x_1=5":              {"x_1", "=", "5"},
		"\xffa":              {"\xff", "a"},
		"👍🏽 ok":              {"👍", "🏽", "ok"},
		"שלום עולם":          {"שלום", "עולם"},
		"\ufeffstart\x00end": {"start", "\x00", "end"},
	} {
		if diff := cmp.Diff(want, all(text)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
		if n := words.Count(text); n != len(want) {
			t.Errorf("%q: %d words", text, n)
		}
	}
}

func TestBefore(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		at   int
		want string
	}{{"Mr Smith", 3, "Mr"}, {"Mr. Smith", 4, "."}, {"Smith", 0, ""}, {"  x", 2, ""}, {"é ü", 3, "é"}} {
		s, e := words.Before(c.text, c.at)
		if got := c.text[s:e]; got != c.want {
			t.Errorf("%q before %d: %q", c.text, c.at, got)
		}
	}
}

func TestInside(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		at   int
		want bool
	}{{"ab", 1, true}, {"ab", 0, false}, {"ab", 2, false}, {"a b", 1, false}, {"a-b", 1, false}, {"東京", 3, false}, {"aé", 1, true}} {
		if got := words.Inside(c.text, c.at); got != c.want {
			t.Errorf("%q at %d: %v", c.text, c.at, got)
		}
	}
}

// FuzzNext: words come in order, cover all that is no space, and cut no character.
func FuzzNext(f *testing.F) {
	f.Add("Dr. Smith\x00\xff 東京")
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for s, e, class := words.Next(text, 0); s < len(text); s, e, class = words.Next(text, e) {
			if s < at || e <= s || class == words.Space {
				t.Fatalf("a word at %d-%d after %d", s, e, at)
			}
			for _, r := range text[at:s] {
				if words.ClassOf(r) != words.Space {
					t.Fatalf("%q is in no word", r)
				}
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[s:e]) {
				t.Fatalf("a character is cut at %d-%d", s, e)
			}
			at = e
		}
		words.Before(text, len(text)/2)
		words.Inside(text, len(text)/2)
	})
}
