package rules

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

func TestContext(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, context, text string
		want                []string
	}{
		{"required, before", `{words: [no], required: true}`, "no 1, and so on and on and on 2", []string{"1"}},
		{"required, after", `{words: [mg], required: true}`, "1 mg", []string{"1"}},
		{"either case", `{words: [Order], required: true}`, "ORDER 1", []string{"1"}},
		{"whole words", `{words: [no], required: true}`, "not 1", nil},
		{"several words", `{words: [order number], required: true}`, "order 1, order\nnumber 2", []string{"1", "2"}},
		{"window ends", `{words: [no], required: true, window: 2}`, "no a b 1 a b no", nil},
		{"window reaches", `{words: [no], required: true, window: 3}`, "no a b 1", []string{"1"}},
		{"term wholly inside", `{words: [order number], required: true, window: 1}`, "order number 1", nil},
		{"only before", `{words: [no], required: true, side: before, window: 1}`, "1 no 2", []string{"2"}},
		{"only after", `{words: [no], required: true, side: after, window: 1}`, "1 no 2", []string{"1"}},
		{"the match does not count", `{words: ['1'], required: true}`, "1", nil},
		{"forbidden", `{forbid: [phone], window: 1}`, "phone 1 order 2", []string{"2"}},
		{"forbidden before required", `{words: [order], required: true, forbid: [phone]}`, "order phone 1", nil},
		{"sentence", `{words: [order], required: true, sentence: true}`, "We got your order and will look at it as soon as we can: 1. And 2", []string{"1"}},
		{"line", `{words: [order], required: true, sentence: true}`, "order 1\n2", []string{"1"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			st := openStage(t, `patterns: [{label: N, regex: '\d+', context: `+tt.context+`}]`)
			l := process(t, st, tt.text)
			var got []string
			for _, s := range l.All() {
				got = append(got, tt.text[s.Start:s.End])
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("kept (-want +got):\n%s", diff)
			}
		})
	}
}

// Layers of other stages go before the stage's own idea of tokens and sentences.
func TestContextUsesLayers(t *testing.T) {
	t.Parallel()
	const text = "No. 1 and. 2"
	tests := []struct {
		name, context string
		layers        map[string][][2]int
		want          string
	}{
		{"own tokens", `{words: [no], required: true, window: 1}`, nil, ""},
		{"tokens", `{words: [no], required: true, window: 1}`, map[string][][2]int{document.Tokens: {{0, 3}, {4, 5}, {6, 10}, {11, 12}}}, "1"},
		{"own sentences", `{words: [no], required: true, sentence: true}`, nil, ""},
		{"sentences", `{words: [no], required: true, sentence: true}`, map[string][][2]int{document.Sentences: {{0, 10}, {11, 12}}}, "1"},
		{"one sentence", `{words: [no], required: true, sentence: true}`, map[string][][2]int{document.Sentences: {{0, 12}}}, "1 2"},
		{"empty layers", `{words: [no], required: true}`, map[string][][2]int{document.Tokens: nil}, ""},
		{"no sentence there", `{words: [no], required: true, sentence: true}`, map[string][][2]int{document.Sentences: {{0, 3}}}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			doc := newDocument(t, text)
			for name, spans := range tt.layers {
				l := document.NewLayer(name)
				for _, s := range spans {
					l.AddRange(s[0], s[1], "")
				}
				if err := doc.Add(l); err != nil {
					t.Fatal(err)
				}
			}
			st := openStage(t, `patterns: [{label: N, regex: '\d', context: `+tt.context+`}]`)
			if err := st.Process(context.Background(), doc); err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, s := range doc.Layer("rules").All() {
				got = append(got, text[s.Start:s.End])
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("kept %v, want %q", got, tt.want)
			}
		})
	}
}

// The work for a match must not grow with the number of matches and context
// words around it, whatever the text.
func TestContextIsNotQuadratic(t *testing.T) {
	t.Parallel()
	for _, piece := range []string{"1 order ", "1", "order ", "\u00A0", "1 2 ", "1.", "a"} {
		text := strings.Repeat(piece, 100_000/len(piece))
		for _, where := range []string{"window: 1000", "sentence: true"} {
			st := openStage(t, fmt.Sprintf(`patterns: [{label: N, regex: '\d', score: 0.5, except: ['\d\d\d', {term: zz}], context: {words: [order, order order], forbid: [never], boost: 0.1, %s}}]`, where))
			process(t, st, text) // the test's deadline is the check
		}
	}
}

// Terms of lists count as words, after the exceptions and the context of their
// own list.
func TestContextByLists(t *testing.T) {
	t.Parallel()
	const lists = `
lists:
  - {id: units, label: UNIT, silent: true, terms: [mg, ml, g], except: [g force]}
  - {id: phones, label: PHONE, silent: true, terms: [call, ring], context: {lists: [units], required: true, window: 2}}
patterns: [{id: n, label: N, regex: '\d+', score: 0.5, context: `
	tests := []struct {
		name, context, text string
		want                []string
	}{
		{"required", `{lists: [units], required: true, window: 1}`, "5 mg, 6 pm", []string{"N:5"}},
		{"or a word", `{lists: [units], words: [about], required: true, window: 1}`, "5 mg, about 6, and 7", []string{"N:5", "N:6"}},
		{"exceptions of the list", `{lists: [units], required: true, window: 2}`, "5 g force", nil},
		{"forbidden", `{forbid_lists: [phones], window: 1}`, "call 5 mg, call Bob, ring 6", []string{"N:6"}},
		{"side", `{lists: [units], required: true, side: before, window: 1}`, "5 mg 6", []string{"N:6"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			l := process(t, openStage(t, lists+tt.context+`}]`), tt.text)
			if diff := cmp.Diff(tt.want, spans(tt.text, l)); diff != "" {
				t.Errorf("kept (-want +got):\n%s", diff)
			}
		})
	}
	l := process(t, openStage(t, lists+`{lists: [units], words: [of], boost: 0.2}}]`), "of 5 mg")
	if diff := cmp.Diff([]string{"| rule_id=n context=of context=term of units (rules.yaml:3)"}, said(l)); diff != "" {
		t.Errorf("evidence (-want +got):\n%s", diff)
	}
}

func TestContextBySections(t *testing.T) {
	t.Parallel()
	const text = "PLAN: 1\nNOTE: 2\nPLAN: 3 4"
	tests := []struct {
		context string
		want    []string
	}{
		{`{sections: [PLAN]}`, []string{"N:1", "N:3", "N:4"}},
		{`{sections: [NOTE, PLAN]}`, []string{"N:1", "N:2", "N:3", "N:4"}},
		{`{sections: [OTHER]}`, nil},
		{`{forbid_sections: [PLAN]}`, []string{"N:2"}},
		{`{sections: [PLAN], words: ['4'], required: true, window: 1}`, []string{"N:3"}},
	}
	for _, tt := range tests {
		l := sectioned(t, openStage(t, `patterns: [{label: N, regex: '\d', context: `+tt.context+`}]`), text)
		if diff := cmp.Diff(tt.want, spans(text, l)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.context, diff)
		}
	}
	st := openStage(t, `patterns: [{label: N, regex: '\d', context: {sections: [PLAN]}}]`)
	if got := spans(text, process(t, st, text)); got != nil {
		t.Errorf("without the layer: %q", got)
	}
	examples := `patterns: [{label: N, regex: '\d', context: {sections: [PLAN]}, examples: {match: ['1'], reject: [a]}}]`
	if found := test(t.Context(), config(t, examples, nil)); len(found) > 0 {
		t.Errorf("examples know no sections: %v", found)
	}
}

// Once the layers are known, labels that no section has are mistakes.
func TestSectionsAreChecked(t *testing.T) {
	t.Parallel()
	const yaml = `{patterns: [{label: N, regex: '\d', context: {sections: [PLAN], forbid_sections: [NOTES]}}], assertions: [{attributes: {a: b}, sections: [PLANS]}]}`
	sections := plugin.LayerSpec{Name: document.Sections, Role: plugin.SectionsRole, Stage: "parts", Labels: []string{"PLAN", "NOTE"}}
	open := sections
	open.OpenLabels = true
	tests := []struct {
		name   string
		layers []plugin.LayerSpec
		want   []string
	}{
		{"nothing is known", nil, nil},
		{"no such layer", []plugin.LayerSpec{{Name: "other", Role: plugin.CandidatesRole}}, []string{"warning rules.no-sections /patterns/0/context/sections/0"}},
		{"labels", []plugin.LayerSpec{sections}, []string{
			"warning rules.unknown-section /patterns/0/context/forbid_sections/0", "warning rules.unknown-section /assertions/0/sections/0",
		}},
		{"open labels", []plugin.LayerSpec{open}, nil},
	}
	for _, tt := range tests {
		cfg := config(t, yaml, nil)
		cfg.Layers = tt.layers
		c, err := Kind().Contract(cfg)
		found := diag.From(err, "other")
		if diff := cmp.Diff(tt.want, codes(found)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
		for _, d := range found {
			if d.Code == "rules.unknown-section" && !strings.Contains(d.Hint, "did you mean") {
				t.Errorf("%s: hint %q", tt.name, d.Hint)
			}
		}
		if diff := cmp.Diff([]plugin.Need{{Role: plugin.SectionsRole, Optional: true}}, c.Needs); diff != "" {
			t.Errorf("%s: needs (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestContextMistakes(t *testing.T) {
	t.Parallel()
	tests := []struct{ context, want, hint string }{
		{`{lists: [unit], required: true}`, "error rules.unknown-list /lists/0/context/lists/0", `did you mean "units"?`},
		{`{forbid_lists: [words, unitz]}`, "error rules.unknown-list /lists/0/context/forbid_lists/1", `did you mean "units"?`},
		{`{lists: [units], required: true}`, "error rules.contradiction /lists/1/context", "leave one"},
		{`{forbid_lists: [own]}`, "error rules.contradiction /lists/0/context", "leave one"},
		{`{forbid_lists: [words]}`, "", ""},
		{`{sections: [A, B], forbid_sections: [C, A]}`, "error rules.contradiction /lists/0/context/forbid_sections/1", "remove it"},
		{`{lists: [words]}`, "warning rules.idle-context /lists/0/context", "required: true"},
		{`{sections: [A], boost: 0.1}`, "error rules.context-words /lists/0/context; error rules.no-score /lists/0/context", "add words"},
	}
	for _, tt := range tests {
		_, err := contractOf(t, `
lists:
  - {id: own, label: A, terms: [a], context: `+tt.context+`}
  - {id: units, label: B, terms: [b], context: {forbid_lists: [own]}}
  - {id: words, label: C, terms: [c]}`)
		found := diag.From(err, "other")
		if got := strings.Join(codes(found), "; "); got != tt.want || got != "" && !strings.Contains(found[0].Hint, tt.hint) {
			t.Errorf("%s: %s %+v, want %s", tt.context, got, found, tt.want)
		}
	}
}

func TestExplainContext(t *testing.T) {
	t.Parallel()
	st := openStage(t, `
lists: [{id: units, label: U, silent: true, terms: [mg]}]
patterns:
  - {id: a, label: A, regex: '1', context: {lists: [units], words: [no], required: true}}
  - {id: b, label: B, regex: '2', context: {forbid_lists: [units]}}
  - {id: c, label: C, regex: '3', context: {sections: [PLAN, NOTE]}}
`)
	for text, want := range map[string]string{
		"1":    "a matches “1”, which is dropped: none of its context words is near (no, terms of units)",
		"2 mg": "b matches “2”, which is dropped by the forbidden term of units (rules.yaml:2) near it",
		"3":    "c matches “3”, which is dropped: it lies in no section PLAN, NOTE",
	} {
		reasons, err := st.Explain(t.Context(), newDocument(t, text), 0, 1)
		if err != nil || len(reasons) != 1 || reasons[0].Message != want {
			t.Errorf("%s: %+v, %v", text, reasons, err)
		}
	}
}
