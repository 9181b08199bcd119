package calibration_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	. "github.com/onomast/onomast/cmd/runner/internal/calibration"
	"github.com/onomast/onomast/core/calibrate"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/evaluation/inputs"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// read writes a file of records and reads it.
func read(t *testing.T, lines ...string) *inputs.Set {
	t.Helper()
	path := filepath.Join(t.TempDir(), "gold.jsonl")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := inputs.Read([]string{path}, inputs.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// proposer proposes spans for each text; texts that begin with "fail" fail.
type proposer func(text string) []document.Span

func (p proposer) Run(ctx context.Context, next func(context.Context) (pipeline.Job, error), put func(pipeline.Done) error) error {
	for {
		job, err := next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		done := pipeline.Done{Job: job, Result: pipeline.Result{Document: job.Document}}
		text := job.Document.Text()
		if strings.HasPrefix(text, "fail") {
			done.Failure = &document.Failure{Stage: "people", Message: "told to fail"}
		}
		layer := document.NewLayer("people")
		for _, s := range p(text) {
			layer.Add(s)
		}
		if err := errors.Join(job.Document.Add(layer), put(done)); err != nil {
			return err
		}
	}
}

// said proposes the same for every text.
func said(spans ...document.Span) proposer {
	return func(string) []document.Span { return spans }
}

func span(start, end int, label string, score float32) document.Span {
	return document.Span{Start: start, End: end, Label: label, Score: score, Kind: document.Raw}
}

const (
	ada   = `{"id":"1","text":"Ada saw Paris","entities":[{"start":0,"end":3,"label":"PER"},{"start":8,"end":13,"label":"LOC"}]}`
	fails = `{"id":"2","text":"fail at it, Ada","entities":[{"start":12,"end":15,"label":"PER"}]}`
	gaps  = `{"id":"3","text":"Ada and Bo Li","entities":[{"fragments":[[0,3],[11,13]],"label":"PER"}]}`
)

func TestObserve(t *testing.T) {
	t.Parallel()
	heard := 0
	o, err := Observe(t.Context(), said(span(0, 3, "PER", 0.75), span(8, 13, "PER", 0.5), span(8, 13, "LOC", 0.25), span(4, 7, "VERB", 1)),
		"people", read(t, ada, fails, gaps), nil, func(n int) { heard = n })
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]calibrate.Observation{
		"PER": {{Score: 0.75, Right: true}, {Score: 0.5}, {Score: 0.75}, {Score: 0.5}},
		"LOC": {{Score: 0.25, Right: true}, {Score: 0.25}},
	}
	if diff := cmp.Diff(want, o.ByLabel); diff != "" {
		t.Error(diff)
	}
	if o.Documents != 2 || o.Failed != 1 || o.Gold != 4 || heard != 3 || len(o.All) != 6 || o.All[2].Score != 0.25 {
		t.Errorf("%+v, heard of %d", o, heard)
	}
	for _, want := range []string{`gold.jsonl:2: stage "people" failed: told to fail`, "no gold entity has the label VERB: 2 proposals of them say nothing"} {
		if !strings.Contains(o.Warnings.Error(), want) {
			t.Errorf("no warning %q: %v", want, o.Warnings)
		}
	}
}

func TestGoldLabelsAreMapped(t *testing.T) {
	t.Parallel()
	m, err := inputs.ParseMap("map.yaml", []byte("gold: {PER: PERSON, LOC: null}"))
	if err != nil {
		t.Fatal(err)
	}
	o, err := Observe(t.Context(), said(span(0, 3, "PERSON", 0.75), span(8, 13, "LOC", 0.25)), "people", read(t, ada), m, nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string][]calibrate.Observation{"PERSON": {{Score: 0.75, Right: true}}}, o.ByLabel); diff != "" || o.Gold != 1 || o.Strange["LOC"] != 1 {
		t.Errorf("%s, %+v", diff, o)
	}
}

func TestThereIsNothingToLearnFrom(t *testing.T) {
	t.Parallel()
	per := span(0, 3, "PER", 0.9)
	for name, tt := range map[string]struct {
		proposes proposer
		gold     string
		want     string
	}{
		"no gold":      {said(per), `{"id":"1","text":"Ada","entities":[]}`, "there is not a single gold entity"},
		"other labels": {said(span(0, 3, "PERSON", 0.9)), ada, "no label occurs on both sides: gold entities have LOC, PER, stage people proposes PERSON; say which gold labels stand for which in a file for --map, such as gold: {LOC: PERSON}"},
		"nothing":      {said(), ada, "stage people proposes nothing for these documents"},
	} {
		if _, err := Observe(t.Context(), tt.proposes, "people", read(t, tt.gold), nil, nil); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", name, err, tt.want)
		}
	}
	o, err := Observe(t.Context(), said(per), "people", read(t, ada), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Fit("people", o); err == nil || !strings.Contains(err.Error(), "1 found entity is too little to tell what scores are worth; annotate more text") {
		t.Error(err)
	}
}

// observed are observations of two labels, of which scores promise too much.
func observed(worth func(score float64) float64) *Observed {
	r := rand.New(rand.NewPCG(1, 2))
	o := &Observed{Documents: 10, Gold: 900, ByLabel: map[string][]calibrate.Observation{}}
	for i := range 900 {
		score := 0.2 + 0.8*r.Float64()
		label := []string{"PER", "PER", "LOC"}[i%3]
		seen := calibrate.Observation{Score: score, Right: r.Float64() < worth(score)}
		o.All, o.ByLabel[label] = append(o.All, seen), append(o.ByLabel[label], seen)
	}
	return o
}

func TestMapsAreWrittenByTheNamesOfTheModel(t *testing.T) {
	t.Parallel()
	r, err := Fit("people", observed(func(s float64) float64 { return s * s }))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	names := func(label string) []string {
		if label == "PER" {
			return []string{"GIVEN", "SURNAME"}
		}
		return []string{label}
	}
	if err := r.Maps(&text, names); err != nil {
		t.Fatal(err)
	}
	var maps map[string]calibrate.Map
	if err := json.Unmarshal([]byte(text.String()), &maps); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(maps["GIVEN"], maps["SURNAME"]); diff != "" || len(maps["GIVEN"].From) == 0 {
		t.Errorf("both names of a label should have its map: %s", diff)
	}
	if strings.Count(text.String(), "\n") != len(maps) {
		t.Errorf("not one line a label:\n%s", text.String())
	}
	for label, m := range maps {
		if err := m.Check(); err != nil {
			t.Errorf("%s: %v", label, err)
		}
		if got := m.Apply(0.7); math.Abs(got-0.49) > 0.1 {
			t.Errorf("%s: 0.7 becomes %v, want 0.49", label, got)
		}
	}
	if !(r.After.ECE < r.Before.ECE/2) || r.Found != 900 {
		t.Errorf("it is hardly better: %+v, %+v", r.Before, r.After)
	}
}

func TestReports(t *testing.T) {
	t.Parallel()
	r, err := Fit("people", observed(func(s float64) float64 { return s * s }))
	if err != nil {
		t.Fatal(err)
	}
	r.Cut(0.8)
	r.Use = []string{"calibration: people.json"}
	got := text(t, r)
	for _, want := range []string{
		"dev    10 documents, 900 entities, 900 proposals of stage people, ", "\nas they are ", "\n  PER as they are ",
		"PER from a score of 0.", "% of what is right", "in the options of stage people:\n    calibration: people.json\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	r, err = Fit("people", observed(func(s float64) float64 { return s }))
	if err != nil {
		t.Fatal(err)
	}
	r.Cut(1.1)
	if got := text(t, r); !strings.Contains(got, "scores are probabilities as they are") || !strings.Contains(got, "not precise enough at any score: LOC, PER") {
		t.Error(got)
	}
	r.Cut(0.1)
	if got := text(t, r); !strings.Contains(got, "LOC is precise enough at any score: 0.") {
		t.Error(got)
	}
}

func text(t *testing.T, r *Report) string {
	t.Helper()
	var b strings.Builder
	if err := r.Text(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A model whose logits are three times too large needs a temperature of 3.
func TestTemperatureIsFound(t *testing.T) {
	t.Parallel()
	for _, factor := range []float64{0.5, 1, 3} {
		var tried []float64
		r, err := Temperature("people", func(temperature float64) (*Observed, error) {
			tried = append(tried, temperature)
			r := rand.New(rand.NewPCG(5, 6))
			o := &Observed{Documents: 1, Gold: 1, ByLabel: map[string][]calibrate.Observation{}}
			for range 3000 {
				logit := r.NormFloat64() * 2
				p := 1 / (1 + math.Exp(-logit))
				score := 1 / (1 + math.Exp(-logit*factor/temperature))
				o.All = append(o.All, calibrate.Observation{Score: score, Right: r.Float64() < p})
			}
			return o, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(r.Temperature/factor-1) > 0.15 || r.Method != "temperature" || r.After.LogLoss > r.Before.LogLoss {
			t.Errorf("temperature %v, want %v: %+v", r.Temperature, factor, r)
		}
		if len(tried) > 12 || tried[0] != 1 {
			t.Errorf("tried %v", tried)
		}
		if got := text(t, r); factor == 3 && !strings.Contains(got, fmt.Sprintf("temperature %g", r.Temperature)) {
			t.Error(got)
		}
	}
}

// What fails on the way is what is said.
func TestTemperatureStopsAtAnError(t *testing.T) {
	t.Parallel()
	for at := range 12 {
		told, calls := errors.New("told to fail"), 0
		_, err := Temperature("people", func(float64) (*Observed, error) {
			if calls++; calls > at {
				return nil, told
			}
			return observed(func(s float64) float64 { return s }), nil
		})
		if !errors.Is(err, told) || calls != at+1 {
			t.Errorf("call %d: %v after %d", at, err, calls)
		}
	}
}

func TestTextsOfOneStageOnly(t *testing.T) {
	t.Parallel()
	_, err := Observe(t.Context(), said(span(0, 3, "PER", 0.75)), "others", read(t, ada), nil, nil)
	if err == nil || !strings.Contains(err.Error(), "stage others proposes nothing") {
		t.Errorf("what another stage proposes was taken: %v", err)
	}
}
