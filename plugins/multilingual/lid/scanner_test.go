package lid_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/plugins/multilingual/lid"
)

func words(text string) []string {
	var out []string
	for s := lid.NewScanner(text); s.Next(); {
		out = append(out, text[s.Start():s.End()])
	}
	return out
}

func TestScannerFindsWords(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"plain", "Two words, and 3 more.", "Two|words|and|more"},
		{"apostrophes between letters", "don't 'tis l’homme' rock'n'roll", "don't|tis|l’homme|rock'n'roll"},
		{"accents and marks", "naïve e\u0301te\u0301 Ünï", "naïve|e\u0301te\u0301|Ünï"},
		{"digits part words", "abc123def", "abc|def"},
		{"addresses are none", "see https://example.com/path and www.example.com or @someone here", "see|and|or|here"},
		{"an address in brackets", "(http://example.com) x", "x"},
		{"an e-mail is its words", "a.b@example.com", "a|b|example|com"},
		{"scripts without spaces end words", "行こうGoogleへ", "行こう|Google|へ"},
		{"hangul is written with spaces", "서울에서 만나요", "서울에서|만나요"},
		{"Thai", "สวัสดี hello", "สวัสดี|hello"},
		{"right to left", "שלום, عالم", "שלום|عالم"},
		{"nothing", " \n\t 123 !? \u200b", ""},
		{"NUL and damage", "a\x00b \xff c", "a|b|c"},
		{"emoji", "so 😀 far", "so|far"},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, strings.Join(words(test.text), "|")); diff != "" {
			t.Errorf("%s:\n%s", test.name, diff)
		}
	}
}

// Whatever the text, words are in order, hold a letter, and end; letters outside of
// addresses lie in words.
func TestScannerOnAnyText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		at, letters := 0, 0
		for s := lid.NewScanner(text); s.Next(); {
			if s.Start() < at || s.End() <= s.Start() || s.End() > len(text) {
				t.Fatalf("a word in [%d,%d) behind %d of %d", s.Start(), s.End(), at, len(text))
			}
			at = s.End()
			for _, r := range text[s.Start():s.End()] {
				if unicode.IsLetter(r) || unicode.IsMark(r) {
					letters++
				}
			}
			for _, row := range s.Features(nil, 9) {
				if row >= 1<<9 {
					t.Fatalf("row %d of 512", row)
				}
			}
		}
		if strings.ContainsAny(text, "@") || strings.Contains(text, "://") || strings.Contains(text, "www.") {
			return
		}
		want := 0
		for _, r := range text {
			if r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r)) {
				want++
			}
		}
		if letters != want {
			t.Fatalf("%d letters lie in words, of %d", letters, want)
		}
	})
}

// Capitals do not matter, and neither does what is around a word.
func TestFeaturesAreOfTheWord(t *testing.T) {
	t.Parallel()
	features := func(text string) [][]uint32 {
		var out [][]uint32
		for s := lid.NewScanner(text); s.Next(); {
			out = append(out, s.Features(nil, 12))
		}
		return out
	}
	if diff := cmp.Diff(features("straße o’clock"), features("¡STRASSE?"+" o'clock")); diff == "" {
		t.Error("ß and SS are the same")
	}
	if diff := cmp.Diff(features("été o’clock"), features("(ÉTÉ), 5 O'CLOCK!")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(features("one two"), append(features("one"), features("two")...)); diff != "" {
		t.Error(diff)
	}
}

// A word of any length costs as much as its letters.
func TestLongWordsAreCut(t *testing.T) {
	t.Parallel()
	total := 0
	for s := lid.NewScanner(strings.Repeat("a", 100_000)); s.Next(); {
		if n := len(s.Features(nil, 12)); n > 200 {
			t.Fatalf("a word has %d features", n)
		}
		total += s.End() - s.Start()
	}
	if total != 100_000 {
		t.Errorf("words hold %d of 100000 letters", total)
	}
}
