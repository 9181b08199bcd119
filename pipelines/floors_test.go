package pipelines_test

import "testing"

// A floor is what a pipeline must reach, strictly: the span and the label.
type floor struct{ precision, recall float64 }

// floors returns what holds for all labels together ("all") and for the labels
// a domain's readers ask for first.
func floors(domain, half string) map[string]floor {
	return map[string]map[string]floor{
		"general " + development: {"all": {0.97, 0.94}, "PERSON": {0.95, 0.93}, "DATE": {0.98, 0.98}},
		"general " + heldOut:     {"all": {0.93, 0.87}, "PERSON": {0.88, 0.75}, "DATE": {0.93, 0.93}},
		"legal " + development:   {"all": {0.98, 0.98}, "STATUTE": {0.98, 0.98}, "DEFINED_TERM": {0.98, 0.98}, "SECTION": {0.98, 0.98}, "CLAUSE": {0.98, 0.98}, "CASE": {0.98, 0.98}},
		"legal " + heldOut:       {"all": {0.97, 0.95}, "STATUTE": {0.92, 0.92}, "DEFINED_TERM": {0.95, 0.95}, "SECTION": {0.92, 0.90}, "CLAUSE": {0.95, 0.95}, "COURT": {0.95, 0.95}},
		"medical " + development: {"all": {0.98, 0.98}, "DRUG": {0.98, 0.98}, "DOSAGE": {0.98, 0.98}, "SYMPTOM": {0.97, 0.95}, "DIAGNOSIS": {0.97, 0.97}, "MEDICATION": {0.93, 0.93}},
		"medical " + heldOut:     {"all": {0.94, 0.95}, "DRUG": {0.95, 0.95}, "DOSAGE": {0.93, 0.90}, "SYMPTOM": {0.90, 0.90}, "DIAGNOSIS": {0.88, 0.92}, "MEDICATION": {0.88, 0.82}},
		"support " + development: {"all": {0.98, 0.97}, "PRODUCT_CODE": {0.97, 0.97}, "ERROR_CODE": {0.97, 0.97}, "ORDER_ID": {0.97, 0.97}},
		"support " + heldOut:     {"all": {0.90, 0.94}, "PRODUCT_CODE": {0.90, 0.90}, "ERROR_CODE": {0.85, 0.85}, "ORDER_ID": {0.90, 0.90}},
	}[domain+" "+half]
}

// hold fails the test for every label below its floor.
func hold(t *testing.T, half string, s scores, wanted map[string]floor) {
	t.Helper()
	for label, want := range wanted {
		got := s.total()
		if label != "all" {
			got = *s.of(label)
		}
		if got.precision() < want.precision || got.recall() < want.recall {
			t.Errorf("%s: %s: precision %.3f, recall %.3f; the floor is %.2f, %.2f", half, label, got.precision(), got.recall(), want.precision, want.recall)
		}
	}
}
