package training_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	. "github.com/onomast/onomast/cmd/runner/internal/training"
	"github.com/onomast/onomast/core/calibrate"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/plugins/crf/learn"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train"
	"github.com/onomast/onomast/plugins/crf/train/gold"
)

// found are entities by sentence, tokens and label.
func found(sentence, start, end int, label string, dropped bool) learn.Found {
	return learn.Found{Sentence: sentence, Span: gold.Span{Start: start, End: end, Label: label}, Score: 0.5, Dropped: dropped}
}

// Scores are by all gold entities as they were annotated: with those that were
// widened, have gaps, or stand in documents that a stage failed on.
func TestJudge(t *testing.T) {
	t.Parallel()
	dev := gather(t, Options{}, anna, fails, gaps)
	r := &learn.Result{Train: train.DefaultsOf(train.LBFGS), Levels: []learn.Level{{Name: "level1", Summary: train.Summary{Iterations: 3, Objective: 1.5}}}}
	r.Dev = []learn.Found{
		found(0, 0, 1, "PER", false),  // right
		found(0, 2, 4, "PER", true),   // right, but not proposed
		found(1, 3, 4, "PER", false),  // of another label
		found(2, 0, 4, "BODY", false), // with what lies between
	}
	report := Judge(dev, dev, r, false)
	strict := report.OnDev.Schemes["strict"]
	if m := strict.Micro; m.Precision != 1./3 || m.Recall != 1./5 || report.OnFolds != nil {
		t.Errorf("%+v", m)
	}
	card := model.Card{Seed: 9}
	if err := report.Fill(&card, "CC0-1.0", "plain", r); err != nil {
		t.Fatal(err)
	}
	want := []model.Score{
		{On: "dev", Precision: 1. / 3, Recall: 0.2, F1: 0.25, Support: 5},
		{On: "dev", Label: "PER", Precision: 0.5, Recall: 0.5, F1: 0.5, Support: 2},
		{On: "dev", Label: "LOC", Support: 2},
		{On: "dev", Label: "BODY", Support: 1},
	}
	if diff := cmp.Diff(want, card.Scores, cmpopts.EquateApprox(0, 1e-12)); diff != "" {
		t.Error(diff)
	}
	source := card.Data[0]
	if source.Name != "gold.jsonl" || !strings.HasPrefix(source.Digest, "sha256:") || source.Sentences != 3 || source.Labels["PER"] != 2 || source.License != "CC0-1.0" {
		t.Errorf("%+v", source)
	}
	if diff := cmp.Diff(map[string]string{"template": "plain", "c2": "0.5"}, card.Settings); diff != "" || card.Iterations != 3 || card.Algorithm != "lbfgs" {
		t.Errorf("%+v %s", card, diff)
	}
}

func TestSettings(t *testing.T) {
	t.Parallel()
	set := gather(t, Options{}, anna)
	r := &learn.Result{Train: train.DefaultsOf(train.LBFGS)}
	r.Train.Algorithm, r.Train.C1, r.Train.MinCount, r.Train.AllFeatures = train.OWLQN, 0.25, 3, true
	r.Train.ClassWeights = map[string]float64{"PER": 2}
	var card model.Card
	if err := Judge(set, nil, r, true).Fill(&card, "", "plain", r); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"template": "plain", "c1": "0.25", "c2": "0.5", "min_count": "3", "all_features": "true", "weight of PER": "2"}
	if diff := cmp.Diff(want, card.Settings); diff != "" || len(card.Data) != 1 || card.Scores[0].On != "folds" {
		t.Errorf("%s, %+v", diff, card)
	}
}

func TestCommand(t *testing.T) {
	t.Parallel()
	root := filepath.Join(t.TempDir(), "a b")
	got := Command([]string{
		"train", "crf", "--train", filepath.Join(root, "gold.jsonl"), "--dev=" + filepath.Join(root, "my dev.jsonl"), "-o", "models/m.crf",
		"--force", "--workers", "2", "--workers=3", "--checkpoint-every", "1s", "--name", "it's", "--class-weight", "A=2", "--restart", "-q",
	})
	want := `runner train crf --train gold.jsonl --dev='my dev.jsonl' -o models/m.crf --name 'it'\''s' --class-weight A=2`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWants(t *testing.T) {
	t.Parallel()
	tmpl, problems := template.Parse("t.yaml", []byte("features:\n  - {of: word}\n  - {of: layer, layer: rules}\n  - {of: layer, layer: level1}\n"))
	if tmpl == nil {
		t.Fatal(problems)
	}
	two, err := gold.ParseLevels([]string{"2"})
	if err != nil {
		t.Fatal(err)
	}
	at := diag.Position{File: "t.yaml", Line: 3, Column: 24}
	want := []pipeline.Want{{Layer: "rules", Who: "the template t.yaml", Position: at}, {Layer: "sections", Who: "--layers"}}
	if diff := cmp.Diff(want, Wants(tmpl, "t.yaml", []string{"sections", "rules"}, two)); diff != "" {
		t.Error(diff)
	}
	if one := Wants(tmpl, "t.yaml", nil, gold.Levels{}); len(one) != 2 || one[0].Layer != "level1" {
		t.Errorf("%+v", one)
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "m.crf")
	if err := os.WriteFile(path, make([]byte, 3<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	dev := gather(t, Options{}, anna)
	scores := calibrate.Fitted{Method: "logistic", Before: calibrate.Quality{ECE: 0.125}, After: calibrate.Quality{ECE: 0.0625}}
	as := calibrate.Fitted{Method: "none", Before: calibrate.Quality{ECE: 0.25}}
	r := &learn.Result{Train: train.DefaultsOf(train.LBFGS), Dev: []learn.Found{found(0, 0, 1, "PER", false)}, Levels: []learn.Level{
		{
			Name: "level1", Summary: train.Summary{Features: 1200, Active: 2400, Iterations: 1, Objective: 12.5, Stopped: "converged"}, Scores: &scores,
			Cuts: map[string]calibrate.Cut{"PER": {At: 0.75, Precision: 0.9, Kept: 0.5}, "ORG": {}}, Unreached: []string{"LOC"},
		},
		{Name: "level2", Scores: &as},
		{Name: "level3", Found: 4},
		{Name: "level4"},
	}}
	r.Copies.Typos = 2
	report := Judge(dev, dev, r, false)
	if err := report.Written(path); err != nil {
		t.Fatal(err)
	}
	report.Train.Widened, report.Train.Empty, report.Model = 1234, 1, "m.crf"
	var b strings.Builder
	if err := report.Text(&b); err != nil {
		t.Fatal(err)
	}
	want := `train  1 document, 2 sentences, 10 tokens, 3 entities
       1 document without a token
       1,234 begin or end inside of a token: widened to whole ones
dev    1 document, 2 sentences, 10 tokens, 3 entities
       2 careless copies: 2 with typos, 0 in lower case, 0 in upper case, 0 without accents

level1: 1,200 features, 2,400 weights; 1 iteration, objective 12.5: converged
level2: 0 features, 0 weights; 0 iterations, objective 0: 
level3: 0 features, 0 weights; 0 iterations, objective 0: 
level4: 0 features, 0 weights; 0 iterations, objective 0: 

on dev, strict  precision  recall     F1  gold  found
all labels          1.000   0.333  0.500     3      1
  PER               1.000   0.500  0.667     2      1
  LOC               0.000   0.000  0.000     1      0

scores of level1 are probabilities by a logistic calibration: expected calibration error 0.125 before, 0.062 after
PER is proposed from a score of 0.750 on: precision 0.900, keeps 50.0 % of what is right
precise enough at any score: ORG
not precise enough at any score, and proposed all the same: LOC

scores of level2 are probabilities as they are: expected calibration error 0.250

scores of level3 are raw: 4 found entities are too little to tell what they are worth

scores of level4 are raw: 0 found entities are too little to tell what they are worth

m.crf: 3.0 MiB
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
	report = Judge(dev, nil, &learn.Result{Levels: []learn.Level{{}}}, false)
	b.Reset()
	if err := report.Text(&b); err != nil || !strings.Contains(b.String(), "scores are raw: --dev or --folds tell what they are worth") {
		t.Error(b.String(), err)
	}
}
