package rules

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/onomast/onomast/core/document"
)

func TestProcess(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, yaml, text string
		want             []string
	}{
		{"pattern", `patterns: [{label: CODE, regex: '\b[A-Z]{2,4}-\d{3,5}\b'}]`, "two XG-4500, one ABCDE-123", []string{"CODE:XG-4500"}},
		{"offsets are bytes of the original", `patterns: [{label: N, regex: '\d+'}]`, "é😀 12 ü 3", []string{"N:12", "N:3"}},
		{"look-behind, bytes too", `patterns: [{label: N, regex: '(?<=€)\d+'}]`, "é😀 €12 ü 3", []string{"N:12"}},
		{"back-reference", `patterns: [{label: D, regex: '\b(\w+) \1\b'}]`, "é the the cat", []string{"D:the the"}},
		{"several expressions", `patterns: [{label: X, regexes: ['a+', 'b+']}]`, "bbaa", []string{"X:aa", "X:bb"}},
		{"overlaps of different rules are all proposed", `patterns: [{label: A, regex: 'ab'}, {label: B, regex: 'bc'}]`, "abc", []string{"A:ab", "B:bc"}},
		{"empty matches are no entities", `patterns: [{label: A, regex: 'x*'}]`, "axxb", []string{"A:xx"}},
		{"ignore_case", `patterns: [{label: A, regex: 'abc', ignore_case: true}]`, "ABC", []string{"A:ABC"}},
		{"ignore_case with look-around", `patterns: [{label: A, regex: 'abc(?!d)', ignore_case: true}]`, "ABCD ABC", []string{"A:ABC"}},
		{"word_boundary knows all letters", `patterns: [{label: A, regex: '[Üü]ber', word_boundary: true}]`, "Über darüber überaus", []string{"A:Über"}},
		{"group is the entity", `patterns: [{label: NO, regex: 'Invoice (?P<no>\d+)', group: no}]`, "Invoice 17", []string{"NO:17"}},
		{"group that took no part", `patterns: [{label: NO, regex: 'Invoice(?: (?P<no>\d+))?', group: no}]`, "Invoice, Invoice 3", []string{"NO:3"}},
		{
			"groups nest", `patterns: [{label: DOSE, regex: '(?P<all>(?P<n>\d+) (?P<unit>mg|ml))', groups: {all: {label: Q}, n: {label: N}, unit: {label: U}}}]`,
			"take 20 mg", []string{"DOSE:20 mg", ">Q:20 mg", ">>N:20", ">>U:mg"},
		},
		{"except covers", `patterns: [{label: P, regex: 'Dr\. [A-Z][a-z]+', except: ['Dr\. Pepper']}]`, "Dr. Smith, Dr. Pepper", []string{"P:Dr. Smith"}},
		{"except with anchors", `patterns: [{label: P, regex: '[A-Z]+', except: ['^NO$']}]`, "YES NO NOT", []string{"P:YES", "P:NOT"}},
		{"except sees around the match", `patterns: [{label: P, regex: 'Washington', except: ['George Washington']}]`, "George Washington, Washington", []string{"P:Washington"}},
		{"except does not drop what is longer", `patterns: [{label: D, regex: 'May(?: \d+)?', except: [May]}]`, "May 5, May", []string{"D:May 5"}},
		{"except with overlap does", `patterns: [{label: D, regex: 'May(?: \d+)?', except: [{regex: May, overlap: true}]}]`, "May 5, May", nil},
		{"except by term", `patterns: [{label: D, regex: 'C\S*', except: [{term: C++}]}]`, "C++ C--", []string{"D:C--"}},
		{"except by look-around", `patterns: [{label: D, regex: '\d+', except: ['\d+(?= mg)']}]`, "5 mg and 6", []string{"D:6"}},
		{"list", `lists: [{label: ORG, terms: [Acme, Acme Cloud, Globex]}]`, "Acme  Cloud and Globex, acme, Acmes", []string{"ORG:Acme  Cloud", "ORG:Globex"}},
		{"list keeps all", `lists: [{label: ORG, terms: [Acme, Acme Cloud, Cloud], longest: false}]`, "Acme Cloud", []string{"ORG:Acme Cloud", "ORG:Acme", "ORG:Cloud"}},
		{"each list chooses for itself", `lists: [{label: A, terms: [New York]}, {label: B, terms: [York]}]`, "New York", []string{"A:New York", "B:York"}},
		{"list except is a term", `lists: [{label: CITY, terms: [Nice, Washington], except: [George Washington]}]`, "Nice, George  Washington, Washington", []string{"CITY:Nice", "CITY:Washington"}},
		{"list except is no regex", `lists: [{label: X, terms: [ac, abc], except: ['a.c']}]`, "abc ac a.c", []string{"X:abc", "X:ac"}},
		{"list except by regex", `lists: [{label: CITY, terms: [Reading], except: [{regex: 'Reading (?:the|a)'}]}]`, "Reading the news in Reading", []string{"CITY:Reading"}},
		{"part of words", `lists: [{label: X, terms: [gold], word_boundary: false}]`, "marigolds", []string{"X:gold"}},
		{"nothing", `{}`, "text", nil},
		{"empty text", `patterns: [{label: A, regex: 'a*'}, {label: B, regex: '(?!x)a'}]`, "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := spans(tt.text, process(t, openStage(t, tt.yaml), tt.text))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("candidates (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEvidence(t *testing.T) {
	t.Parallel()
	st := openStage(t, `
patterns:
  - id: invoice
    label: INVOICE
    regex: 'INV-(?P<n>\d+)'
    groups: {n: {attribute: number}}
    attributes: {source: erp, area: money}
    score: 0.5
    context: {words: [paid, due date], boost: 0.3, penalty: 0.2}
lists:
  - label: ORG
    terms:
      - Acme
`)
	const text = "paid INV-17 due  date Acme"
	l := process(t, st, text)
	want := []document.Span{
		{
			Start: 5, End: 11, Label: "INVOICE", Score: 0.8, Kind: document.Raw,
			Attributes: []document.Attr{{Key: "area", Value: "money"}, {Key: "source", Value: "erp"}, {Key: "number", Value: "17"}},
			Evidence: []document.Attr{
				{Key: "rule", Value: "rules.yaml:3"}, {Key: "rule_id", Value: "invoice"},
				{Key: "context", Value: "paid"}, {Key: "context", Value: "due date"},
			},
		},
		{
			Start: 22, End: 26, Label: "ORG",
			Evidence: []document.Attr{{Key: "rule", Value: "rules.yaml:11"}, {Key: "list", Value: "rules.yaml:13"}},
		},
	}
	var got []document.Span
	for _, s := range l.All() {
		got = append(got, s)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("spans (-want +got):\n%s", diff)
	}
}

func TestScores(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, yaml string
		score      float32
		kind       document.ScoreKind
	}{
		{"none", `patterns: [{label: A, regex: x}]`, 0, document.None},
		{"zero is a score", `patterns: [{label: A, regex: x, score: 0}]`, 0, document.Raw},
		{"raw", `patterns: [{label: A, regex: x, score: 0.7}]`, 0.7, document.Raw},
		{"calibrated", `patterns: [{label: A, regex: x, score: 0.7, calibrated: true}]`, 0.7, document.Calibrated},
		{"default", `{defaults: {score: 0.4, calibrated: true}, lists: [{label: A, terms: [x]}]}`, 0.4, document.Calibrated},
		{"own before default", `{defaults: {score: 0.4}, lists: [{label: A, terms: [x], score: 1}]}`, 1, document.Raw},
		{"penalty", `patterns: [{label: A, regex: x, score: 0.5, context: {words: [y], penalty: 0.2}}]`, 0.3, document.Raw},
		{"never below 0", `patterns: [{label: A, regex: x, score: 0.1, context: {words: [y], penalty: 0.2}}]`, 0, document.Raw},
		{"never above 1", `patterns: [{label: A, regex: x, score: 0.9, context: {words: [the], boost: 0.2}}]`, 1, document.Raw},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			score, kind := process(t, openStage(t, tt.yaml), "the x").Score(0)
			if score != tt.score || kind != tt.kind {
				t.Errorf("got %v %v, want %v %v", score, kind, tt.score, tt.kind)
			}
		})
	}
}
