package sections

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/plugin/plugintest"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	plugintest.Test(t, []plugin.Kind{Kind()}, plugintest.Options{
		Configs: map[string]plugin.Config{Name: config(t, mail+medical)},
		Texts:   []string{strings.Join(pieces, "\n"), "> é\r\n>> 😀\r\nRegards,\rJo"},
	})
}

func codes(list diag.List) []string {
	var out []string
	for _, d := range list {
		out = append(out, fmt.Sprintf("%s %s %s", d.Severity, d.Code, d.Pointer))
	}
	return out
}

func TestMistakes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		sections string
		want     []string
	}{
		{`[]`, []string{"error config.bad-value /sections"}},
		{`[{label: plan, headings: [Plan]}]`, []string{"error config.bad-value /sections/0/label"}},
		{`[{label: A}]`, []string{"error sections.no-opening /sections/0"}},
		{`[{label: A, headings: [a], start: b}]`, []string{"error sections.two-openings /sections/0/start"}},
		{`[{label: A, start: 'a('}]`, []string{"error sections.regex /sections/0/start"}},
		{`[{label: A, start: '(?=a)'}]`, []string{"error sections.regex /sections/0/start"}},
		{`[{label: A, start: a, end: '[', lead: '*'}]`, []string{"error sections.regex /sections/0/lead", "error sections.regex /sections/0/end"}},
		{`[{label: A, lines: '>*'}]`, []string{"error sections.no-mark /sections/0/lines"}},
		{`[{label: A, lines: '>', end: b, until: c}]`, []string{"error sections.needless /sections/0/end", "error sections.needless /sections/0/until", "error sections.needless /sections/0/until"}},
		{`[{label: A, headings: [a], lead: b}]`, []string{"error sections.needless /sections/0/lead"}},
		{`[{label: A, headings: [' ## ', 'a:b']}]`, []string{"error sections.empty-heading /sections/0/headings/0", "error sections.bad-heading /sections/0/headings/1"}},
		{`[{label: A, headings: [Plan]}, {label: B, headings: ['PLAN:']}]`, []string{"warning sections.duplicate-heading /sections/1/headings/0"}},
		{`[{id: x, label: A, headings: [a]}, {id: x, label: B, headings: [b]}]`, []string{"error sections.duplicate-id /sections/1/id"}},
		{`[{label: A, start: a, level: 0}]`, []string{"error sections.no-closing /sections/0/level"}},
		{`[{label: A, start: a, level: 0, end: b}]`, nil},
	}
	for _, tt := range tests {
		c, err := contract(config(t, tt.sections))
		list := diag.From(err, "")
		if d := cmp.Diff(tt.want, codes(list)); d != "" {
			t.Errorf("%s (-want +got)\n%s", tt.sections, d)
		}
		for _, d := range list {
			if d.Summary == "" || d.Hint == "" && !strings.HasPrefix(d.Code, "config.") && d.Code != "sections.regex" {
				t.Errorf("%s: %v does not say what to do", tt.sections, d)
			}
		}
		if _, err := openStage(context.Background(), config(t, tt.sections)); (err != nil) != list.HasErrors() {
			t.Errorf("%s: open says %v", tt.sections, err)
		}
		if !list.HasErrors() && len(c.Provides) != 1 {
			t.Errorf("%s: provides %v", tt.sections, c.Provides)
		}
	}
}

func TestContractNamesLabels(t *testing.T) {
	t.Parallel()
	c, err := contract(config(t, mail))
	if err != nil {
		t.Fatal(err)
	}
	want := []plugin.LayerSpec{{Name: "sections", Role: plugin.SectionsRole, Labels: []string{"CODE", "GREETING", "QUOTE", "SIGNATURE", "STACK_TRACE"}}}
	if d := cmp.Diff(want, c.Provides); d != "" {
		t.Error(d)
	}
}

func TestExamples(t *testing.T) {
	t.Parallel()
	tests := []struct{ examples, want string }{
		{`{match: ['Plan: rest', "x\n[[plan\nrest]]"], reject: [planning, "[[x]]\nPlan"]}`, ""},
		{`{}`, "info sections.no-examples /sections/0: the rule has no examples"},
		{`{match: [no]}`, "error sections.example /sections/0/examples/match/0: the rule does not find “no” as a whole; it finds nothing"},
		{`{match: ['Quote: a']}`, "error sections.example /sections/0/examples/match/0: the rule does not find “Quote: a” as a whole; “Quote: a” is a QUOTE by q"},
		{`{match: ["[[Plan: x]] y"]}`, "error sections.example /sections/0/examples/match/0: the rule does not find “Plan: x”; it finds “Plan: x y”"},
		{`{match: ["[[Plan: x]]\nQuote\nPlan"]}`, "error sections.example /sections/0/examples/match/0: the rule also finds “Plan”"},
		{`{match: ['[[Plan']}`, "error sections.example /sections/0/examples/match/0: the mark [[ of the example has no ]]"},
		{`{reject: ['Plan: x']}`, "error sections.example /sections/0/examples/reject/0: the rule finds “Plan: x” in an example to reject"},
		{`{reject: ["x\nPlan: [[x]]"]}`, "error sections.example /sections/0/examples/reject/0: the rule finds “Plan: x” in an example to reject"},
	}
	for _, tt := range tests {
		rules := `[{label: PLAN, headings: [plan], examples: ` + tt.examples + `}, {id: q, label: QUOTE, headings: [quote], examples: {match: ['quote: x']}}]`
		var got []string
		for _, d := range test(context.Background(), config(t, rules)) {
			got = append(got, fmt.Sprintf("%s %s %s: %s", d.Severity, d.Code, d.Pointer, d.Summary))
		}
		if d := cmp.Diff(tt.want, strings.Join(got, "\n")); d != "" {
			t.Errorf("%s (-want +got)\n%s", tt.examples, d)
		}
	}
	if found := test(context.Background(), config(t, `[{label: A}]`)); found != nil {
		t.Errorf("mistakes of options are reported twice: %v", found)
	}
}

func TestExplain(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, words, want string }{
		{"Hi\n> a Jo\n> b", "Jo", "sections.in s.yaml:2: it lies in the section QUOTE of lines 2 to 3, which QUOTE opens at line 2, “> a Jo”"},
		{"Hi\n> a Jo\n> b", "Hi\n> a", "sections.in s.yaml:2: it overlaps the section QUOTE of lines 2 to 3, which QUOTE opens at line 2, “> a Jo”"},
		{"Plan: x\nMedications were given", "given", "sections.in s.yaml:11: it lies in the section PLAN of lines 1 to 2, which PLAN opens at line 1, “Plan: x”\n" +
			"sections.no-heading s.yaml:10: line 2 begins with “Medications”, a heading of MEDICATIONS, but it goes on, and not with a colon"},
		{"```\nPlan: x\n```", "Plan", "sections.in s.yaml:8: it lies in the section CODE of lines 1 to 3, which CODE opens at line 1, “```”\n" +
			"sections.closed s.yaml:11: line 2 is a heading of PLAN, but nothing opens before the section around it ends"},
		{"nothing", "thing", ""},
	}
	st := openRules(t, mail+medical)
	for _, tt := range tests {
		doc, err := newDocument(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		at := strings.Index(tt.text, tt.words)
		reasons, err := st.Explain(context.Background(), doc, at, at+len(tt.words))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range reasons {
			got = append(got, r.Code+" "+r.Origin+": "+r.Message)
		}
		if d := cmp.Diff(tt.want, strings.Join(got, "\n")); d != "" {
			t.Errorf("%q in %q (-want +got)\n%s", tt.words, tt.text, d)
		}
	}
	doc, _ := newDocument("abc")
	for _, r := range [][2]int{{-1, 1}, {0, 4}, {2, 1}} {
		if _, err := st.Explain(context.Background(), doc, r[0], r[1]); err == nil {
			t.Errorf("[%d,%d) of 3 bytes: no error", r[0], r[1])
		}
	}
}
