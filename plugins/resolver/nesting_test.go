package resolver

import "testing"

func TestNestingRules(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name         string
		rules        map[string][]string
		outer, inner string
		want         bool
	}{
		{"without rules: other labels", nil, "A", "B", true},
		{"without rules: not itself", nil, "A", "A", false},
		{"no rule: nothing", map[string][]string{}, "A", "B", false},
		{"listed", map[string][]string{"A": {"B"}}, "A", "B", true},
		{"not the other way round", map[string][]string{"A": {"B"}}, "B", "A", false},
		{"not listed", map[string][]string{"A": {"B"}}, "A", "C", false},
		{"itself, listed", map[string][]string{"A": {"A"}}, "A", "A", true},
		{"itself, not listed", map[string][]string{"A": {"B"}}, "A", "A", false},
		{"any inner", map[string][]string{"A": {"*"}}, "A", "Z", true},
		{"any inner is not itself", map[string][]string{"A": {"*"}}, "A", "A", false},
		{"any inner and itself", map[string][]string{"A": {"*", "A"}}, "A", "A", true},
		{"any outer", map[string][]string{"*": {"B"}}, "Z", "B", true},
		{"any outer may list itself", map[string][]string{"*": {"B"}}, "B", "B", true},
		{"any in any is not itself", map[string][]string{"*": {"*"}}, "B", "B", false},
		{"any outer is for those without an entry", map[string][]string{"*": {"B"}, "A": {"C"}}, "A", "B", false},
		{"an empty entry", map[string][]string{"*": {"*"}, "A": {}}, "A", "B", false},
		{"any in any", map[string][]string{"*": {"*"}, "A": {}}, "B", "A", true},
		{"two unknown labels", map[string][]string{"*": {"*"}}, "Y", "Z", true},
	}
	for _, test := range tests {
		n := newNesting(test.rules)
		labels := map[string]int32{"A": 0, "B": 1, "C": 2, "Y": 3, "Z": 4}
		of := func(name string) *span { return &span{label: labels[name], rule: n.rule(name)} }
		if got := n.allows(of(test.outer), of(test.inner)); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}
