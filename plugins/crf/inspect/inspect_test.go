package inspect_test

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/onomast/onomast/core/chain"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/dense"
	. "github.com/onomast/onomast/plugins/crf/inspect"
	"github.com/onomast/onomast/plugins/crf/model"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// write writes a model of two labels and a few features.
func write(t *testing.T, change func(*model.Model), o model.WriteOptions) string {
	t.Helper()
	set, err := scheme.New(scheme.BIO, []string{"PER", "LOC"}) // O, B-LOC, I-LOC, B-PER, I-PER
	if err != nil {
		t.Fatal(err)
	}
	c := model.Chain{
		Name: "level1", Set: set, Template: []byte("features: [{of: word}]\n"), Transitions: chain.Allowed(set),
		Features: []model.Feature{
			{Key: 1, Name: "word[0]=in", Tags: []uint16{0, 1, 3}, Weights: []float32{2, -1, -1.5}},
			{Key: 2, Name: "suffix2[0]=ow", Tags: []uint16{1, 2}, Weights: []float32{1.25, 0.5}},
			{Key: 3, Name: "word[-1]=mr", Tags: []uint16{1, 3, 4}, Weights: []float32{-0.5, 3, 0.25}},
			{Key: 4, Name: "shape[0]=Xx", Tags: []uint16{1, 3}, Weights: []float32{1.25, 0.75}},
		},
		Calibration: map[string]model.Calibration{"PER": {From: []float64{0, 1}, To: []float64{0.1, 0.9}}},
		Thresholds:  map[string]float64{"": 0.5, "PER": 0.25},
	}
	c.Transitions.Pair[0*5+3], c.Transitions.Pair[3*5+4], c.Transitions.Start[1] = -0.5, 1, 0.125
	m := &model.Model{Chains: []model.Chain{c}, Card: model.Card{
		Name: "towns", License: "CC0-1.0", Algorithm: "lbfgs", Iterations: 12, Objective: 34.5, Seed: 7, Command: "runner train crf",
		Settings: map[string]string{"c2": "1"},
		Data:     []model.Source{{Name: "train.jsonl", Role: "train", Digest: "sha256:00", Sentences: 3, Labels: map[string]int{"PER": 2, "LOC": 2}}},
		Scores:   []model.Score{{On: "dev", Precision: 0.5, Recall: 1, F1: 2. / 3, Support: 4}},
	}}
	if change != nil {
		change(m)
	}
	path := filepath.Join(t.TempDir(), "m.crf")
	if err := model.Write(path, m, o); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRead(t *testing.T) {
	t.Parallel()
	r, err := Read(write(t, nil, model.WriteOptions{}), 2)
	if err != nil {
		t.Fatal(err)
	}
	want := []Label{
		{
			Name: "LOC", Threshold: 0.5,
			For:     []Feature{{"shape[0]=Xx", "B-LOC", 1.25}, {"suffix2[0]=ow", "B-LOC", 1.25}},
			Against: []Feature{{"word[0]=in", "B-LOC", -1}, {"word[-1]=mr", "B-LOC", -0.5}},
		},
		{
			Name: "PER", Threshold: 0.25, Calibrated: true,
			For:     []Feature{{"word[-1]=mr", "B-PER", 3}, {"shape[0]=Xx", "B-PER", 0.75}},
			Against: []Feature{{"word[0]=in", "B-PER", -1.5}},
		},
	}
	c := r.Chains[0]
	if diff := cmp.Diff(want, c.Labels); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Transition{{"B-PER", "I-PER", 1}, {"^", "B-LOC", 0.125}}, c.For); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Transition{{"O", "B-PER", -0.5}}, c.Against); diff != "" {
		t.Error(diff)
	}
	if c.Tags != 5 || c.Features != 4 || c.Weights != 10 || c.Scheme != "bio" || r.Bytes == 0 {
		t.Errorf("%+v", c)
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	r, err := Read(write(t, func(m *model.Model) {
		m.Chains[0].Resources = []model.Resource{{Name: "towns.tsv", Data: make([]byte, 2048)}}
		m.Chains[0].Vectors = []dense.Block{{
			Layer: "encoder", Offsets: []int{-1, 0}, Weights: make([]float32, 2*5*384), Norm: dense.Norm{Mean: make([]float32, 384), Factor: make([]float32, 384)},
		}}
	}, model.WriteOptions{}), 2)
	if err != nil {
		t.Fatal(err)
	}
	r.Bytes = 3 << 20
	var b strings.Builder
	if err := r.Text(&b); err != nil {
		t.Fatal(err)
	}
	want := `3.0 MiB, 1 chain
name         towns
licence      CC0-1.0
train        train.jsonl, 3 sentences, 4 entities, sha256:00
training     lbfgs, 12 iterations, objective 34.5, seed 7
  c2         1
command      runner train crf
on dev       all labels       precision 0.500  recall 1.000  F1 0.667  of 4 entities

chain level1: 4 features with 10 weights, 5 tags of the scheme bio
holds towns.tsv, 2.0 KiB
looks at vectors of the layer encoder, of 384 numbers, at -1 0, with 3,840 weights

LOC, proposed from a score of 0.500
  +1.25 B  shape[0]=Xx    -1.00 B  word[0]=in
  +1.25 B  suffix2[0]=ow  -0.50 B  word[-1]=mr

PER, calibrated, proposed from a score of 0.250
  +3.00 B  word[-1]=mr  -1.50 B  word[0]=in
  +0.75 B  shape[0]=Xx

transitions
  +1.00  B-PER I-PER  -0.50  O B-PER
  +0.12  ^ B-LOC
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

// Features without names are told apart by their number, and what rounding costs is
// said.
func TestWithoutNames(t *testing.T) {
	t.Parallel()
	r, err := Read(write(t, nil, model.WriteOptions{NoNames: true, Quantise: model.Int16}), 9)
	if err != nil {
		t.Fatal(err)
	}
	c := r.Chains[0]
	if len(c.Labels[1].For) == 0 || !strings.HasPrefix(c.Labels[1].For[0].Name, "feature ") || c.Quantise != "int16" {
		t.Errorf("%+v", c)
	}
	var b strings.Builder
	if err := r.Text(&b); err != nil || !strings.Contains(b.String(), "rounding     weights as int16") {
		t.Error(b.String(), err)
	}
	for _, l := range c.Labels {
		for _, f := range append(l.For, l.Against...) {
			if math.Abs(float64(f.Weight)) > 3.01 {
				t.Errorf("%+v", f)
			}
		}
	}
}

// What is damaged anywhere, also where tagging would not look, is refused.
func TestDamaged(t *testing.T) {
	t.Parallel()
	path := write(t, nil, model.WriteOptions{})
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []int{0, len(data) / 3, len(data) / 2, len(data) - 3} {
		spoilt := append([]byte(nil), data...)
		spoilt[at] ^= 0x55
		if err := os.WriteFile(path, spoilt, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Read(path, 2)
		var d diag.Diagnostic
		if spoilt[at] != data[at] && (!errors.As(err, &d) || d.File != path) {
			t.Errorf("byte %d: %v", at, err)
		}
	}
	if _, err := Read(filepath.Join(t.TempDir(), "none"), 2); err == nil {
		t.Error("there is no such file")
	}
}
