package rules

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestPrecedence(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, yaml, text, want string }{
		{"both are proposed", "patterns: [{label: A, regex: 'a b'}, {label: B, regex: 'b c'}]", "a b c", "A:a b B:b c"},
		{"priority", "patterns: [{label: A, regex: 'a b'}, {label: B, regex: 'b c', priority: 1}]", "a b c, a b", "A:a b B:b c"},
		{"a lower priority", "patterns: [{label: A, regex: 'a b', priority: -1}, {label: B, regex: 'b c'}]", "a b c", "B:b c"},
		{"overrides", "patterns: [{id: a, label: A, regex: 'a b'}, {label: B, regex: 'b c', overrides: [a]}, {label: C, regex: b}]", "a b c", "B:b c C:b"},
		{"a list is overridden", "patterns: [{label: P, regex: 'Paris Hilton', overrides: [cities]}]\nlists: [{id: cities, label: CITY, terms: [Paris]}]", "Paris Hilton in Paris", "P:Paris Hilton CITY:Paris"},
		{"a sequence overrides", "sequences: [{label: S, tokens: [{lower: [paris]}, {}], priority: 5}]\nlists: [{label: CITY, terms: [Paris], priority: 4}]", "Paris Hilton. Paris", "CITY:Paris S:Paris Hilton"},
		{"what is dropped drops nothing", "patterns: [{id: a, label: A, regex: 'a b'}, {id: b, label: B, regex: 'b c', overrides: [a]}, {label: C, regex: 'c d', overrides: [b]}]", "a b c d", "A:a b C:c d"},
		{"three levels", "patterns: [{label: A, regex: 'a b', priority: 2}, {label: B, regex: 'b c', priority: 1}, {label: C, regex: 'c d'}]", "a b c d", "A:a b C:c d"},
		{"a level above and one beside", "patterns: [{label: A, regex: 'a', priority: 1}, {id: x, label: B, regex: 'b c', overrides: [y]}, {id: y, label: C, regex: 'a b|c d'}]", "a b c d, c d", "A:a B:b c C:c d"},
		{"what an exception drops drops nothing", "patterns: [{label: A, regex: 'a b', priority: 1, except: ['a b']}, {label: B, regex: 'b c'}]", "a b c", "B:b c"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := spans(tt.text, process(t, openStage(t, tt.yaml), tt.text))
			if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestPrecedenceMistakes(t *testing.T) {
	t.Parallel()
	tests := []struct{ yaml, pointer, want, hint string }{
		{"patterns: [{id: cities, label: A, regex: a}, {label: B, regex: b, overrides: [citys]}]", "/patterns/1/overrides/0", "no rule with the id “citys”", `did you mean "cities"?`},
		{"patterns: [{id: a, label: A, regex: a, overrides: [a]}]", "/patterns/0/overrides/0", "overrides itself", "remove it"},
		{"patterns: [{id: a, label: A, regex: a, overrides: [b]}, {id: b, label: B, regex: b, overrides: [a]}]", "/patterns/0", "drop its own", "change overrides"},
		{"patterns: [{id: a, label: A, regex: a, priority: 1}, {id: b, label: B, regex: b, overrides: [a]}]", "/patterns/1/overrides/0", "“a” has a higher priority", "change one of them"},
	}
	for _, tt := range tests {
		_, found := compile(config(t, tt.yaml, nil))
		if len(found) != 1 || found[0].Pointer != tt.pointer || !strings.Contains(found[0].Summary, tt.want) || !strings.HasPrefix(found[0].Hint, tt.hint) {
			t.Errorf("%s: %+v", tt.yaml, found)
		}
	}
}

func TestExplainOverridden(t *testing.T) {
	t.Parallel()
	st := openStage(t, "patterns: [{id: a, label: A, regex: 'a b'}, {id: b, label: B, regex: 'b c', overrides: [a]}]")
	reasons, err := st.Explain(t.Context(), newDocument(t, "a b c"), 0, 3)
	if err != nil {
		t.Fatal(err)
	}
	if len(reasons) < 1 || reasons[0].Code != "rules.overridden" || !strings.Contains(reasons[0].Message, "overlapping match of b (rules.yaml:1)") {
		t.Errorf("reasons %+v", reasons)
	}
}

// A find stands exactly when no standing find of a rule that beats its own
// overlaps it.
func TestPrecedenceByDefinition(tt *testing.T) {
	tt.Parallel()
	rapid.Check(tt, func(t *rapid.T) {
		const n = 5
		yaml := "patterns:\n"
		priority, overrides := [n]int{}, [n][n]bool{}
		for i := range n {
			regex := rapid.StringMatching(`[ab]{1,3}`).Draw(t, "regex")
			priority[i] = rapid.IntRange(0, 2).Draw(t, "priority")
			var ids []string
			for k := range i { // only earlier ones, so that there is no circle
				if overrides[i][k] = priority[k] <= priority[i] && rapid.Bool().Draw(t, "overrides"); overrides[i][k] {
					ids = append(ids, fmt.Sprintf("r%d", k))
				}
			}
			yaml += fmt.Sprintf("  - {id: r%d, label: L%d, regex: %s, priority: %d, overrides: [%s]}\n", i, i, regex, priority[i], strings.Join(ids, ", "))
		}
		rs, found := compile(config(tt, yaml, nil))
		if found.HasErrors() {
			t.Fatal(found)
		}
		s := newSubject(rs, newDocument(tt, rapid.StringMatching(`[ab ]{0,20}`).Draw(t, "text")))
		defer s.close()
		var got []judged
		if err := s.each(context.Background(), func(r *rule, f *find, v *verdict) { got = append(got, judged{r, *f, *v}) }); err != nil {
			t.Fatal(err)
		}
		number := func(r *rule) int { return int(r.id[1] - '0') }
		for _, j := range got {
			beaten := false
			for _, w := range got {
				a, b := number(w.rule), number(j.rule)
				beats := priority[a] > priority[b] || overrides[a][b]
				beaten = beaten || beats && w.verdict.dropped == kept && w.find.start < j.find.end && j.find.start < w.find.end
			}
			if beaten != (j.verdict.dropped == droppedByRule) {
				t.Fatalf("%s\n%s at %d-%d: dropped is %v, by definition %v", yaml, j.rule.id, j.find.start, j.find.end, j.verdict.dropped, beaten)
			}
		}
	})
}
