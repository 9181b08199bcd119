package pipelines_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
)

// What a model knows and no rule does is found, unless the model is left out, as
// models/LICENSES.md says, or told not to.
func TestModelsAddToRules(t *testing.T) {
	text := "We went to Cracow with Trevanion and his dog.\n\nOn 9 Jan 2024, Ann Holt wrote:\n> Ask Sheffield, not Leeds.\n"
	for path, want := range map[string]bool{"support.yaml": true, "testdata/rules-only/support.yaml": false} {
		doc, err := document.New("x", text)
		if err != nil {
			t.Fatal(err)
		}
		sources := map[string]bool{}
		results, err := openFile(t, path).Annotate(t.Context(), []*document.Document{doc})
		if err != nil || results[0].Failure != nil {
			t.Fatal(err, results[0].Failure)
		}
		for _, s := range results[0].Document.Layer(document.Entities).All() {
			for _, why := range s.Evidence {
				if strings.HasSuffix(why.Value, "-model") {
					sources[why.Value] = true
				}
			}
		}
		if diff := cmp.Diff(want, len(sources) > 0); diff != "" {
			t.Errorf("%s: models that found something: %v", path, sources)
		}
	}
}

// The page shows the pipeline that is tested here.
func TestRulesOnlyIsWhatThePageShows(t *testing.T) {
	page, err := os.ReadFile("../models/LICENSES.md")
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile("testdata/rules-only/support.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, stages, _ := strings.Cut(string(source), "stages:\n")
	if !strings.Contains(string(page), stages) {
		t.Errorf("models/LICENSES.md does not show\n%s", stages)
	}
}
