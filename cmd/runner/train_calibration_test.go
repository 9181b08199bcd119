package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What a stage renames is written by the names that the model knows.
func TestCalibrationsHaveLabelsOfTheModel(t *testing.T) {
	t.Parallel()
	c := &calibrating{renamed: map[string]string{"GIVEN": "PERSON", "SURNAME": "PERSON", "PLACE": "CITY", "CITY": "TOWN"}}
	for label, want := range map[string][]string{
		"PERSON": {"GIVEN", "PERSON", "SURNAME"}, "CITY": {"PLACE"}, "TOWN": {"CITY", "TOWN"}, "DATE": {"DATE"}, "": {""},
	} {
		if diff := cmp.Diff(want, c.names(label)); diff != "" {
			t.Errorf("%s: %s", label, diff)
		}
	}
}
