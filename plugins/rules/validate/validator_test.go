package validate

import (
	"slices"
	"testing"
)

func TestExamples(t *testing.T) {
	t.Parallel()
	for _, v := range All() {
		if err := v.Validate(v.Example, Options{}); err != nil {
			t.Errorf("%s: the example %q: %v", v.Name, v.Example, err)
		}
		if v.Validate(v.Wrong, Options{}) == nil {
			t.Errorf("%s: %q passes", v.Name, v.Wrong)
		}
		if v.Doc == "" || v.Source == "" {
			t.Errorf("%s: no doc or source", v.Name)
		}
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	names := Names()
	if !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Errorf("names are not sorted or repeat: %v", names)
	}
	for _, name := range names {
		if v, ok := Lookup(name); !ok || v.Name != name {
			t.Errorf("Lookup(%q) = %v, %v", name, v, ok)
		}
	}
	if _, ok := Lookup("ibna"); ok {
		t.Error("Lookup finds what is not there")
	}
}
