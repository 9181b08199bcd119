package tokenizer

import (
	_ "embed"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/clipperhouse/uax29/v2/words"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

//go:embed testdata/word_break_test.txt
var wordBreakTest string

// segments splits s the way the scanner does, all exceptions aside.
func segments(s string) []string {
	var found []string
	it := words.FromString("")
	for i := skipSpace(s, 0); i < len(s); i = skipSpace(s, i) {
		end := segment(s, i, it)
		found = append(found, s[i:end])
		i = end
	}
	return found
}

// withoutSpace drops what the scanner skips from segments of UAX #29.
func withoutSpace(segments []string) []string {
	var kept []string
	for _, s := range segments {
		if s = strings.TrimLeftFunc(s, unicode.IsSpace); s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

func librarySegments(s string) []string {
	var found []string
	for it := words.FromString(s); it.Next(); {
		found = append(found, it.Value())
	}
	return found
}

func TestSegmentUnicodeData(t *testing.T) {
	t.Parallel()
	count := 0
	for line := range strings.Lines(wordBreakTest) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "#") {
			continue
		}
		count++
		want := parseBreaks(t, line)
		if diff := cmp.Diff(withoutSpace(want), segments(strings.Join(want, ""))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", line, diff)
		}
	}
	if count < 1900 {
		t.Errorf("only %d cases", count)
	}
}

func parseBreaks(t *testing.T, line string) []string {
	t.Helper()
	var want []string
	for part := range strings.SplitSeq(line, "|") {
		var b strings.Builder
		for hex := range strings.FieldsSeq(part) {
			r, err := strconv.ParseInt(hex, 16, 32)
			if err != nil {
				t.Fatal(err)
			}
			b.WriteRune(rune(r))
		}
		want = append(want, b.String())
	}
	return want
}

// nasty draws texts from characters that rules speak of. U+202F is left out: it
// is a stated exception.
func nasty() *rapid.Generator[string] {
	chars := []rune("aAzZéŁж09_.,:;'\"-’‘·… \t\n\r\u00a0\u0085\u2028@#/\\()§°€µªº" +
		"אבא\u05F3ﬠكनิ我ーカタ한ะ\u0301\u200d\u200b\u00ad\ufe0f\u20e3\u0600\U0001F1E6\U0001F1E7😀👩🏽❤\ufeff\x00\x7f")
	return rapid.StringOf(rapid.OneOf(rapid.SampledFrom(chars), rapid.SampledFrom(chars), rapid.Rune()).
		Filter(func(r rune) bool { return string(r) != narrow }))
}

func TestSegmentEqualsLibrary(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := nasty().Draw(t, "text")
		if diff := cmp.Diff(withoutSpace(librarySegments(text)), segments(text)); diff != "" {
			t.Errorf("%+q (-want +got):\n%s", text, diff)
		}
	})
}

// Texts in which no exception is spoken of have the tokens of UAX #29.
func TestTokensEqualLibrary(t *testing.T) {
	t.Parallel()
	chars := []rune("aAzéŁ  _,-()&%\"我カタ한ะनิ\u0301\u200d\U0001F1E6\U0001F1E7😀👩€§\n")
	doubled := func(s string) bool { return strings.Contains(s, "--") }
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom(chars)).Draw(t, "text")
		if doubled(text) {
			t.Skip("runs of hyphens are an exception")
		}
		if diff := cmp.Diff(withoutSpace(librarySegments(text)), scanAll(text, "en")); diff != "" {
			t.Errorf("%+q (-want +got):\n%s", text, diff)
		}
	})
}

// scanAll returns the texts of all tokens.
func scanAll(text, language string) []string {
	var found []string
	scan := newScanner(text, newProfile(language, defaults(), nil))
	for {
		t, ok := scan.next()
		if !ok {
			return found
		}
		found = append(found, text[t.start:t.end])
	}
}
