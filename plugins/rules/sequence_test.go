package rules

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

const people = `
lists:
  - {id: titles, label: TITLE, terms: [Dr., Prof. Dr.], silent: true}
  - {id: drinks, label: DRINK, terms: [Dr. Pepper]}
sequences:
  - id: titled
    label: PERSON
    tokens:
      - {list: [titles], times: +, group: title}
      - {shape: [Xx+], not: {lower: [the]}, times: '{1,3}', group: name}
    groups: {title: {attribute: title}, name: {label: NAME}}
    except: ['Dr\. Pepper']
    context: {words: [said, by], required: true}
    score: 0.5
    examples: {match: ['said [[Dr. Ann Lee]]'], reject: ['said by Dr. Pepper', 'Dr. Ann Lee']}
`

func TestSequence(t *testing.T) {
	t.Parallel()
	text := "It was said by Prof. Dr. Ann Lee and Dr. Pepper. The end is nothing to the Dr. Ann Poe over there."
	got := spans(text, process(t, openStage(t, people), text))
	want := []string{"DRINK:Dr. Pepper", "PERSON:Prof. Dr. Ann Lee", ">NAME:Ann Lee"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if found := test(context.Background(), config(t, people, nil)); len(found) != 2 { // the lists have no examples
		t.Errorf("examples: %v", found)
	}
	c, err := contract(config(t, people, nil))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"DRINK", "NAME", "PERSON"}, c.Provides[0].Labels); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}
}

func TestSequenceAttributesAndEntity(t *testing.T) {
	t.Parallel()
	st := openStage(t, `
sequences:
  - label: DOSE
    tokens:
      - {lower: take}
      - {regex: '\d+', group: amount}
      - {lower: [mg, ml], group: unit}
    group: amount
    groups: {unit: {attribute: unit}}
`)
	l := process(t, st, "take 50 mg, then Take 5 ml")
	var got []string
	for _, s := range l.All() {
		got = append(got, fmt.Sprint(s.Start, " ", s.End, " ", s.Attributes))
	}
	if diff := cmp.Diff([]string{"5 7 [{unit mg}]", "22 23 [{unit ml}]"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Conditions on other layers see their spans, and the stage says that it needs
// them.
func TestSequenceAsksOtherLayers(t *testing.T) {
	t.Parallel()
	yaml := `
sequences:
  - label: EMPLOYEE
    tokens:
      - {layer: general, label: [PERSON], attribute: {role: staff}, times: +}
      - {lower: [of]}
      - {layer: general, label: [ORG], times: +}
  - label: NUMBER
    tokens: [{kind: [number]}]
`
	c, err := contract(config(t, yaml, nil))
	if err != nil {
		t.Fatal(err)
	}
	want := []plugin.Need{{Layer: document.Tokens, Optional: true}, {Layer: "general"}}
	if diff := cmp.Diff(want, c.Needs); diff != "" {
		t.Errorf("needs (-want +got):\n%s", diff)
	}
	text := "Ann Lee of Acme Inc, Bob of Acme Inc, 12"
	doc := newDocument(t, text)
	tokens := document.NewLayer(document.Tokens)
	at := 0
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' }) {
		at += strings.Index(text[at:], word)
		label := "word"
		if word == "12" {
			label = "number"
		}
		tokens.AddRange(at, at+len(word), label)
		at += len(word)
	}
	general := document.NewLayer("general")
	general.Add(document.Span{Start: 0, End: 7, Label: "PERSON", Attributes: []document.Attr{{Key: "role", Value: "staff"}}})
	general.AddRange(11, 19, "ORG")
	general.AddRange(21, 24, "PERSON")
	general.AddRange(28, 36, "ORG")
	for _, l := range []*document.Layer{tokens, general} {
		if err := doc.Add(l); err != nil {
			t.Fatal(err)
		}
	}
	if err := openStage(t, yaml).Process(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"EMPLOYEE:Ann Lee of Acme Inc", "NUMBER:12"}, spans(text, doc.Layer("rules"))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSequenceMistakes(t *testing.T) {
	t.Parallel()
	tests := []struct{ yaml, pointer, want, hint string }{
		{"[{label: X, tokens: [{times: '**'}]}]", "/sequences/0/tokens/0/times", "write 1, ?", ""},
		{"[{label: X, tokens: [{}, {regex: '['}]}]", "/sequences/0/tokens/1", "regex: ", ""},
		{"[{label: X, tokens: [{list: [title]}]}]", "/sequences/0/tokens", "no list with the id “title”", `did you mean "titles"?`},
		{"[{label: X, tokens: [{group: name}], group: nane}]", "/sequences/0/group", "no step has the group “nane”", `did you mean "name"?`},
		{"[{label: X, tokens: [{group: name}], groups: {other: {label: Y}}}]", "/sequences/0/groups/other", "the rule has no group “other”", "give a step group: other"},
		{"[{label: X, tokens: [{group: name}], groups: {name: {}}}]", "/sequences/0/groups/name", "nothing becomes of", "add label or attribute"},
		{"[{label: X, tokens: []}]", "/sequences/0/tokens", "no steps", ""},
	}
	for _, tt := range tests {
		_, found := compile(config(t, "lists: [{id: titles, label: T, terms: [Dr]}]\nsequences: "+tt.yaml, nil))
		if len(found) != 1 || found[0].Pointer != tt.pointer || !strings.Contains(found[0].Summary, tt.want) || found[0].Hint != tt.hint {
			t.Errorf("%s: %+v", tt.yaml, found)
		}
	}
}

func TestExplainSequence(t *testing.T) {
	t.Parallel()
	st := openStage(t, people)
	text := "said Dr. Ann Lee"
	reasons, err := st.Explain(context.Background(), newDocument(t, text), 5, len(text))
	if err != nil {
		t.Fatal(err)
	}
	if len(reasons) == 0 || !strings.Contains(reasons[0].Message, "titled proposes it as PERSON") {
		t.Errorf("reasons %+v", reasons)
	}
}

func TestSequencesKnowWhatLiesBetweenTokens(t *testing.T) {
	t.Parallel()
	st := openStage(t, `sequences:
  - {label: NAME, tokens: [{shape: Xx+}, {shape: Xx+, same_line: true, times: '+'}]}
  - {label: PAIR, tokens: [{shape: Xx+}, {text: '-', glued: true}, {shape: Xx+, glued: true}]}
`)
	text := "Ann Lee\r\nStaff Bo\u2028Poe Xi-Ma Xi - Ma"
	var got []string
	for _, s := range process(t, st, text).All() {
		got = append(got, s.Label+" "+text[s.Start:s.End])
	}
	if diff := cmp.Diff([]string{"NAME Ann Lee", "NAME Staff Bo", "NAME Poe Xi", "NAME Ma Xi", "PAIR Xi-Ma"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
