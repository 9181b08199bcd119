package crf

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/model"
)

func TestProposals(t *testing.T) {
	t.Parallel()
	path := persons(t)
	for _, tt := range []struct {
		name, options, text string
		want                []string
	}{
		{"entities of one token and of several", ``, "Ada Lovelace lived in London .", []string{"PER:Ada Lovelace 0.94 raw", "CITY:London 0.98 raw"}},
		{"nothing", ``, "it rained .", nil},
		{"no tokens", ``, "", nil},
		{"sentences are tagged by themselves", ``, "we saw . Ada", []string{"PER:Ada 0.95 raw"}},
		{"a threshold", `"threshold": 0.95`, "Ada Lovelace lived in London .", []string{"CITY:London 0.98 raw"}},
		{"a threshold of its own", `"threshold": 0.99, "thresholds": {"PER": 0.5}`, "Ada Lovelace lived in London .", []string{"PER:Ada Lovelace 0.94 raw"}},
		{"labels", `"labels": ["PER"]`, "Ada lived in London .", []string{"PER:Ada 0.91 raw"}},
		{"other names", `"rename": {"PER": "PERSON"}`, "Ada lived in London .", []string{"PERSON:Ada 0.91 raw", "CITY:London 0.98 raw"}},
		{"alternatives", `"alternatives": 2`, "we saw London .", []string{"PER:London 0.62 raw", "CITY:London 0.37 raw"}},
		{"alternatives that are likely", `"alternatives": 3, "threshold": 0.4`, "we saw London .", []string{"PER:London 0.62 raw"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := proposals(t, opened(t, configured(t, path, tt.options)), tt.text)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("proposals (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAModelReadsLayers(t *testing.T) {
	t.Parallel()
	given := personWeights()
	given["word[0]=[Ada]"] = map[string]float32{"S-PER": 5}
	given["layer:rules[0]=B-NO"]["S-PER"] = -9
	path := saved(t, &model.Model{Chains: []model.Chain{handmade(t, "level1", people, scheme.BIOES, []string{"CITY", "PER"}, given)}})
	st := opened(t, configured(t, path, ""))
	if got := proposals(t, st, "[Ada]"); got != nil {
		t.Errorf("what a rule found should speak against it: %q", got)
	}
	doc := tokenized(t, "[Ada]").With(document.Tokens)
	if err := st.Process(context.Background(), doc); err != nil || doc.Layer("people").Len() != 1 {
		t.Errorf("without the layer: %v and %v", err, doc.Layer("people"))
	}
}

func TestScoresAreCalibratedWhereTheModelSaysHow(t *testing.T) {
	t.Parallel()
	c := handmade(t, "level1", people, scheme.BIOES, []string{"CITY", "PER"}, personWeights())
	c.Calibration = map[string]model.Calibration{"PER": {From: []float64{0, 1}, To: []float64{0, 0.5}}}
	c.Thresholds = map[string]float64{"PER": 0.42, "": 0.995}
	path := saved(t, &model.Model{Chains: []model.Chain{c}})
	for options, want := range map[string][]string{
		``:                 {"PER:Ada 0.45 calibrated"},
		`"threshold": 0`:   {"PER:Ada 0.45 calibrated", "CITY:London 0.98 raw"},
		`"threshold": 0.5`: {"CITY:London 0.98 raw"},
	} {
		if diff := cmp.Diff(want, proposals(t, opened(t, configured(t, path, options)), "Ada lived in London .")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", options, diff)
		}
	}
}

// nested is a model of two chains, of which the second reads what the first found.
func nested(t testing.TB) string {
	outer := handmade(t, "outer", `features: [{of: word}]`, scheme.BIO, []string{"ORG"}, weights{
		"word[0]=University": {"B-ORG": 7}, "word[0]=of": {"I-ORG": 5}, "word[0]=London": {"I-ORG": 6},
	})
	inner := handmade(t, "inner", `features: [{of: word}, {of: layer, layer: outer}]`, scheme.BIO, []string{"CITY"}, weights{
		"word[0]=London": {"B-CITY": -2}, "layer:outer[0]=I-ORG": {"B-CITY": 7}, "word[0]=of": {"B-CITY": -9},
	})
	return saved(t, &model.Model{Chains: []model.Chain{outer, inner}})
}

func TestNestedEntities(t *testing.T) {
	t.Parallel()
	st := opened(t, configured(t, nested(t), ""))
	doc := tokenized(t, "University of London , London")
	if err := st.Process(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range doc.Layer("people").All() {
		line := s.Label + ":" + doc.Text()[s.Start:s.End]
		for _, why := range s.Evidence {
			line += " " + why.Key + "=" + why.Value
		}
		got = append(got, line)
	}
	want := []string{"ORG:University of London model=people.crf level=outer", "CITY:London model=people.crf level=inner"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("proposals (-want +got):\n%s", diff)
	}
}

func TestManyDocumentsAtOnce(t *testing.T) {
	t.Parallel()
	st := opened(t, configured(t, persons(t), `"alternatives": 2`))
	texts := []string{"Ada Lovelace lived in London .", "we saw London .", "", "Ada . in London . saw Ada", strings.Repeat("Ada saw London . ", 300)}
	var want [][]string
	for _, text := range texts {
		want = append(want, proposals(t, st, text))
	}
	var workers sync.WaitGroup
	for k := range 8 {
		workers.Go(func() {
			for i := range 40 {
				n := (i + k) % len(texts)
				if diff := cmp.Diff(want[n], proposals(t, st, texts[n])); diff != "" {
					t.Errorf("text %d: %s", n, diff)
				}
			}
		})
	}
	workers.Wait()
}

func TestNobodyWaitsForACancelledDocument(t *testing.T) {
	t.Parallel()
	st := opened(t, configured(t, persons(t), ""))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := st.Process(ctx, tokenized(t, "Ada came .")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
