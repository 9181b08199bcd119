package crf

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/model"
)

// reasons are what a stage says of a part of a text.
func reasons(t testing.TB, st *stage, text, part string) []string {
	t.Helper()
	at := strings.Index(text, part)
	found, err := st.Explain(context.Background(), tokenized(t, text), at, at+len(part))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range found {
		line := r.Code + ": " + r.Message
		if r.Origin != "" {
			line += " (" + r.Origin + ")"
		}
		out = append(out, line)
	}
	return out
}

func TestExplain(t *testing.T) {
	t.Parallel()
	path := persons(t)
	for _, tt := range []struct {
		name, options, text, part string
		want                      []string
	}{
		{"an entity", ``, "we saw London .", "London", []string{
			"crf.match: people.crf proposes it as PER with probability 0.62",
			"crf.for: for PER rather than CITY (0.5 ahead): word[-1]=saw +2.50",
			"crf.against: against PER: word[0]=London -2.00",
		}},
		{"an entity in a longer one", ``, "Ada Lovelace lived .", "Ada", []string{
			"crf.other-extent: people.crf proposes “Ada Lovelace” as PER with probability 0.94",
			"crf.for: for PER rather than S-PER O (3.0 ahead): word[0]=Lovelace +6.00",
			"crf.against: against PER: bias -3.00",
			"crf.unlikely: people.crf takes it for part of a longer PER; by itself it is likeliest to be PER, with probability 0.06",
			"crf.for: for PER rather than part of a longer PER (3.0 behind): bias +3.00",
			"crf.against: against PER: word[0]=Lovelace -6.00",
		}},
		{"nothing", ``, "we saw nobody .", "nobody", []string{
			"crf.unlikely: people.crf takes it for no entity; by itself it is likeliest to be PER, with probability 0.36",
			"crf.for: for PER rather than no entity (0.5 behind): word[-1]=saw +2.50",
			"crf.against: against PER: bias -3.00",
		}},
		{"below the threshold", `"threshold": 0.9`, "we saw London .", "London", []string{
			"crf.threshold: people.crf takes it for PER with probability 0.62, below the threshold, 0.90 (p.yaml:7)",
			"crf.for: for PER rather than CITY (0.5 ahead): word[-1]=saw +2.50",
			"crf.against: against PER: word[0]=London -2.00",
		}},
		{"not among labels", `"labels": ["CITY"]`, "we saw London .", "London", []string{
			"crf.label: people.crf takes it for PER, which is not among labels (p.yaml:8)",
			"crf.for: for PER rather than CITY (0.5 ahead): word[-1]=saw +2.50",
			"crf.against: against PER: word[0]=London -2.00",
		}},
		{"half a token", ``, "we saw London .", "Lond", []string{
			"crf.tokens: it begins or ends inside a token: the model sees “London”",
			"crf.other-extent: people.crf proposes “London” as PER with probability 0.62",
			"crf.for: for PER rather than CITY (0.5 ahead): word[-1]=saw +2.50",
			"crf.against: against PER: word[0]=London -2.00",
		}},
		{"two sentences", ``, "we saw London . Ada", "London . Ada", []string{
			"crf.sentence: it goes over the end of a sentence, which entities of a model never do",
		}},
		{"white space", ``, "we  saw", "  ", []string{
			"crf.no-token: no token is there",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, reasons(t, opened(t, configured(t, path, tt.options)), tt.text, tt.part)); diff != "" {
				t.Errorf("reasons (-want +got):\n%s", diff)
			}
		})
	}
}

func TestExplainLevels(t *testing.T) {
	t.Parallel()
	got := reasons(t, opened(t, configured(t, nested(t), "")), "University of London", "London")
	want := []string{
		"crf.other-extent: people.crf (outer) proposes “University of London” as ORG with probability 0.94",
		"crf.for: for ORG rather than B-ORG I-ORG O (3.0 ahead): word[0]=London +6.00",
		"crf.against: against ORG: bias -3.00",
		"crf.unlikely: people.crf (outer) takes it for part of a longer ORG; by itself it is likeliest to be ORG, with probability 0.0027",
		"crf.against: against ORG: word[0]=London -6.00",
		"crf.match: people.crf (inner) proposes it as CITY with probability 0.88",
		"crf.for: for CITY rather than no entity (2.0 ahead): layer:outer[0]=I-ORG +7.00",
		"crf.against: against CITY: bias -3.00, word[0]=London -2.00",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("reasons (-want +got):\n%s", diff)
	}
}

func TestExplainThresholdsOfTheModel(t *testing.T) {
	t.Parallel()
	c := handmade(t, "level1", people, scheme.BIOES, []string{"CITY", "PER"}, personWeights())
	c.Thresholds = map[string]float64{"": 0.9}
	c.Calibration = map[string]model.Calibration{"": {From: []float64{0, 1}, To: []float64{0, 0.9}}}
	st := opened(t, configured(t, saved(t, &model.Model{Chains: []model.Chain{c}}), ""))
	want := []string{
		"crf.threshold: people.crf takes it for PER with score 0.56 (probability 0.62), below the threshold of the model, 0.90",
		"crf.for: for PER rather than CITY (0.5 ahead): word[-1]=saw +2.50",
		"crf.against: against PER: word[0]=London -2.00",
	}
	if diff := cmp.Diff(want, reasons(t, st, "we saw London", "London")); diff != "" {
		t.Errorf("reasons (-want +got):\n%s", diff)
	}
}

func TestExplainOutsideOfTheText(t *testing.T) {
	t.Parallel()
	st := opened(t, configured(t, persons(t), ""))
	for _, at := range [][2]int{{-1, 2}, {2, 1}, {0, 9}} {
		if _, err := st.Explain(context.Background(), tokenized(t, "Ada"), at[0], at[1]); err == nil {
			t.Errorf("%v is taken", at)
		}
	}
}

func TestExplainALongStretch(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("Ada saw ", 20_000)
	got := reasons(t, opened(t, configured(t, persons(t), "")), text, text)
	if n := len(got); n > 40 || !strings.HasPrefix(got[n-2], "crf.unlikely: ") || got[n-3] != "crf.other-extent: people.crf finds 19992 more entities there" {
		t.Errorf("%d reasons, at the end %.200q", n, got[max(0, n-3):])
	}
	for _, r := range got {
		if len(r) > 500 {
			t.Errorf("a reason of %d bytes: %.100s", len(r), r)
		}
	}
}
