package main

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// An assertion of a library is listed by the attributes that it sets.
func TestLibraryRules(t *testing.T) {
	t.Parallel()
	files, err := libraryFiles(fstest.MapFS{"medicine/context.yaml": {Data: []byte(`
description: Denied or past.
lists: [{id: cues, silent: true, terms: [denies]}]
patterns: [{id: dose, label: DOSE, attributes: {a: b}, regex: '\d+ mg', examples: {match: ['take [[5 mg]]']}}]
assertions: [{id: negation, attributes: {negated: 'true', certain: 'true'}, cues: [denies], examples: {match: ['denies [[pain]]']}}]
`)}})
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	var got []string
	for _, r := range files[0].rules() {
		got = append(got, fmt.Sprintf("%s|%s|%s", r.ID, r.gives(), r.example()))
	}
	want := []string{"dose|DOSE|take 5 mg", "cues||", "negation|certain=true negated=true|denies pain"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if files[0].Name != "medicine/context" || files[0].kind() != "rules" {
		t.Errorf("file %q of kind %q", files[0].Name, files[0].kind())
	}
}
