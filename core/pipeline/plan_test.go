package pipeline_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const diamond = `stages:
  - {id: entities, uses: judge}
  - {id: c, uses: word, with: {reads: [a, b]}}
  - {id: b, uses: word, isolation: stage, with: {reads: [a]}}
  - {id: a, uses: word}
`

func TestPlanOrdersAndFuses(t *testing.T) {
	t.Parallel()
	plan, diags := build(t, diamond)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	var order, segments []string
	for _, s := range plan.Stages {
		order = append(order, s.ID)
	}
	for _, s := range plan.Segments {
		segments = append(segments, fmt.Sprintf("%s needs %v emits %v after %v", s.ID, s.Needs, s.Emit, s.After))
	}
	if diff := cmp.Diff([]string{"a", "b", "c", "entities"}, order); diff != "" {
		t.Error(diff)
	}
	want := []string{
		"a needs [] emits [a] after []",
		"b needs [a] emits [b] after [0]",
		"c+entities needs [a b] emits [entities] after [0 1]",
	}
	if diff := cmp.Diff(want, segments); diff != "" {
		t.Error(diff)
	}
}

func TestPlanRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ stages, code, hint string }{
		"unknown layer": {"stages:\n  - {id: word, uses: word, with: {reads: [wrd]}}\n  - {id: words, uses: word}\n  - {id: e, uses: judge}\n", "plan.unknown-layer", `did you mean "word`},
		"cycle":         {"stages:\n  - {id: a, uses: word, with: {reads: [b]}}\n  - {id: b, uses: word, with: {reads: [a]}}\n  - {id: e, uses: judge}\n", "plan.cycle", ""},
		"two writers":   {"stages:\n  - {id: a, uses: word}\n  - {id: e, uses: judge}\n  - {id: f, uses: judge}\n", "plan.layer-written-twice", ""},
		"no resolver":   {"stages:\n  - {id: a, uses: word}\n", "plan.no-entities", "resolver"},
		"no candidates": {"stages:\n  - {id: e, uses: judge}\n", "plan.nothing-to-read", "uses: rules"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plan, diags := build(t, tt.stages)
			if plan != nil || !diags.HasErrors() {
				t.Fatalf("got plan %v and %v", plan, diags)
			}
			for _, d := range diags {
				if d.Code == tt.code && strings.Contains(d.Hint, tt.hint) && d.Line > 0 {
					return
				}
			}
			t.Errorf("no diagnostic %s with a line and hint %q in:\n%v", tt.code, tt.hint, diags)
		})
	}
}
