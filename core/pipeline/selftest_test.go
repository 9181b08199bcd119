package pipeline_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/pipeline"
)

// What a failed test says: the line, what is wrong and what was found instead.
func TestTests(t *testing.T) {
	t.Parallel()
	const stages = `stages:
  - {id: one, uses: word, with: {label: WORD}}
  - {id: german, uses: word, when: {language: [de]}, with: {label: WORT}}
  - {id: e, uses: judge}
tests:
  - text: an example
`
	tests := map[string]struct {
		test string
		want []string
	}{
		"all is well": {"entities: [{text: an, label: WORD}, {text: example, label: WORD}]\nonly: true", nil},
		"missing": {"entities:\n  - {text: exam, label: NOUN}", []string{
			`9: NOUN "exam" was not found; found instead: WORD "example"; runner explain tells why`,
		}},
		"nothing like it": {"entities:\n  - {text: n e, label: NOUN}", []string{
			`9: NOUN "n e" was not found; found: WORD "an", WORD "example"; runner explain --missing tells why`,
		}},
		"another label": {"entities: [{text: an, label: ARTICLE}, {text: example, label: WORD}]\nonly: true", []string{
			`8: ARTICLE "an" was not found; found instead: WORD "an"; runner explain tells why`,
		}},
		"twice": {"entities: [{text: an, label: WORD}, {text: an, label: WORD}]", []string{
			`8: WORD "an" was not found; found: WORD "an", WORD "example"; runner explain --missing tells why`,
		}},
		"attributes": {"entities: [{text: an, label: WORD, attributes: {kind: article}}]", []string{
			`8: WORD "an" has no attribute kind; its attributes: none`,
		}},
		"only": {"entities: [{text: an, label: WORD}]\nonly: true", []string{
			"9: also found: WORD \"example\"; add them to the test, or drop `only: true`",
		}},
		"only, and nothing expected": {"only: true", []string{
			"8: also found: WORD \"an\", WORD \"example\"; add them to the test, or drop `only: true`",
		}},
		"absent by label": {"absent: [{label: PERSON}, {label: WORD, text: an}]", []string{
			`8: WORD "an" was found; runner explain tells why`,
		}},
		"absent by text": {"absent:\n  - text: example", []string{
			`9: WORD "example" was found; runner explain tells why`,
		}},
		"language": {"language: de\nentities: [{text: an, label: WORT}]", nil},
		"no language": {"entities: [{text: example, label: WORT}]", []string{
			`8: WORT "example" was not found; found instead: WORD "example"; runner explain tells why`,
		}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := open(t, localHost{}, stages+"    "+strings.ReplaceAll(tt.test, "\n", "\n    ")+"\n")
			list, err := r.Test(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, d := range list {
				got = append(got, fmt.Sprintf("%d: %s; %s", d.Line, d.Summary, d.Hint))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A stage that fails on the text of a test fails the test, also where it may be
// skipped.
func TestTestsOfFailingStages(t *testing.T) {
	t.Parallel()
	for policy, want := range map[string]string{
		"dead_letter": `stage "one" failed on the text: told to fail`,
		"skip_stage":  "stages failed on the text and were skipped: one",
	} {
		r := open(t, localHost{}, "stages:\n  - {id: one, uses: word, on_error: "+policy+"}\n  - {id: e, uses: judge}\n"+
			"tests:\n  - text: fail one\n    absent: [{label: NONE}]\n")
		list, err := r.Test(t.Context())
		if err != nil || len(list) != 1 || list[0].Summary != want || list[0].Line != 6 {
			t.Errorf("got %v and %v", list, err)
		}
	}
}

// Verify finds what is wrong with the file, the options, or a test.
func TestVerify(t *testing.T) {
	t.Parallel()
	h := newHost(t)
	for name, tt := range map[string]struct{ stages, want string }{
		"well":    {oneSegment + "tests:\n  - {text: a b, entities: [{text: a, label: X}]}\n", ""},
		"file":    {"stages:\n  - {id: a, use: word}\n", "config.unknown-key"},
		"options": {"stages:\n  - {id: a, uses: word, with: {lable: X}}\n  - {id: e, uses: judge}\n", "config.unknown-key"},
		"open":    {"stages:\n  - {id: a, uses: word, with: {refuse: no}}\n  - {id: e, uses: judge}\ntests:\n  - {text: a, only: true}\n", "plugin.open"},
		"test":    {oneSegment + "tests:\n  - {text: a b, entities: [{text: a, label: Y}]}\n", "test.failed"},
	} {
		list, err := pipeline.Verify(t.Context(), h, pipeline.Source{
			Path: write(t, tt.stages), Options: pipeline.Options{Builtin: self(t, serveTest)},
		})
		got := ""
		if len(list) > 0 {
			got = list[0].Code
		}
		if err != nil || got != tt.want || (got != "" && list[0].Line == 0) {
			t.Errorf("%s: got %v and %v, want %s", name, list, err, tt.want)
		}
	}
}
