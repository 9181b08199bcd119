package pipelines_test

import (
	"path/filepath"
	"testing"
)

// TestStatus measures what the medical pipeline says of the findings it finds:
// that they are negated, those of a relative, or uncertain.
func TestStatus(t *testing.T) {
	gold := readGold(t, filepath.Join("..", "examples", "gold", "medical.jsonl"))
	found := annotate(t.Context(), t, open(t, "medical"), documents(t, gold))
	halves := map[string]scores{development: {}, heldOut: {}}
	for i, d := range gold {
		said := map[place]map[string]string{}
		for _, e := range found[i] {
			said[e.place()] = e.Attributes
		}
		for _, e := range d.Entities {
			if attributes, ok := said[e.place()]; ok && (e.Label == "SYMPTOM" || e.Label == "DIAGNOSIS") {
				halves[d.Split].status(e.Attributes, attributes)
				if *showErrors == "status" && d.Split == development && e.Attributes["negated"] != attributes["negated"] {
					t.Log(quote(d.ID, d.Text, e), attributes)
				}
			}
		}
	}
	for half, s := range halves {
		t.Log("\n" + s.table("medical, "+half))
		if negated := s.of("negated"); negated.precision() < 0.8 || negated.recall() < 0.8 {
			t.Errorf("%s: negation: precision %.2f, recall %.2f; the floor is 0.80, 0.80", half, negated.precision(), negated.recall())
		}
	}
}

// status compares the attributes of an entity that was found.
func (s scores) status(want, got map[string]string) {
	for _, name := range []string{"negated", "family", "uncertain"} {
		t := s.of(name)
		if want[name] != "" {
			t.gold++
		}
		if got[name] != "" {
			t.found++
		}
		if want[name] != "" && got[name] != "" {
			t.right++
		}
	}
}
