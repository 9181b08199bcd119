package pipeline_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/pipeline"
)

// wide has stages that some layers need, and one that is wrong.
const wide = `stages:
  - {id: entities, uses: judge}
  - {id: a, uses: word}
  - {id: b, uses: word, with: {reads: [a]}}
  - {id: c, uses: word, with: {reads: [nobody]}}
  - {id: d, uses: word, with: {reads: 7}}
  - {id: language, uses: speak}
  - {id: e, uses: word, when: {language: [de]}}
`

func wants(layers ...string) []pipeline.Want {
	var out []pipeline.Want
	for _, name := range layers {
		want := pipeline.Want{Who: "the template x.yaml", Position: diag.Position{File: "x.yaml", Line: 3}}
		want.Layer, want.Optional = strings.CutSuffix(name, "?")
		out = append(out, want)
	}
	return out
}

// What somebody wants decides which stages there are; what is wrong with others is
// not heard of.
func TestOnlyWhatIsWanted(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		want            []string
		stages, mistake string
	}{
		"alone":           {[]string{"a"}, "a", ""},
		"with another":    {[]string{"b"}, "a b", ""},
		"several":         {[]string{"a", "b", "tokens?"}, "a b", ""},
		"for a language":  {[]string{"e"}, "language e", ""},
		"wrong layer":     {[]string{"c"}, "", `stage "c" needs the layer "nobody"`},
		"wrong options":   {[]string{"d", "a"}, "", "reads"},
		"all candidates":  {[]string{"entities"}, "", "reads"},
		"misspelt":        {[]string{"languag"}, "", `x.yaml:3: the template x.yaml needs the layer "languag", and no stage writes it; did you mean "language"?`},
		"far from any":    {[]string{"zzzz"}, "", "known layers: entities, a, b, c, d, language, e"},
		"only an option":  {[]string{"tokens?"}, "", ""},
		"tokens, missing": {[]string{"tokens"}, "", "uses: tokenizer"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plan, diags := pipeline.Build(context.Background(), localHost{kinds: kinds()}, load(t, wide), pipeline.Options{Only: wants(tt.want...)})
			if tt.mistake != "" {
				if plan != nil || len(diags) != 1 && name != "all candidates" || !strings.Contains(diags.Error(), tt.mistake) {
					t.Fatalf("%v, want %q alone", diags, tt.mistake)
				}
				return
			}
			if len(diags) > 0 {
				t.Fatal(diags)
			}
			var ids []string
			for i := range plan.Stages {
				ids = append(ids, plan.Stages[i].ID)
			}
			if diff := cmp.Diff(tt.stages, strings.Join(ids, " ")); diff != "" {
				t.Error(diff)
			}
			for _, w := range tt.want {
				if strings.HasSuffix(w, "?") {
					continue
				}
				if !strings.Contains(strings.Join(plan.Output, " "), w) {
					t.Errorf("%q does not leave the pipeline: %v", w, plan.Output)
				}
			}
		})
	}
}

// A file whose other stages cannot even be read will do, and says what is wrong with
// them only where they are wanted.
func TestLoadOnlyWhatIsWanted(t *testing.T) {
	t.Parallel()
	h := newHost(t)
	get := func(stages string, layers ...string) (*pipeline.Plan, diag.List) {
		return pipeline.Load(t.Context(), h, pipeline.Source{
			Path: write(t, stages), Options: pipeline.Options{Builtin: self(t, serveTest), Only: wants(layers...)},
		})
	}
	const stages = `stages:
  - {id: a, uses: word}
  - {id: later, uses: word, with: {label: 3, raeds: [a]}}
  - {id: more, uses: nothing}
  - {id: entities, uses: judge}
`
	plan, diags := get(stages, "a")
	if plan == nil || len(plan.Stages) != 1 || len(diags) > 0 {
		t.Errorf("%v, %v", plan, diags)
	}
	plan, diags = get(stages, "later")
	if plan != nil || len(diags) != 2 || diags[0].Line != 4 {
		t.Errorf("%v", diags)
	}
	plan, diags = get(stages, "more")
	if plan != nil || len(diags) != 1 || diags[0].Code != "config.unknown-plugin" {
		t.Errorf("%v", diags)
	}
	plan, diags = get(stages+"rnu: {}\n", "a") // no stage's mistake
	if plan != nil || !strings.Contains(diags.Error(), `"rnu"`) {
		t.Errorf("%v", diags)
	}
	if plan, diags = get("stages:\n  - {id: a, uses: nothing}\n", "a"); plan != nil || len(diags) == 0 || diags[0].Code != "config.unknown-plugin" {
		t.Errorf("without any other stage: %v", diags)
	}
}
