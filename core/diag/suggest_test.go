package diag

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestDidYouMean(t *testing.T) {
	t.Parallel()
	kinds := []string{"tokenizer", "rules", "crf", "transformer", "resolver", "when"}
	for _, c := range []struct{ word, want string }{
		{"tokeniser", "tokenizer"},
		{"tokenzier", "tokenizer"}, // two letters swapped
		{"Rules", "rules"},
		{"rule", "rules"},
		{"cfr", "crf"},
		{"wehn", "when"}, //nolint:misspell // that is the point
		{"resolvers", "resolver"},
		{"transfomrers", "transformer"},
		{"rls", "rules"}, // an abbreviation
		{"rux", ""},      // two letters are too many for a short word
		{"transf", "transformer"},
		{"gazetteer", ""}, // nothing is near
		{"", ""},
		{"x", ""},
		{"rules", ""}, // known already, and nothing else is near
		{strings.Repeat("tokenizer", 1000), ""},
	} {
		if got := DidYouMean(c.word, kinds); got != c.want {
			t.Errorf("DidYouMean(%q) = %q, want %q", c.word, got, c.want)
		}
	}
}

func TestDidYouMeanPrefersTheNearest(t *testing.T) {
	t.Parallel()
	if got := DidYouMean("scores", []string{"stores", "score", "scope"}); got != "stores" {
		t.Errorf("got %q: of equally near words the first wins", got)
	}
	if got := DidYouMean("labels", []string{"tables", "label"}); got != "label" {
		t.Errorf("got %q, want the one that is one letter away", got)
	}
	if got := DidYouMean("straße", []string{"strase", "straẞe"}); got != "straẞe" {
		t.Errorf("got %q: letters are code points", got)
	}
}

func TestSuggest(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		word  string
		known []string
		want  string
	}{
		{"lable", []string{"label", "text"}, `did you mean "label"?`},
		{"zzzzz", []string{"label", "text"}, "known here: label, text"},
		{"zzzzz", []string{"label"}, `only "label" is known here`},
		{"zzzzz", nil, ""},
		{"zzzzz", strings.Split(strings.Repeat("abc,", 13), ","), ""},
	} {
		if got := Suggest(c.word, c.known); got != c.want {
			t.Errorf("Suggest(%q, %v) = %q, want %q", c.word, c.known, got, c.want)
		}
	}
}

// reference is the textbook recursion, without limits.
func reference(a, b []rune) int {
	if len(a) == 0 || len(b) == 0 {
		return len(a) + len(b)
	}
	best := min(reference(a[1:], b)+1, reference(a, b[1:])+1, reference(a[1:], b[1:])+differ(a[0], b[0]))
	if len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] {
		best = min(best, reference(a[2:], b[2:])+1)
	}
	return best
}

func TestDistance(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[abc]{0,6}`)
		a, b := []rune(word.Draw(t, "a")), []rune(word.Draw(t, "b"))
		limit := rapid.IntRange(1, 8).Draw(t, "limit")
		want := min(limit, reference(a, b))
		if got := distance(a, b, limit); got != want {
			t.Fatalf("distance(%q, %q, %d) = %d, want %d", string(a), string(b), limit, got, want)
		}
	})
}
