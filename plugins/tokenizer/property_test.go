package tokenizer

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
)

// checkLayers returns what is wrong with the layers of a document.
func checkLayers(doc *document.Document) error {
	tokens, sents := doc.Layer(document.Tokens), doc.Layer(document.Sentences)
	if err := tokens.Validate(doc.Text()); err != nil {
		return err
	}
	if err := sents.Validate(doc.Text()); err != nil {
		return err
	}
	if err := checkCover(doc.Text(), tokens); err != nil {
		return err
	}
	return checkSentences(tokens, sents)
}

// checkCover: tokens are in order and what lies between them is white space, what
// lies in them is not.
func checkCover(text string, tokens *document.Layer) error {
	at := 0
	for i, t := range tokens.All() {
		if t.Start < at || strings.TrimSpace(text[at:t.Start]) != "" {
			return fmt.Errorf("token %d begins at %d, the one before ends at %d", i, t.Start, at)
		}
		if strings.ContainsFunc(text[t.Start:t.End], unicode.IsSpace) {
			return fmt.Errorf("token %d holds white space", i)
		}
		at = t.End
	}
	if strings.TrimSpace(text[at:]) != "" {
		return fmt.Errorf("text after %d is in no token", at)
	}
	return nil
}

// checkSentences: each sentence begins and ends with a token and each token lies in
// exactly one.
func checkSentences(tokens, sents *document.Layer) error {
	next := 0
	for i, s := range sents.All() {
		if next >= tokens.Len() || tokens.Start(next) != s.Start {
			return fmt.Errorf("sentence %d begins at %d, not with token %d", i, s.Start, next)
		}
		for next < tokens.Len() && tokens.End(next) <= s.End {
			next++
		}
		if tokens.End(next-1) != s.End {
			return fmt.Errorf("sentence %d ends at %d, inside token %d", i, s.End, next)
		}
	}
	if next != tokens.Len() {
		return fmt.Errorf("%d tokens of %d are in sentences", next, tokens.Len())
	}
	return nil
}

// pieces are whole things that matchers look for, to be put together wildly.
func pieces() []string {
	return []string{
		"Dr.", "No.", "e.g.", "U.S.", "J.", "Inc.", "z.B.", "l'", "n't", "'s", "’s", "don't", "...", "…", "--",
		"http://", "www.", "a.com", "a@b.com", "/usr/x", `C:\x`, "./", "5mg", "EUR5", "1,250.00", "2023-03-15",
		"T10:30:00", "+01:00", "10:30", "1.2.3.4", "::1", "fe80:", "XG-4500", "v1.2-rc1", "-rc", "#tag", "@me", "(a)", "1.",
		"😀", "👍🏽", "\u200d", "\ufe0f", "\u202f", "\u0301", "»", "«", "\"", "。", "The", "the", "Å", "ß.", " ", "\n", "\n\n", "\r\n",
	}
}

func TestLayersHold(t *testing.T) {
	t.Parallel()
	texts := rapid.OneOf(
		nasty(),
		rapid.String(),
		rapid.Map(rapid.SliceOf(rapid.OneOf(rapid.SampledFrom(pieces()), rapid.SampledFrom(pieces()), nasty())),
			func(parts []string) string { return strings.Join(parts, "") }),
	)
	rapid.Check(t, func(rt *rapid.T) {
		o := defaults()
		o.Language = rapid.SampledFrom([]string{"en", "de", "fr", "it", "fi", "xx"}).Draw(rt, "language")
		text := strings.ToValidUTF8(texts.Draw(rt, "text"), "\ufffd")
		if err := checkLayers(annotate(t, text, o)); err != nil {
			rt.Errorf("%+q: %v", text, err)
		}
	})
}

func FuzzTokenize(f *testing.F) {
	for _, piece := range pieces() {
		f.Add(piece+piece, "en")
	}
	f.Add("Dr. Smith paid €1,250.00. He left.\n\n- one\n- two", "de")
	f.Fuzz(func(t *testing.T, text, language string) {
		o := defaults()
		o.Language = language
		text = strings.ToValidUTF8(text, "\ufffd")
		if err := checkLayers(annotate(t, text, o)); err != nil {
			t.Errorf("%+q: %v", text, err)
		}
	})
}

// Texts that would take minutes if any matcher were quadratic.
func TestHugeTokensStayLinear(t *testing.T) {
	t.Parallel()
	const size = 1 << 20
	for _, unit := range []string{
		"a", "é", "我", "a.", "a:", "a'", "l'", "1,", "1;", "1-", "A1-", "a@", "a@b.", "a/", "/", "/a", ".", ".,", "#", "#1", "@a", "a_",
		"\u0301", "\u200d", "😀", "\U0001F1E6", "aa.Aa", "http:", "http://.,", "www.", "1:", "a::", "f:", "(a", "\"", "».", ". (", "1. ", "Dr.", "\u00a0a",
		"a\u202f", "\n", "\n-", "No.\n", "U.S. ", "א\"", "\u200ba", "T1:", "2023-03-15T", "…", "'s", "a\n", "A\n", "a\t",
	} {
		text := strings.Repeat(unit, size/len(unit))
		for _, language := range []string{"en", "fr"} {
			o := defaults()
			o.Language = language
			if err := checkLayers(annotate(t, text, o)); err != nil {
				t.Errorf("%+q: %v", unit, err)
			}
		}
	}
}
