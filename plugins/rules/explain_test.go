package rules

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestExplain(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, yaml, text string // the stretch in [ ]
		want             []string
	}{
		{"match", `patterns: [{label: A, regex: a+, score: 0.5}]`, "b [aa]", []string{"rules.match"}},
		{"far away", `patterns: [{label: A, regex: a+}]`, "[b] aa", nil},
		{"other extent", `patterns: [{label: A, regex: a+}]`, "[aab]", []string{"rules.other-extent"}},
		{"except", `patterns: [{label: A, regex: a+, except: [aa]}]`, "[aa]", []string{"rules.except"}},
		{"context", `patterns: [{label: A, regex: a+, context: {words: [b], required: true}}]`, "[aa]", []string{"rules.context"}},
		{"forbidden", `patterns: [{label: A, regex: a+, context: {forbid: [b]}}]`, "[aa] b", []string{"rules.forbidden"}},
		{"boundary", `patterns: [{label: A, regex: a+, word_boundary: true}]`, "[aa]b", []string{"rules.boundary"}},
		{"case", `patterns: [{label: A, regex: abc}]`, "[ABC]", []string{"rules.case"}},
		{"surroundings", `patterns: [{label: A, regex: '\babc\b'}]`, "[abc]d", []string{"rules.surroundings"}},
		{"list match", `lists: [{label: A, terms: [ab]}]`, "[ab]", []string{"rules.match"}},
		{"list case", `lists: [{label: A, terms: [Ab]}]`, "[aB]", []string{"rules.case"}},
		{"list boundary", `lists: [{label: A, terms: [ab]}]`, "[ab]c", []string{"rules.boundary"}},
		{"list except", `lists: [{label: A, terms: [ab], except: [ab cd]}]`, "[ab] cd", []string{"rules.except"}},
		{"list, longer term", `lists: [{label: A, terms: [ab, ab cd]}]`, "[ab] cd", []string{"rules.other-extent"}},
		{"every rule", `{patterns: [{label: A, regex: AB}, {label: B, regex: 'a.'}], lists: [{label: C, terms: [zz]}]}`, "[ab]", []string{"rules.match", "rules.case"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			text, start, end := bracketed(tt.text)
			reasons, err := openStage(t, tt.yaml).Explain(context.Background(), newDocument(t, text), start, end)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, r := range reasons {
				got = append(got, r.Code)
				if r.Message == "" || !strings.HasPrefix(r.Origin, "rules.yaml:") {
					t.Errorf("reason without a message or an origin: %+v", r)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("reasons (-want +got):\n%s\n%v", diff, reasons)
			}
		})
	}
}

func TestExplainRefusesBadRanges(t *testing.T) {
	t.Parallel()
	st := openStage(t, `patterns: [{label: A, regex: a}]`)
	for _, r := range [][2]int{{-1, 1}, {0, 4}, {2, 1}} {
		if _, err := st.Explain(context.Background(), newDocument(t, "abc"), r[0], r[1]); err == nil {
			t.Errorf("[%d,%d) of 3 bytes: no error", r[0], r[1])
		}
	}
}
