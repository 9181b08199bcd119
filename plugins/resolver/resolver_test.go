package resolver

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Conflicts met in real texts, worked out by hand.
func TestConflicts(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, options, text string
		cands               []cand
		want, fates         []string
	}{
		{
			name: "a drink is no doctor", options: `{"mode": "flat", "priority": ["lists", "people"]}`,
			text: "He drank a Dr. Pepper.",
			cands: []cand{
				{stage: "people", text: "Dr. Pepper", label: "PERSON", score: 0.97},
				{stage: "lists", text: "Dr. Pepper", label: "PRODUCT"},
			},
			want: []string{"Dr. Pepper PRODUCT"},
			fates: []string{
				"Dr. Pepper PERSON people: lost by priority to 11-21 PRODUCT lists",
				"Dr. Pepper PRODUCT lists: kept",
			},
		},
		{
			name: "a whole beats its halves", options: `{"mode": "flat"}`,
			text: "New York City is large",
			cands: []cand{
				{stage: "a", text: "New York City", label: "LOCATION", score: 0.9},
				{stage: "b", text: "New York", label: "LOCATION", score: 0.6},
				{stage: "b", text: "City", label: "LOCATION", score: 0.6},
			},
			want: []string{"New York City LOCATION"},
			fates: []string{
				"New York City LOCATION a: kept",
				"New York LOCATION b: lost by score to 0-13 LOCATION a",
				"City LOCATION b: lost by score to 0-13 LOCATION a",
			},
		},
		{
			name: "without a cost the halves win by their sum", options: `{"mode": "flat", "span_cost": 0}`,
			text: "New York City is large",
			cands: []cand{
				{stage: "a", text: "New York City", label: "LOCATION", score: 0.9},
				{stage: "b", text: "New York", label: "LOCATION", score: 0.6},
				{stage: "b", text: "City", label: "LOCATION", score: 0.6},
			},
			want: []string{"New York LOCATION", "City LOCATION"},
			fates: []string{
				"New York City LOCATION a: lost by sum to 0-8 LOCATION b + 9-13 LOCATION b",
				"New York LOCATION b: kept",
				"City LOCATION b: kept",
			},
		},
		{
			name: "a place inside an organisation", options: `{}`,
			text: "the University of Vienna opened",
			cands: []cand{
				{stage: "a", text: "University of Vienna", label: "ORG", score: 0.8},
				{stage: "b", text: "Vienna", label: "LOCATION", score: 0.95},
				{stage: "b", text: "Vienna", label: "ORG", score: 0.5},
			},
			want: []string{"University of Vienna ORG", ".Vienna LOCATION"},
			fates: []string{
				"University of Vienna ORG a: kept",
				"Vienna LOCATION b: kept",
				"Vienna ORG b: lost by score to 18-24 LOCATION b",
			},
		},
		{
			name: "a severity inside a symptom, but not in itself", options: `{"nesting": {"SYMPTOM": ["SEVERITY"]}}`,
			text: "complains of severe headache",
			cands: []cand{
				{stage: "a", text: "severe headache", label: "SYMPTOM", score: 0.9},
				{stage: "a", text: "severe", label: "SEVERITY", score: 0.7},
				{stage: "b", text: "headache", label: "SYMPTOM", score: 0.8},
			},
			want: []string{"severe headache SYMPTOM", ".severe SEVERITY"},
			fates: []string{
				"severe headache SYMPTOM a: kept",
				"severe SEVERITY a: kept",
				"headache SYMPTOM b: nesting_not_allowed by score to 13-28 SYMPTOM a",
			},
		},
		{
			name: "of crossing spans one stays", options: `{}`,
			text: "York City Council met",
			cands: []cand{
				{stage: "a", text: "York City", label: "LOCATION", score: 0.7},
				{stage: "b", text: "City Council", label: "ORG", score: 0.9},
			},
			want: []string{"City Council ORG"},
			fates: []string{
				"York City LOCATION a: lost by score to 5-17 ORG b",
				"City Council ORG b: kept",
			},
		},
		{
			name: "all keeps crossing spans and one span twice", options: `{"mode": "all", "threshold": 0.5}`,
			text: "York City Council met",
			cands: []cand{
				{stage: "a", text: "York City", label: "LOCATION", score: 0.7},
				{stage: "a", text: "City", label: "LOCATION", score: 0.4},
				{stage: "a", text: "Council", label: "GROUP", score: 0.6},
				{stage: "b", text: "Council", label: "ORG", score: 0.6},
				{stage: "b", text: "City Council", label: "ORG", score: 0.9},
			},
			want: []string{"York City LOCATION", "City Council ORG", ".Council GROUP", ".Council ORG"},
			fates: []string{
				"York City LOCATION a: kept", "City Council ORG b: kept", "City LOCATION a: below_threshold",
				"Council GROUP a: kept", "Council ORG b: kept",
			},
		},
		{
			name: "depth", options: `{"max_depth": 2}`,
			text: "Bank of New England tower",
			cands: []cand{
				{stage: "a", text: "Bank of New England tower", label: "FACILITY", score: 0.9},
				{stage: "a", text: "Bank of New England", label: "ORG", score: 0.8},
				{stage: "a", text: "New England", label: "LOCATION", score: 0.7},
			},
			want: []string{"Bank of New England tower FACILITY", ".Bank of New England ORG"},
			fates: []string{
				"Bank of New England tower FACILITY a: kept", "Bank of New England ORG a: kept",
				"New England LOCATION a: too_deep by nesting to 0-19 ORG a",
			},
		},
		{
			name: "longest match", options: `{"prefer": "longest", "mode": "flat"}`,
			text: "John Doe left",
			cands: []cand{
				{stage: "a", text: "John", label: "PERSON", score: 0.95},
				{stage: "b", text: "John Doe", label: "PERSON", score: 0.5},
			},
			want: []string{"John Doe PERSON"},
			fates: []string{
				"John Doe PERSON b: kept",
				"John PERSON a: lost by length to 0-8 PERSON b",
			},
		},
		{
			name: "ties go by label", options: `{"mode": "flat"}`,
			text: "Paris",
			cands: []cand{
				{stage: "a", text: "Paris", label: "PERSON", score: 0.5},
				{stage: "b", text: "Paris", label: "LOCATION", score: 0.5},
			},
			want:  []string{"Paris LOCATION"},
			fates: []string{"Paris LOCATION b: kept", "Paris PERSON a: lost by tie_break to 0-5 LOCATION b"},
		},
		{
			name: "neighbours are joined and renamed", options: `{"join": [{"labels": ["LOCATION", "KIND"], "into": "LOCATION"}], "relabel": {"GPE": "LOCATION"}, "drop": ["NOISE"]}`,
			text: "from New York City to Salt  Lake City",
			cands: []cand{
				{stage: "a", text: "New York", label: "GPE", score: 0.9},
				{stage: "b", text: "City", label: "KIND", score: 0.7},
				{stage: "b", text: "Salt", label: "KIND"},
				{stage: "b", text: "Lake", label: "KIND"},
				{stage: "b", text: "from", label: "NOISE"},
			},
			want: []string{"New York City LOCATION", "Salt KIND", "Lake KIND"},
			fates: []string{
				"from NOISE b: label_dropped",
				"New York City LOCATION judge: kept",
				"New York GPE a: joined to 5-18 LOCATION judge",
				"City KIND b: joined to 5-18 LOCATION judge",
				"Salt KIND b: kept", "Lake KIND b: kept",
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			doc := newDocument(t, test.text, test.cands...)
			process(t, newStage(t, test.options), doc)
			if diff := cmp.Diff(test.want, outline(doc)); diff != "" {
				t.Errorf("entities (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.fates, fates(doc)); diff != "" {
				t.Errorf("decisions (-want +got):\n%s", diff)
			}
		})
	}
}
