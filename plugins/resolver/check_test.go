package resolver

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/schema"
)

// known is what other stages of a pipeline announce.
func known(open bool) []plugin.LayerSpec {
	return []plugin.LayerSpec{
		{Name: "tokens", Role: plugin.TokensRole, Stage: "words"},
		{Name: "rules", Role: plugin.CandidatesRole, Stage: "rules", Labels: []string{"DATE", "ORG"}},
		{Name: "people", Role: plugin.CandidatesRole, Stage: "people", Labels: []string{"PER", "ORG"}, OpenLabels: open},
	}
}

func mistakes(t *testing.T, options string, layers []plugin.LayerSpec) []string {
	t.Helper()
	_, err := Kind().Contract(plugin.Config{Stage: "judge", With: json.RawMessage(options), Layers: layers})
	var lines []string
	for _, d := range diag.From(err, "test") {
		lines = append(lines, fmt.Sprintf("%s %s %s: %s; %s", d.Severity, d.Code, d.Pointer, d.Summary, d.Hint))
	}
	return lines
}

func TestMistakes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, options string
		want          []string
	}{
		{"nothing wrong", `{"priority": ["rules", "people"], "thresholds": {"ORG": 0.5, "rules": 0.2, "people/PER": 0.1, "rules/ORG": 0},
			"nesting": {"ORG": ["PER", "*"]}, "max_depth": 3, "label_priority": ["DATE"], "drop": ["DATE"], "unscored_by_stage": {"rules": 1}}`, nil},
		{"a star in priority", `{"from": ["rules"], "priority": ["*", "rules"]}`, nil},
		{"unknown stage in from", `{"from": ["rule"]}`,
			[]string{`error resolver.unknown-stage /from/0: no stage "rule" writes candidates; did you mean "rules"?`}},
		{"a stage that writes no candidates", `{"from": ["words"]}`,
			[]string{`error resolver.unknown-stage /from/0: no stage "words" writes candidates; known here: people, rules`}},
		{"priority outside from", `{"from": ["rules"], "priority": ["people", "ruels"]}`, []string{
			`error resolver.unknown-stage /priority/0: stage "people" is not among those in from; add it to from`,
			`error resolver.unknown-stage /priority/1: stage "ruels" is not among those in from; did you mean "rules"?`}},
		{"listed twice", `{"priority": ["rules", "rules"]}`,
			[]string{`error resolver.repeated /priority/1: "rules" is listed twice; remove one of them`}},
		{"thresholds", `{"thresholds": {"ORF": 0.5, "peple": 0.5, "people/DATE": 0.1, "poeple/ORG": 0.1, "DATE": 1.5}}`, []string{
			`error resolver.range /thresholds/DATE: 1.5 is no score; scores lie between 0 and 1`,
			`error resolver.unknown-label /thresholds/ORF: nobody proposes "ORF"; did you mean "ORG"?`,
			`error resolver.unknown-label /thresholds/people~1DATE: nobody proposes "DATE"; known here: PER, ORG`,
			`error resolver.unknown-label /thresholds/peple: nobody proposes "peple"; did you mean "people"?`,
			`error resolver.unknown-stage /thresholds/poeple~1ORG: no stage "poeple" writes candidates; did you mean "people"?`}},
		{"unscored", `{"unscored_by_stage": {"ruels": 7}}`, []string{
			`error resolver.range /unscored_by_stage/ruels: 7 is no score; scores lie between 0 and 1`,
			`error resolver.unknown-stage /unscored_by_stage/ruels: no stage "ruels" writes candidates; did you mean "rules"?`}},
		{"labels", `{"nesting": {"OGR": ["PERS"]}, "label_priority": ["DATES"], "drop": ["X"], "relabel": {"PR": "PERSON"}}`, []string{
			`error resolver.unknown-label /label_priority/0: nobody proposes "DATES"; did you mean "DATE"?`,
			`error resolver.unknown-label /nesting/OGR: nobody proposes "OGR"; did you mean "ORG"?`,
			`error resolver.unknown-label /nesting/OGR/0: nobody proposes "PERS"; did you mean "PER"?`,
			`error resolver.unknown-label /relabel/PR: nobody proposes "PR"; did you mean "PER"?`,
			`error resolver.unknown-label /drop/0: nobody proposes "X"; known here: DATE, ORG, PER`}},
		{"old name after relabel", `{"relabel": {"PER": "PERSON"}, "thresholds": {"PER": 0.5, "PERSON": 0.6}}`,
			[]string{`error resolver.unknown-label /thresholds/PER: label "PER" is renamed by relabel; use "PERSON"`}},
		{"no effect in flat", `{"mode": "flat", "nesting": {"ORG": ["PER"]}, "max_depth": 2}`, []string{
			`warning resolver.no-effect /nesting: nesting has no effect in mode flat; remove it, or use mode nested`,
			`warning resolver.no-effect /max_depth: max_depth has no effect in mode flat; remove it, or use mode nested`}},
		{"no effect in all", `{"mode": "all", "prefer": "longest", "label_priority": ["ORG"]}`, []string{
			`warning resolver.no-effect /prefer: prefer has no effect in mode all; remove it, or use mode nested`,
			`warning resolver.no-effect /label_priority: label_priority has no effect in mode all; remove it, or use mode nested`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, mistakes(t, test.options, known(false))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A contract comes with warnings, and says which labels entities can have.
func TestContract(t *testing.T) {
	t.Parallel()
	cfg := plugin.Config{Stage: "judge", Layers: known(false), With: json.RawMessage(
		`{"from": ["rules", "people"], "relabel": {"PER": "PERSON"}, "drop": ["ORG"], "join": [{"labels": ["DATE"], "into": "PERIOD"}]}`)}
	got, err := Kind().Contract(cfg)
	if err != nil {
		t.Fatal(err)
	}
	want := plugin.Contract{
		Needs: []plugin.Need{{Role: plugin.CandidatesRole, Stages: []string{"rules", "people"}}},
		Provides: []plugin.LayerSpec{
			{Name: document.Entities, Role: plugin.EntitiesRole, Labels: []string{"DATE", "PERIOD", "PERSON"}},
			{Name: decisionsLayer, Role: plugin.DecisionsRole, OpenLabels: true},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Where names are not known, nothing is said about names.
func TestUnknownSurroundings(t *testing.T) {
	t.Parallel()
	options := `{"from": ["anything"], "priority": ["anything"], "thresholds": {"WHATEVER": 0.5}, "nesting": {"A": ["B"]}}`
	if got := mistakes(t, options, nil); got != nil {
		t.Errorf("without layers: %q", got)
	}
	if got := mistakes(t, `{"thresholds": {"WHATEVER": 0.5}, "nesting": {"A": ["B"]}}`, known(true)); got != nil {
		t.Errorf("with open labels: %q", got)
	}
}

// Whoever finds a mistake, it is found once and at its place.
func TestPointers(t *testing.T) {
	t.Parallel()
	for options, pointer := range map[string]string{
		`{"join": [{"labels": ["DATE"], "gap": "("}]}`:     "/join/0/gap",
		`{"join": [{"labels": []}]}`:                       "/join/0/labels",
		`{"join": [{"gap": ","}]}`:                         "/join/0",
		`{"join": [{"labels": ["DAET"], "into": "WHEN"}]}`: "/join/0/labels/0",
		`{"mode": "nestde"}`:                               "/mode",
		`{"threshold": 2}`:                                 "/threshold",
		`{"max_depth": -1}`:                                "/max_depth",
		`{"priorities": []}`:                               "/priorities",
	} {
		_, err := Kind().Contract(plugin.Config{Stage: "judge", With: json.RawMessage(options), Layers: known(false)})
		list := diag.From(err, "test")
		if len(list) != 1 || list[0].Pointer != pointer && list[0].Pointer != pointer+"/labels" {
			t.Errorf("%s: got %v, want one diagnostic at %s", options, list, pointer)
		}
	}
}

// The options can be described to editors.
func TestSchema(t *testing.T) {
	t.Parallel()
	if _, err := schema.Of(Kind().Options); err != nil {
		t.Fatal(err)
	}
	var o Options
	if err := schema.Decode(nil, &o); err != nil {
		t.Fatal(err)
	}
	if o.Mode != "nested" || o.SpanCost != 0.4 || o.Unscored != 0.5 || o.MaxPairs != 16_000_000 {
		t.Errorf("defaults: %+v", o)
	}
}
