package rules

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// said renders the attributes and, behind a bar, the evidence of the spans of a
// layer, but for where their rule is.
func said(l *document.Layer) []string {
	var out []string
	for _, s := range l.All() {
		var b strings.Builder
		for _, a := range s.Attributes {
			b.WriteString(a.Key + "=" + a.Value + " ")
		}
		b.WriteString("|")
		for _, a := range s.Evidence {
			if a.Key != "rule" {
				b.WriteString(" " + a.Key + "=" + a.Value)
			}
		}
		out = append(out, b.String())
	}
	return out
}

func TestValues(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, yaml, text string
		want             []string
	}{
		{"one validator", `patterns: [{label: IBAN, regex: '[A-Z]{2}\d{2}[A-Z0-9]+', validate: iban}]`,
			"DE89370400440532013000 DE89370400440532013001", []string{"| validated=iban"}},
		{"several", `patterns: [{label: N, regex: '[\d -]{9,}\d', validate: [luhn, {name: card}]}]`,
			"4111 1111 1111 1111, 7992-7398-713", []string{"| validated=luhn validated=card"}},
		{"penalty", `patterns: [{label: N, regex: '\d{16}', score: 0.9, validate: {name: luhn, penalty: 0.5}}]`,
			"4111111111111112", []string{"| invalid=luhn: its check digits do not fit"}},
		{"region", `patterns: [{label: PHONE, regex: '\d[\d ]+\d', validate: {name: phone, region: gb}}]`,
			"020 7946 0018 or 020 7946 001", []string{"| validated=phone"}},
		{"date", `patterns: [{label: DATE, regex: '\d+ \w+ \d{4}', normalize: {as: date, locale: en}}]`,
			"15 March 2023", []string{"normalized=2023-03-15 grain=day |"}},
		{"order", `patterns: [{label: DATE, regex: '\d\d/\d\d/\d\d', normalize: {as: date, order: dmy}}]`, "03/04/05",
			[]string{"normalized=2005-04-03 grain=day readings=2005-04-03 | 2005-03-04 | 2003-04-05 preference=order dmy assumed=century |"}},
		{"locale", `patterns: [{label: DATE, regex: '\d\d/\d\d/\d{4}', normalize: {as: date, locale: en-US}}]`, "03/04/2005",
			[]string{"normalized=2005-03-04 grain=day readings=2005-03-04 | 2005-04-03 preference=locale en-US of the rule |"}},
		{"reference", `patterns: [{label: DATE, regex: yesterday, normalize: {as: date, locale: en, reference: '2023-03-15'}}]`, "yesterday",
			[]string{"normalized=2023-03-14 grain=day reference=2023-03-15 of the rule |"}},
		{"no reference", `patterns: [{label: DATE, regex: yesterday, normalize: date}]`, "yesterday",
			[]string{"grain=day unresolved=needs a reference date |"}},
		{"defaults", `defaults: {locale: en-GB, reference: '2023-03-15'}
patterns: [{label: DATE, regex: '\d\d/\d\d/\d{4}|yesterday', normalize: date}]`, "03/04/2005 yesterday",
			[]string{
				"normalized=2005-04-03 grain=day readings=2005-04-03 | 2005-03-04 preference=locale en-GB of the rule |",
				"normalized=2023-03-14 grain=day reference=2023-03-15 of the rule |",
			}},
		{"rule before defaults", `defaults: {locale: en-GB, order: dmy, reference: '2023-03-15'}
patterns: [{label: DATE, regex: '\d\d/\d\d/\d{4}|yesterday', normalize: {as: date, locale: en-US, order: mdy, reference: '2020-01-02'}}]`, "03/04/2005 yesterday",
			[]string{
				"normalized=2005-03-04 grain=day readings=2005-03-04 | 2005-04-03 preference=order mdy |",
				"normalized=2020-01-01 grain=day reference=2020-01-02 of the rule |",
			}},
		{"defaults of dates are for dates", `defaults: {order: dmy, reference: '2023-03-15'}
patterns: [{label: DUR, regex: '\d+ days', normalize: {as: duration, locale: en}}]`, "5 days", []string{"normalized=P5D grain=day |"}},
		{"no value", `patterns: [{label: DATE, regex: '\d+ \w+', normalize: date}]`, "30 February",
			[]string{"| not_normalized=date: February has 29 days, not 30"}},
		{"no value, required", `patterns: [{label: DATE, regex: '\d+ \w+', normalize: {as: date, required: true}}]`, "30 February", nil},
		{"no such date", `patterns: [{label: DATE, regex: '\d+ \w+', validate: date}]`, "30 February, 1 March", []string{"| validated=date"}},
		{"lists", `lists: [{label: FREQ, terms: [b.i.d., q8h], normalize: frequency}]`, "b.i.d.", []string{"normalized=2/d frequency=2/d | list=rules.yaml:1"}},
		{"sequences", `sequences: [{label: DUR, tokens: [{shape: [d]}, {text: [days]}], normalize: duration, attributes: {a: b}}]`, "5 days", []string{"a=b normalized=P5D grain=day |"}},
		{"entity of a group", `patterns: [{label: M, regex: 'costs (?P<sum>\S+)', group: sum, normalize: {as: money, locale: en-US}}]`, "costs $5m now", []string{"normalized=USD 5000000 readings=USD 5000000 | CAD 5000000 | AUD 5000000 | NZD 5000000 | MXN 5000000 | SGD 5000000 | HKD 5000000 | ARS 5000000 | CLP 5000000 | COP 5000000 preference=locale en-US of the rule amount=5000000 currency=USD |"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, said(process(t, openStage(t, tt.yaml), tt.text))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestPenaltyMovesTheScore(t *testing.T) {
	t.Parallel()
	st := openStage(t, `patterns: [{label: N, regex: '\d{16}', score: 0.9, validate: {name: luhn, penalty: 0.5}}]`)
	l := process(t, st, "4111111111111112 4111111111111111")
	if a, b := l.Span(0).Score, l.Span(1).Score; a > 0.41 || a < 0.39 || b != 0.9 {
		t.Errorf("scores %v and %v", a, b)
	}
}

// TestLanguageLayer: without a locale the document says, each part for itself.
func TestLanguageLayer(t *testing.T) {
	t.Parallel()
	const text = "le 3 mai 2023; on May 3, 2023; 1.234 km"
	doc := newDocument(t, text)
	layer := document.NewLayer(document.Language)
	layer.Add(document.Span{Start: 0, End: len(text), Label: "fr"})
	layer.Add(document.Span{Start: 15, End: 30, Label: "en"})
	if err := doc.Add(layer); err != nil {
		t.Fatal(err)
	}
	st := openStage(t, `patterns: [{label: D, regex: '\d mai \d{4}|May \d, \d{4}', normalize: date}, {label: Q, regex: '[\d.]+ km', normalize: quantity}]`)
	if err := st.Process(t.Context(), doc); err != nil {
		t.Fatal(err)
	}
	want := []string{"normalized=2023-05-03 grain=day |", "normalized=2023-05-03 grain=day |", "normalized=1234 km value=1234 unit=km |"}
	if diff := cmp.Diff(want, said(doc.Layer("rules"))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestReferenceLayer: the date of a letter is what its relative dates count
// from.
func TestReferenceLayer(t *testing.T) {
	t.Parallel()
	doc := newDocument(t, "Bonn, 2023-03-15. We met yesterday.")
	layer := document.NewLayer("letter")
	layer.Add(document.Span{Start: 6, End: 16, Label: "DATE", Attributes: []document.Attr{{Key: "normalized", Value: "2023-03-15"}}})
	if err := doc.Add(layer); err != nil {
		t.Fatal(err)
	}
	st := openStage(t, `patterns: [{label: D, regex: yesterday, normalize: {as: date, locale: en, reference_layer: letter}}]`)
	if err := st.Process(t.Context(), doc); err != nil {
		t.Fatal(err)
	}
	want := []string{"normalized=2023-03-14 grain=day reference=2023-03-15 of the layer letter |"}
	if diff := cmp.Diff(want, said(doc.Layer("rules"))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestValueNeeds(t *testing.T) {
	t.Parallel()
	c, err := contractOf(t, `patterns: [{label: D, regex: a, normalize: {as: date, reference_layer: letter}}, {label: E, regex: b, normalize: {as: date, reference_layer: letter, locale: de}}]`)
	want := []plugin.Need{{Layer: document.Language, Optional: true}, {Layer: "letter"}}
	if diff := cmp.Diff(want, c.Needs); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func contractOf(t *testing.T, yaml string) (plugin.Contract, error) {
	t.Helper()
	return Kind().Contract(config(t, yaml, nil))
}

func TestValueMistakes(t *testing.T) {
	t.Parallel()
	tests := []struct{ yaml, want, hint string }{
		{`patterns: [{label: A, regex: a, validate: ibn}]`, "error rules.unknown-validator /patterns/0/validate", `did you mean "iban"?`},
		{`patterns: [{label: A, regex: a, validate: [iban, {name: lunh}]}]`, "error rules.unknown-validator /patterns/0/validate/1/name", `did you mean "luhn"?`},
		{`lists: [{label: A, terms: [a], normalize: dates}]`, "error rules.unknown-normaliser /lists/0/normalize", `did you mean "date"?`},
		{`lists: [{label: A, terms: [a], normalize: {as: mony}}]`, "error rules.unknown-normaliser /lists/0/normalize/as", `did you mean "money"?`},
		{`patterns: [{label: A, regex: a, validate: {name: iban, region: DE}}]`, "error rules.region /patterns/0/validate/region", "remove it"},
		{`patterns: [{label: A, regex: a, validate: [{name: phone, region: XX}]}]`, "error rules.region /patterns/0/validate/0/region", "ISO 3166-1"},
		{`patterns: [{label: A, regex: a, validate: {name: iban, penalty: 0.5}}]`, "error rules.no-score /patterns/0/validate/penalty", "score"},
		{`patterns: [{label: A, regex: a, normalize: {as: date, locale: english!}}]`, "error rules.locale /patterns/0/normalize/locale", ""},
		{`patterns: [{label: A, regex: a, normalize: {as: date, reference: soon}}]`, "error rules.reference /patterns/0/normalize/reference", "2023-01-31"},
		{`{defaults: {locale: english!}, patterns: [{label: A, regex: a, normalize: date}, {label: B, regex: b, normalize: date}]}`, "error rules.locale /defaults/locale", ""},
		{`{defaults: {reference: soon}, patterns: [{label: A, regex: a, normalize: date}, {label: B, regex: b, normalize: date}]}`, "error rules.reference /defaults/reference", "2023-01-31"},
		{`patterns: [{label: A, regex: a, normalize: {as: money, order: dmy}}]`, "error rules.normalize /patterns/0/normalize/as", "date"},
	}
	for _, tt := range tests {
		_, err := contractOf(t, tt.yaml)
		found := diag.From(err, "other")
		if got := codes(found); len(got) != 1 || got[0] != tt.want || !strings.Contains(found[0].Hint, tt.hint) {
			t.Errorf("%s: %v %+v, want %s", tt.yaml, got, found, tt.want)
		}
	}
	for _, yaml := range []string{
		`patterns: [{label: A, regex: a, validate: 5}]`, `patterns: [{label: A, regex: a, validate: [[iban]]}]`, `patterns: [{label: A, regex: a, normalize: {locale: en}}]`,
		`patterns: [{label: A, regex: a, normalize: {as: date, order: myd}}]`, `patterns: [{label: A, regex: a, validate: {nam: iban}}]`, `patterns: [{label: A, regex: a, normalize: [date]}]`,
	} {
		if _, err := contractOf(t, yaml); !diag.From(err, "").HasErrors() {
			t.Errorf("%s: no error", yaml)
		}
	}
}

func TestExplainValues(t *testing.T) {
	t.Parallel()
	st := openStage(t, `patterns: [{id: bank, label: IBAN, regex: '[A-Z]{2}\d{20}', validate: iban}, {id: day, label: DATE, regex: '\d+ \w+', normalize: {as: date, required: true}}]`)
	for text, want := range map[string]string{
		"DE89370400440532013001": "bank matches “DE89370400440532013001”, which is dropped by the validator iban: its check digits do not fit",
		"30 February":            "day matches “30 February”, which is dropped for having no value: date: February has 29 days, not 30",
	} {
		reasons, err := st.Explain(t.Context(), newDocument(t, text), 0, len(text))
		if err != nil || len(reasons) != 1 || reasons[0].Message != want {
			t.Errorf("%s: %+v, %v", text, reasons, err)
		}
	}
}
