package subword

import (
	"strings"
	"testing"
	"unicode"

	"github.com/onomast/onomast/plugins/transformer/subword/internal/chars"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// TestFormsAreThoseOfTheStandard holds them against the library for characters that
// Unicode 9 had.
func TestFormsAreThoseOfTheStandard(t *testing.T) {
	text := rapid.StringOf(rapid.OneOf(
		rapid.SampledFrom([]rune("aAeqZ ·é\u0300\u0301\u0308\u0316\u0323\u0327\u0334\u0345ệ\u1e69\u212b\u2126ﬁ½Ａｶﾞ")),
		rapid.SampledFrom([]rune("가각한\u1100\u1112\u1161\u1175\u11a8\u11c2\u3131")),
		rapid.SampledFrom([]rune("क़\u0928\u093c\u09c7\u09be\u0bc6\u0bbe\u0cc6\u0cc2\u0ddd\u0dca\u1b05\u1b35\u0f71\u0f72\u0f73")),
		rapid.Int32Range(0x80, 0x2fff), rapid.Int32Range(0xa640, 0xd7ff), rapid.Int32Range(0xf900, 0xffef),
	))
	for name, want := range map[string]norm.Form{"NFC": norm.NFC, "NFD": norm.NFD, "NFKC": norm.NFKC, "NFKD": norm.NFKD} {
		f := newForm(chars.Load(), name)
		rapid.Check(t, func(t *rapid.T) {
			text := strings.Map(old, text.Draw(t, "text"))
			s := scratch{limit: 1 << 20}
			s.read(text)
			if got := string(f.normalise(&s, s.text).bytes); got != want.String(text) {
				t.Fatalf("%s of %+q: %+q, want %+q", name, text, got, want.String(text))
			}
		})
	}
}

// old leaves out the characters that came after Unicode 9.
func old(r rune) rune {
	t := chars.Load().Of(r)
	p := norm.NFKD.PropertiesString(string(r))
	if p.CCC() != 0 && t&chars.Moves == 0 || p.Decomposition() != nil && t&(chars.Decomposes|chars.DecomposesCompat) == 0 || !unicode.IsPrint(r) && !unicode.IsSpace(r) {
		return -1
	}
	return r
}

func TestCharactersAfterUnicode9StayWhatTheyAre(t *testing.T) {
	for _, text := range []string{"\u32ff", "a\u0898\u0301", "\U0001df00", "\U00011938"} {
		for _, name := range []string{"NFC", "NFD", "NFKC", "NFKD"} {
			s := scratch{limit: 1 << 20}
			s.read(text)
			if got := string(newForm(chars.Load(), name).normalise(&s, s.text).bytes); got != text {
				t.Errorf("%s of %+q: %+q", name, text, got)
			}
		}
	}
}

// TestManyMarksAreOneRun has more marks than the library takes for one character.
func TestManyMarksAreOneRun(t *testing.T) {
	for marks, want := range map[string]string{
		strings.Repeat("\u0301\u0323", 40):                          "xạ" + strings.Repeat("\u0323", 39) + strings.Repeat("\u0301", 40) + "y",
		strings.Repeat("\u0316", 90):                                "xa" + strings.Repeat("\u0316", 90) + "y",
		strings.Repeat("\u0316", 90) + strings.Repeat("\u0334", 40): "xa" + strings.Repeat("\u0334", 40) + strings.Repeat("\u0316", 90) + "y",
		strings.Repeat("\u0316", 40) + "\u0301":                     "xá" + strings.Repeat("\u0316", 40) + "y",
	} {
		s := scratch{limit: 1 << 20}
		s.read("xa" + marks + "y")
		if got := string(newForm(chars.Load(), "NFC").normalise(&s, s.text).bytes); got != want {
			t.Errorf("%+q, want %+q", got, want)
		}
	}
}
