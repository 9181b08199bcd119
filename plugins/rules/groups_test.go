package rules

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/onomast/onomast/core/diag"
	"pgregory.net/rapid"
)

const dose = `'(?P<drug>[a-z]+) (?P<dose>\d+ ?mg)(?: for (?P<time>\d+ \w+))?'`

// nested renders the spans of a layer as spans does, with what said says.
func nested(t *testing.T, yaml, text string) []string {
	t.Helper()
	l := process(t, openStage(t, yaml), text)
	what, where := said(l), spans(text, l)
	for i := range where {
		where[i] += " " + what[i]
	}
	return where
}

func TestGroupValues(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, groups, text string
		want               []string
	}{
		{"nested span", `{dose: {label: DOSAGE, normalize: quantity}}`, "aspirin 100 mg",
			[]string{"MED:aspirin 100 mg |", ">DOSAGE:100 mg normalized=100 mg value=100 unit=mg |"}},
		{"attribute", `{dose: {attribute: dose, normalize: quantity}}`, "aspirin 100mg", []string{"MED:aspirin 100mg dose=100 mg |"}},
		{"both", `{dose: {label: DOSAGE, attribute: dose, normalize: quantity}}`, "aspirin 100mg",
			[]string{"MED:aspirin 100mg dose=100 mg |", ">DOSAGE:100mg normalized=100 mg value=100 unit=mg |"}},
		{"static attributes", `{dose: {label: DOSAGE, attributes: {b: '2', a: '1'}, normalize: quantity}}`, "aspirin 1 mg",
			[]string{"MED:aspirin 1 mg |", ">DOSAGE:1 mg a=1 b=2 normalized=1 mg value=1 unit=mg |"}},
		{"static attributes of the entity", `{time: {attributes: {limited: 'true'}}}`, "aspirin 1 mg, aspirin 2 mg for 3 days",
			[]string{"MED:aspirin 1 mg |", "MED:aspirin 2 mg for 3 days limited=true |"}},
		{"text for want of a value", `{drug: {attribute: drug, normalize: quantity}}`, "aspirin 1 mg",
			[]string{"MED:aspirin 1 mg drug=aspirin | not_normalized=quantity: it is no number with a unit of measure (group drug)"}},
		{"no value of a nested span", `{drug: {label: DRUG, normalize: quantity}}`, "aspirin 1 mg",
			[]string{"MED:aspirin 1 mg |", ">DRUG:aspirin | not_normalized=quantity: it is no number with a unit of measure"}},
		{"required", `{time: {label: TIME, normalize: {as: duration, required: true}}}`, "aspirin 1 mg for 3 days, aspirin 2 mg for 3 apples",
			[]string{"MED:aspirin 1 mg for 3 days |", ">TIME:3 days normalized=P3D grain=day |"}},
		{"required as a check alone", `{time: {normalize: {as: duration, required: true}}}`, "aspirin 1 mg for 3 days, aspirin 2 mg for 3 apples",
			[]string{"MED:aspirin 1 mg for 3 days |"}},
		{"required of a group that took no part", `{time: {label: TIME, normalize: {as: duration, required: true}}}`, "aspirin 1 mg",
			[]string{"MED:aspirin 1 mg |"}},
		{"validate", `{time: {label: TIME, validate: date}}`, "aspirin 1 mg for 3 May, aspirin 2 mg for 31 June",
			[]string{"MED:aspirin 1 mg for 3 May |", ">TIME:3 May | validated=date"}},
		{"validate an attribute", `{time: {attribute: time, validate: date}}`, "aspirin 1 mg for 3 May",
			[]string{"MED:aspirin 1 mg for 3 May time=3 May | validated=date (group time)"}},
		{"several", `{drug: {attribute: drug}, dose: {label: DOSAGE, normalize: quantity}, time: {attribute: time, normalize: duration}}`, "aspirin 1 mg for 3 days",
			[]string{"MED:aspirin 1 mg for 3 days drug=aspirin time=P3D |", ">DOSAGE:1 mg normalized=1 mg value=1 unit=mg |"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			yaml := `patterns: [{label: MED, regex: ` + dose + `, groups: ` + tt.groups + `}]`
			if diff := cmp.Diff(tt.want, nested(t, yaml, tt.text)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A group outside the entity is no span in it, but its value is an attribute.
func TestGroupOutsideTheEntity(t *testing.T) {
	t.Parallel()
	yaml := `patterns: [{label: DRUG, regex: ` + dose + `, group: drug, groups: {dose: {label: DOSAGE, attribute: dose, normalize: quantity}}}]`
	if diff := cmp.Diff([]string{"DRUG:aspirin dose=5 mg |"}, nested(t, yaml, "aspirin 5mg")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestGroupValuesOfSequences(t *testing.T) {
	t.Parallel()
	yaml := `
sequences:
  - label: STAY
    tokens:
      - {lower: [stayed]}
      - {regex: '\d+', group: time}
      - {lower: [days, apples], group: time}
      - {lower: [ago], times: '?', group: ago}
    groups:
      time: {label: DURATION, normalize: {as: duration, required: true}}
      ago: {attributes: {historical: 'true'}}
`
	want := []string{
		"STAY:stayed 3 days |", ">DURATION:3 days normalized=P3D grain=day |",
		"STAY:stayed 5 days ago historical=true |", ">DURATION:5 days normalized=P5D grain=day |",
	}
	if diff := cmp.Diff(want, nested(t, yaml, "stayed 3 days, stayed 4 apples, stayed 5 days ago")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The penalty of a group's validator is taken from the score of the match, which
// its spans share.
func TestGroupPenalty(t *testing.T) {
	t.Parallel()
	st := openStage(t, `patterns: [{label: PAID, regex: 'by (?P<card>\d{16})', score: 0.9, groups: {card: {label: CARD, validate: {name: luhn, penalty: 0.5}}}}]`)
	l := process(t, st, "by 4111111111111112, by 4111111111111111")
	var scores []string
	for _, s := range l.All() {
		scores = append(scores, strings.TrimRight(strings.Repeat("#", int(s.Score*10+0.5)), " "))
	}
	if diff := cmp.Diff([]string{"####", "####", "#########", "#########"}, scores); diff != "" {
		t.Errorf("scores in tenths (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"|", "| invalid=luhn: its check digits do not fit", "|", "| validated=luhn"}, said(l)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestGroupMistakes(t *testing.T) {
	t.Parallel()
	tests := []struct{ groups, want, hint string }{
		{`{doze: {label: D}}`, "error rules.unknown-group /patterns/0/groups/doze", `did you mean "dose"?`},
		{`{dose: {}}`, "error rules.group /patterns/0/groups/dose", "label or attribute"},
		{`{dose: {normalize: quantity}}`, "error rules.group /patterns/0/groups/dose", "add label"},
		{`{dose: {label: D, normalize: quantiti}}`, "error rules.unknown-normaliser /patterns/0/groups/dose/normalize", `did you mean "quantity"?`},
		{`{dose: {label: D, normalize: {as: mony}}}`, "error rules.unknown-normaliser /patterns/0/groups/dose/normalize/as", `did you mean "money"?`},
		{`{dose: {label: D, validate: [luhn, ibn]}}`, "error rules.unknown-validator /patterns/0/groups/dose/validate/1", `did you mean "iban"?`},
		{`{dose: {label: D, validate: {name: luhn, penalty: 0.1}}}`, "error rules.no-score /patterns/0/groups/dose/validate/penalty", "score"},
	}
	for _, tt := range tests {
		_, err := contractOf(t, `patterns: [{label: MED, regex: `+dose+`, groups: `+tt.groups+`}]`)
		found := diag.From(err, "other")
		if got := codes(found); len(got) != 1 || got[0] != tt.want || !strings.Contains(found[0].Hint, tt.hint) {
			t.Errorf("%s: %v %+v, want %s", tt.groups, got, found, tt.want)
		}
	}
	_, err := contractOf(t, `patterns: [{label: MED, regexes: ['(?P<a>x)', '(?P<ab>x)'], group: a}]`)
	found := diag.From(err, "other")
	if got := codes(found); len(got) != 1 || got[0] != "error rules.unknown-group /patterns/0/group" || !strings.Contains(found[0].Summary, "at rules.yaml:1") {
		t.Errorf("%v %+v", got, found)
	}
}

func TestExplainGroupValues(t *testing.T) {
	t.Parallel()
	st := openStage(t, `patterns: [{id: med, label: MED, regex: `+dose+`, groups: {time: {label: TIME, normalize: {as: duration, required: true}}, drug: {validate: {name: luhn}}}}]`)
	const text = "aspirin 1 mg for 3 apples"
	reasons, err := st.Explain(t.Context(), newDocument(t, text), 0, len(text))
	want := "med matches “aspirin 1 mg for 3 apples”, which is dropped by the validator luhn: it has more than digits and single separators (group drug)"
	if err != nil || len(reasons) != 1 || reasons[0].Message != want {
		t.Errorf("%+v, %v", reasons, err)
	}
}

// Whatever the groups are made of, those in the layer are the ones the
// expression has, in its order, each within its parent.
func TestGroupsNestAsInTheExpression(t *testing.T) {
	t.Parallel()
	st := openStage(t, `patterns: [{label: ALL, regex: '(?P<a>x(?P<b>y+(?P<c>z)?)?)(?P<d>w)?', groups: {a: {label: A}, b: {label: B, normalize: quantity}, c: {label: C}, d: {label: D}}}]`)
	rapid.Check(t, func(rt *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"x", "y", "z", "w", " ", "é"})).Draw(rt, "pieces"), "")
		l := process(t, st, text)
		for i, s := range l.All() {
			if p := l.Parent(i); p >= 0 && (l.Start(p) > s.Start || l.End(p) < s.End || p >= i) {
				rt.Fatalf("%q: span %d lies outside its parent %d", text, i, p)
			}
			depth := strings.Count(spans(text, l)[i], ">")
			if want := map[string]int{"ALL": 0, "A": 1, "B": 2, "C": 3, "D": 1}[s.Label]; depth != want {
				rt.Fatalf("%q: %s lies %d deep, want %d", text, s.Label, depth, want)
			}
		}
	})
}
