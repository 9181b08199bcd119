package tokenizer

import (
	"strings"
	"testing"

	uax "github.com/clipperhouse/uax29/v2/sentences"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
)

// prose draws sentences of which no exception speaks.
func prose() *rapid.Generator[string] {
	terminator := rapid.SampledFrom([]string{".", "!", "?", ".\"", "!)", "?!", "。"})
	body := rapid.StringMatching(`[A-Z][a-z]{3,8}(,? ([a-z]{3,8}|[A-Z][a-z]{3,8}|[1-9][0-9]{3}|"[a-z]{3}")){1,8}`)
	sentence := rapid.Custom(func(t *rapid.T) string {
		return body.Draw(t, "body") + " zzzz" + terminator.Draw(t, "terminator")
	})
	return rapid.Map(rapid.SliceOfN(sentence, 1, 6), func(s []string) string { return strings.Join(s, " ") })
}

// Prose without exceptions has the sentences of UAX #29.
func TestSentencesEqualLibrary(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		text := prose().Draw(rt, "text")
		var want []string
		for it := uax.FromString(text); it.Next(); {
			want = append(want, strings.TrimSpace(it.Value()))
		}
		if diff := cmp.Diff(strings.Join(want, "|"), joined(annotate(t, text, defaults()), document.Sentences)); diff != "" {
			rt.Errorf("%q (-want +got):\n%s", text, diff)
		}
	})
}

// Paragraphs are split independently of each other.
func TestParagraphsAreIndependent(t *testing.T) {
	t.Parallel()
	part := rapid.Map(rapid.SliceOf(rapid.SampledFrom(pieces())), func(s []string) string { return strings.Join(s, "") })
	rapid.Check(t, func(rt *rapid.T) {
		a, b := part.Draw(rt, "a"), part.Draw(rt, "b")
		var want []string
		for _, text := range []string{a, b} {
			if tokens := joined(annotate(t, text, defaults()), document.Tokens); tokens != "" {
				want = append(want, tokens)
			}
		}
		got := joined(annotate(t, a+"\f"+b, defaults()), document.Tokens)
		if diff := cmp.Diff(strings.Join(want, "|"), got); diff != "" {
			rt.Errorf("%+q and %+q (-want +got):\n%s", a, b, diff)
		}
	})
}
