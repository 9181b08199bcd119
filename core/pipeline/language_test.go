package pipeline_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/core/plugin"
)

// found annotates documents and returns for each the stages that proposed its
// entities, once each, and its language.
func found(t *testing.T, r *pipeline.Runner, docs ...*document.Document) []string {
	t.Helper()
	results, err := r.Annotate(context.Background(), docs)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, result := range results {
		var by []string
		for _, s := range result.Document.Layer(document.Entities).All() {
			if last := s.Evidence[len(s.Evidence)-1].Value; !slices.Contains(by, last) {
				by = append(by, last)
			}
		}
		text := fmt.Sprintf("%v %s", by, result.Document.LanguageCode())
		if result.Failure != nil {
			text = result.Failure.Stage + " " + result.Failure.Code
		}
		out = append(out, text)
	}
	return out
}

// in returns a document whose source names its language; "" if it does not.
func in(t *testing.T, language, text string) *document.Document {
	t.Helper()
	d, err := document.New(text, text)
	if err != nil {
		t.Fatal(err)
	}
	if language != "" {
		l := document.NewLayer(document.Language)
		l.AddRange(0, len(text), language)
		if err := d.Add(l); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

const germanOrFrench = `stages:
  - {id: all, uses: word}
  - {id: some, uses: word, when: {language: [de, fr]}%s}
  - {id: e, uses: judge}
`

// The language comes with the documents, or is the pipeline's default.
func TestWhenTheLanguageComesWithTheDocument(t *testing.T) {
	t.Parallel()
	for _, processes := range []bool{false, true} {
		for _, how := range []string{"", ", isolation: stage"} {
			start := func(stages string) *pipeline.Runner {
				if processes {
					return openProcesses(t, stages)
				}
				return open(t, localHost{}, stages)
			}
			stages := fmt.Sprintf(germanOrFrench, how)
			got := found(t, start(stages), in(t, "de", "eins"), in(t, "de-AT", "zwei"), in(t, "FR", "trois"), in(t, "en", "four"),
				in(t, "den", "five"), in(t, "", "six"), in(t, "", ""))
			want := []string{"[all some] de", "[all some] de-AT", "[all some] FR", "[all] en", "[all] den", "[all] ", "[] "}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("without a default, processes %v%s:\n%s", processes, how, diff)
			}
			got = found(t, start("language: de\n"+stages), in(t, "en", "one"), in(t, "", "zwei"), in(t, "", ""))
			if diff := cmp.Diff([]string{"[all] en", "[all some] de", "[] "}, got); diff != "" {
				t.Errorf("with a default, processes %v%s:\n%s", processes, how, diff)
			}
		}
	}
}

// A stage that finds the language has the last word; where it finds none the
// default counts, whoever shares a process with whom.
func TestWhenAStageFindsTheLanguage(t *testing.T) {
	t.Parallel()
	for _, how := range []string{"", ", isolation: stage"} {
		for _, fallback := range []string{"", "language: fr\n"} {
			stages := fallback + "stages:\n  - {id: speak, uses: speak, on_error: skip_stage}\n" +
				fmt.Sprintf(germanOrFrench, how)[len("stages:\n"):]
			got := found(t, openProcesses(t, stages),
				in(t, "", "de: eins"), in(t, "", "en: two"), in(t, "", "unknown"), in(t, "en", "de: drei"), in(t, "de", "four"), in(t, "", "fail speak"))
			want := []string{"[all some] de", "[all] en", "[all] ", "[all some] de", "[all] ", "[all] "}
			if fallback != "" {
				want = []string{"[all some] de", "[all] en", "[all some] fr", "[all some] de", "[all some] fr", "[all some] fr"}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("default %q, %q:\n%s", fallback, how, diff)
			}
		}
	}
}

// The order of the file does not matter: who needs the language runs after who
// finds it.
func TestLanguageOrdersTheStages(t *testing.T) {
	t.Parallel()
	plan, diags := build(t, fmt.Sprintf(germanOrFrench, "")+"  - {id: speak, uses: speak}\n")
	if plan == nil {
		t.Fatal(diags)
	}
	var order []string
	for _, s := range plan.Stages {
		order = append(order, s.ID)
	}
	if diff := cmp.Diff([]string{"all", "speak", "some", "e"}, order); diff != "" {
		t.Error(diff)
	}
	if len(plan.Segments) != 1 {
		t.Errorf("without a default all may share a process, got %d segments", len(plan.Segments))
	}
}

func TestWhenNobodyKnowsTheLanguageIsAWarning(t *testing.T) {
	t.Parallel()
	plan, diags := build(t, fmt.Sprintf(germanOrFrench, ""))
	if plan == nil || len(diags) != 1 || diags[0].Code != "plan.language-unknown" || diags[0].Line == 0 {
		t.Errorf("got %v", diags)
	}
}

// words returns, for each stage, the words it proposed that became entities.
func words(t *testing.T, r *pipeline.Runner, text string) map[string]string {
	t.Helper()
	results, err := r.Annotate(t.Context(), []*document.Document{in(t, "", text)})
	if err != nil {
		t.Fatal(err)
	}
	if f := results[0].Failure; f != nil {
		t.Fatalf("%+v", *f)
	}
	out := map[string]string{}
	for _, s := range results[0].Document.Layer(document.Entities).All() {
		by := s.Evidence[len(s.Evidence)-1].Value
		out[by] = strings.TrimSpace(out[by] + " " + text[s.Start:s.End])
	}
	return out
}

const mixedText = "de: eins zwei / en: three / de: vier / it: cinque"

// Of a text in several languages a stage works on its own parts only, whoever shares
// a process with whom, and whether or not the plugin knows of that.
func TestWhenATextIsInSeveralLanguages(t *testing.T) {
	t.Parallel()
	const stages = `stages:
  - {id: speak, uses: speak}
  - {id: german, uses: word, when: {language: [de]}%[1]s}
  - {id: other, uses: word, when: {language: [en, it]}%[1]s}
  - {id: dutch, uses: word, when: {language: [nl]}%[1]s}
  - {id: e, uses: judge}
`
	want := map[string]string{ // what is between the parts lies in the whole, which is German
		"german": "de: eins zwei / / de: vier /", "other": "en: three it: cinque",
	}
	for _, how := range []string{"", ", isolation: stage"} {
		text := fmt.Sprintf(stages, how)
		for name, r := range map[string]*pipeline.Runner{
			"here": open(t, localHost{}, text), "processes": openProcesses(t, text), "plugins of old": open(t, localHost{wrap: deaf}, text),
		} {
			if name == "plugins of old" && how == "" {
				continue // what shares a segment is up to the plugin
			}
			got := words(t, r, mixedText)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s%s:\n%s", name, how, diff)
			}
		}
	}
}

// deaf makes the stages of a segment ones for all languages: what a plugin does that
// does not know of languages.
func deaf(seg plugin.Segment, _ pipeline.Annotator) pipeline.Annotator {
	for i := range seg.Stages {
		seg.Stages[i].Languages = nil
	}
	l, err := plugin.NewLocal(context.Background(), seg, kinds()...)
	if err != nil {
		return nil
	}
	return local{l, seg}
}

func TestWhenNamesLanguagesThatThereAre(t *testing.T) {
	t.Parallel()
	tests := []struct{ when, code, hint string }{
		{"jp", "plan.no-language", `did you mean "ja"`},
		{"qx", "plan.no-language", "ISO 639"},
		{"de-Zork", "plan.no-language", "ISO 639"},
		{"eng", "plan.language-code", `write "en"`},
		{"fr", "", ""},
		{"zh-Hant", "", ""},
		{"de-at", "", ""},
		{"und", "", ""},
	}
	for _, tt := range tests {
		_, diags := build(t, fmt.Sprintf("language: en\nstages:\n  - {id: a, uses: word, when: {language: [de, %s]}}\n  - {id: e, uses: judge}\n", tt.when))
		switch {
		case tt.code == "" && len(diags) > 0:
			t.Errorf("%s: %v", tt.when, diags)
		case tt.code != "" && (len(diags) != 1 || diags[0].Code != tt.code || diags[0].Line != 4 || !strings.Contains(diags[0].Hint, tt.hint)):
			t.Errorf("%s: %+v", tt.when, diags)
		}
	}
}
