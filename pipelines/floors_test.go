package pipelines_test

import "testing"

// A floor is what a pipeline must reach, strictly: the span and the label.
type floor struct{ precision, recall float64 }

// floors returns what holds for all labels together.
func floors(domain, half string) floor {
	return map[string]floor{
		"general " + development: {0.94, 0.74},
		"general " + heldOut:     {0.92, 0.72},
		"legal " + development:   {0.86, 0.72},
		"legal " + heldOut:       {0.84, 0.66},
		"medical " + development: {0.92, 0.85},
		"medical " + heldOut:     {0.86, 0.62},
		"support " + development: {0.89, 0.80},
		"support " + heldOut:     {0.83, 0.63},
	}[domain+" "+half]
}

// hold fails the test when a pipeline is below its floor.
func hold(t *testing.T, half string, s scores, want floor) {
	t.Helper()
	if got := s.total(); got.precision() < want.precision || got.recall() < want.recall {
		t.Errorf("%s: precision %.3f, recall %.3f; the floor is %.2f, %.2f", half, got.precision(), got.recall(), want.precision, want.recall)
	}
}
