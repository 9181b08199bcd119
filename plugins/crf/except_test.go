package crf

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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
