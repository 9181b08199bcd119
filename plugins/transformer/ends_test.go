package transformer

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
)

// ends is the stage of a model with two outputs: where entities begin, and where they end.
func ends(t *testing.T, options ...string) *stage {
	t.Helper()
	head := `"heads": [{"output": "start", "ends": "end"` + strings.Join(options, "") + `}]`
	return opened(t, configured(t, filepath.Join("testdata", "spans"), head))
}

func TestEntitiesByWhereTheyBeginAndEnd(t *testing.T) {
	t.Parallel()
	st := ends(t)
	for text, want := range map[string][]string{
		"":                nil,
		"Peter in Paris.": {"PER:Peter", "LOC:Paris"},
		"Peter | Oslo":    {"PER:Peter", "LOC:Oslo"},
		"Anna Berg":       {"PER:Anna"}, // the model lets one end at each of its words; the nearest counts
	} {
		if diff := cmp.Diff(want, found(t, st, doc(t, text))); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestTypesOfEndsAreProvided(t *testing.T) {
	t.Parallel()
	cfg := configured(t, filepath.Join("testdata", "spans"), `"heads": [{"output": "start", "ends": "end", "names": ["PER", "ORG", "LOC", "O"]}]`)
	c, err := contract(cfg)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"LOC", "ORG", "PER"}, c.Provides[0].Labels); diff != "" {
		t.Error(diff)
	}
	for options, want := range map[string]string{
		`"heads": [{"output": "start", "ends": "stop"}]`:                                       "the model has no output stop; it has",
		`"heads": [{"output": "start", "ends": "end", "names": ["PER"]}]`:                      "output start has 4 numbers a piece",
		`"heads": [{"output": "start", "ends": "end", "names": ["PER", "ORG", "PER", "LOC"]}]`: `label 2, "PER", is empty or there twice`,
	} {
		if _, err := contract(configured(t, filepath.Join("testdata", "spans"), options)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", options, err, want)
		}
	}
}

func TestEndsAreExplained(t *testing.T) {
	t.Parallel()
	st := ends(t)
	reasons, err := st.Explain(t.Context(), doc(t, "we saw Paris"), 7, 12)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, r := range reasons {
		all = append(all, r.Message)
	}
	got := strings.Join(all, "\n")
	for _, want := range []string{"proposes it as LOC with probability ", "“Paris” LOC "} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
}

// Two outputs of one model become two layers.
func TestHeadsWriteTheirOwnLayers(t *testing.T) {
	t.Parallel()
	st := opened(t, configured(t, filepath.Join("testdata", "heads"),
		`"heads": [{"output": "ner"}, {"output": "pos", "layer": "parts", "names": ["X", "NOUN", "VERB", "PROPN", "PUNCT"], "strategy": "each"}]`))
	d := doc(t, "Anna met Peter.")
	if err := st.Process(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	spans := func(layer string) (out []string) {
		for _, s := range d.Layer(layer).All() {
			out = append(out, s.Label+":"+d.Text()[s.Start:s.End])
			if s.Kind != document.Raw || !(s.Score > 0.5) {
				t.Errorf("%s: %+v", layer, s)
			}
		}
		return out
	}
	if diff := cmp.Diff([]string{"PER:Anna", "PER:Peter"}, spans("people")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"NOUN:Anna", "X:met", "NOUN:Peter", "X:."}, spans("parts")); diff != "" {
		t.Error(diff)
	}
}
