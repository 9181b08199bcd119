package proposal

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestAnExceptionThatIsNoExpression(t *testing.T) {
	t.Parallel()
	if _, err := (&Options{Except: []string{"a", "("}}).Exceptions(); err == nil || !strings.Contains(err.Error(), "number 2") {
		t.Errorf("got %v", err)
	}
}

// A ban is the same as looking for each place by itself.
func TestBans(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		o := &Options{Except: rapid.SliceOfN(rapid.SampledFrom([]string{
			"a", "ab", "b+", "a.c", "^b", "(?i)A", "(?i)[ks]+", "(?i:k)s|é", "[^b]+", `\p{Lu}{2,}`, "(?s:b.)*a", `\w*\b`, "", "\uFFFD+",
			"a$", `\Aa|\bb`, "(?m)^a", "(?m:a$)", `\Bb+\b`, ".b", "a*b*",
		}), 0, 3).Draw(t, "except")}
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "A", "B", "K", "k", "\u212a", "s", "ſ", "é", "\n", "\n", "\xff"}), 0, 16).Draw(t, "text"), "")
		from, err := o.Exceptions()
		if err != nil {
			t.Fatal(err)
		}
		b := from.In(text)
		var places []int // of characters, and the end
		for i := range text + "." {
			places = append(places, i)
		}
		for i, start := range places {
			for _, end := range places[i+1:] {
				want := -1
				for i, re := range from {
					for _, m := range re.FindAllStringIndex(text, -1) {
						if want < 0 && m[0] <= start && m[1] >= end {
							want = i
						}
					}
				}
				if got := b.Of(start, end); got != want {
					t.Fatal(fmt.Sprintf("%q: [%d,%d) is in exception %d, not %d", text, start, end, want, got))
				}
			}
		}
	})
}
