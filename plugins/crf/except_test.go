package crf

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestExceptions(t *testing.T) {
	t.Parallel()
	path := persons(t)
	for _, tt := range []struct {
		name, except string
		want         []string
	}{
		{"none", `[]`, []string{"PER:Ada Lovelace", "CITY:London"}},
		{"what lies within a match is not proposed", `["Ada Lovelace lived"]`, []string{"CITY:London"}},
		{"what goes over a match is", `["Ada", "Lovelace"]`, []string{"PER:Ada Lovelace", "CITY:London"}},
		{"any of several", `["Paris", "(?i)LONDON", "Ada L\\w+"]`, nil},
		{"of any label", `["(?s).*"]`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, line := range proposals(t, opened(t, configured(t, path, `"except": `+tt.except)), "Ada Lovelace lived in London .") {
				got = append(got, line[:strings.LastIndex(line[:strings.LastIndex(line, " ")], " ")])
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("proposals (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnExceptionIsExplained(t *testing.T) {
	t.Parallel()
	st := opened(t, configured(t, persons(t), `"except": ["Paris", "Ada \\w+"]`))
	reasons, err := st.Explain(t.Context(), tokenized(t, "Ada Lovelace lived ."), 0, len("Ada Lovelace"))
	if err != nil || len(reasons) == 0 {
		t.Fatal(reasons, err)
	}
	if first := reasons[0]; first.Code != "crf.except" || !strings.Contains(first.Message, "exception") {
		t.Errorf("got %+v", first)
	}
}

func TestAnExceptionThatIsNoExpression(t *testing.T) {
	t.Parallel()
	if _, err := (&Options{Except: []string{"a", "("}}).exceptions(); err == nil || !strings.Contains(err.Error(), "number 2") {
		t.Errorf("got %v", err)
	}
}

// A ban is the same as looking for each place by itself.
func TestBans(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		o := &Options{Except: rapid.SliceOfN(rapid.SampledFrom([]string{"a", "ab", "b+", "a.c", "^b"}), 0, 3).Draw(t, "except")}
		text := rapid.StringMatching(`[abc]{0,12}`).Draw(t, "text")
		from, err := o.exceptions()
		if err != nil {
			t.Fatal(err)
		}
		b := &ban{from: from, text: text}
		for start := range text {
			for end := start + 1; end <= len(text); end++ {
				want := -1
				for i, re := range from {
					for _, m := range re.FindAllStringIndex(text, -1) {
						if want < 0 && m[0] <= start && m[1] >= end {
							want = i
						}
					}
				}
				if got := b.of(start, end); got != want {
					t.Fatal(fmt.Sprintf("%q: [%d,%d) is in exception %d, not %d", text, start, end, want, got))
				}
			}
		}
	})
}
