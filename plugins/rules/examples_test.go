package rules

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestExamples(t *testing.T) {
	t.Parallel()
	const code = `label: CODE, regex: '\b[A-Z]{2,4}-\d{2,5}\b', except: ['COVID-\d+', 'SARS-\d+']`
	tests := []struct {
		name, yaml string
		want       []string // pointer and summary
	}{
		{"right", `patterns: [{` + code + `, examples: {match: [XG-4500, 'an [[XG-4500]], an [[AB-12]]'], reject: [COVID-19, x]}}]`, nil},
		{"nothing found", `patterns: [{` + code + `, examples: {match: [xg-4500]}}]`, []string{"/patterns/0/examples/match/0: the rule does not find “xg-4500” as a whole; it finds nothing"}},
		{"only a part", `patterns: [{` + code + `, examples: {match: [an XG-4500]}}]`, []string{"/patterns/0/examples/match/0: the rule does not find “an XG-4500” as a whole; it finds “XG-4500”"}},
		{"dropped", `patterns: [{` + code + `, examples: {match: [SARS-22]}}]`, []string{"/patterns/0/examples/match/0: the rule does not find “SARS-22” as a whole; “SARS-22” is dropped by the exception “SARS-\\d+”"}},
		{"other mark", `patterns: [{` + code + `, examples: {match: ['an [[XG]]-4500']}}]`, []string{"/patterns/0/examples/match/0: the rule does not find “XG”; it finds “XG-4500”"}},
		{"one too many", `patterns: [{` + code + `, examples: {match: ['[[XG-45]], AB-12']}}]`, []string{"/patterns/0/examples/match/0: the rule also finds “AB-12”"}},
		{"not rejected", `patterns: [{` + code + `, examples: {reject: [no, 'see MERS-12']}}]`, []string{"/patterns/0/examples/reject/1: the rule finds “MERS-12” in an example to reject"}},
		{"reject what is marked", `patterns: [{` + code + `, examples: {reject: ['[[SARS-22]] and XG-45']}}]`, nil},
		{"marked and found", `patterns: [{` + code + `, examples: {reject: ['[[SARS-22]] and [[XG-45]]']}}]`, []string{"/patterns/0/examples/reject/0: the rule finds “XG-45” in an example to reject"}},
		{"open mark", `patterns: [{` + code + `, examples: {match: ['[[XG-45']}}]`, []string{"/patterns/0/examples/match/0: the mark [[ of the example has no ]]"}},
		{"group", `patterns: [{label: N, regex: 'no (?P<n>\d+)', group: n, examples: {match: ['no 1', 'a no [[1]]']}}]`, nil},
		{"context", `patterns: [{label: N, regex: '\d+', context: {words: [no], required: true}, examples: {match: ['no [[1]]', '2']}}]`, []string{"/patterns/0/examples/match/1: the rule does not find “2” as a whole; “2” is dropped: none of its context words is near (no)"}},
		{"list", `lists: [{label: L, terms: [a b], examples: {match: ['a  b'], reject: [a b]}}]`, []string{"/lists/0/examples/reject/0: the rule finds “a b” in an example to reject"}},
		{"each list by itself", `lists: [{label: L, terms: [a], examples: {match: [a]}}, {label: M, terms: [b], examples: {reject: [a]}}]`, nil},
		{"without examples", `patterns: [{label: A, regex: a}]`, []string{"/patterns/0: the rule has no examples"}},
		{"no examples are possible", `sequences: [{label: A, tokens: [{layer: other, label: B}]}]`, nil},
		{"options with mistakes are another's business", `patterns: [{label: A, regex: '('}]`, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, d := range test(context.Background(), config(t, tt.yaml, nil)) {
				got = append(got, d.Pointer+": "+d.Summary)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("diagnostics (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSlowExampleIsAMistake(t *testing.T) {
	t.Parallel()
	yaml := "{budget: 10ms, " + strings.Replace(catastrophic, "}]", ", examples: {reject: ["+strings.Repeat("a", 200)+"bc]}}]", 1) + "}"
	found := test(context.Background(), config(t, yaml, nil))
	if !found.HasErrors() || !strings.Contains(found[0].Summary, "budget") {
		t.Errorf("got %v, want a mistake about the budget", found)
	}
}

// The pipeline of the architecture page must work as it is written there.
func TestArchitectureExample(t *testing.T) {
	t.Parallel()
	const yaml = `
patterns:
  - label: PRODUCT_CODE
    regex: '\b[A-Z]{2,4}-\d{3,5}\b'
    except: ['COVID-\d+']
    examples: {match: [XG-4500], reject: [COVID-19]}
`
	if found := test(context.Background(), config(t, yaml, nil)); len(found) > 0 {
		t.Error(found)
	}
	const text = "Dr. Smith returned two XG-4500 and a Dr. Pepper."
	if diff := cmp.Diff([]string{"PRODUCT_CODE:XG-4500"}, spans(text, process(t, openStage(t, yaml), text))); diff != "" {
		t.Error(diff)
	}
}
