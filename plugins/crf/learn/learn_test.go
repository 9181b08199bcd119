package learn_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	. "github.com/onomast/onomast/plugins/crf/learn"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/train"
	"github.com/onomast/onomast/plugins/crf/train/gold"
	"github.com/onomast/onomast/plugins/crf/train/tune"
)

func TestLearn(t *testing.T) {
	t.Parallel()
	data, dev := sentencesOf(t, gold.Levels{}, travels(300, 1)...), sentencesOf(t, gold.Levels{}, travels(200, 2)...)
	o := options(t, plain)
	o.Precision = 0.98
	r := learned(t, data, dev, o)
	if recall, precision := share(dev, r.Dev); recall < 0.85 || precision < 0.85 {
		t.Errorf("recall %.2f, precision %.2f", recall, precision)
	}
	l := r.Levels[0]
	if l.Scores == nil || l.Scores.After.ECE > 0.08 || l.Iterations == 0 || len(r.Model.Chains) != 1 || len(r.Crossed) > 0 {
		t.Errorf("%+v", l)
	}
	right, kept := 0, 0
	for _, f := range r.Dev {
		if f.Label != "LOC" || f.Dropped {
			continue
		}
		kept++
		for _, e := range dev[f.Sentence].Levels[0] {
			if e == f.Span {
				right++
			}
		}
	}
	if cut, ok := l.Cuts["LOC"]; !ok || float64(right) < 0.98*float64(kept) || kept == 0 {
		t.Errorf("%d of %d kept ones are right, by %+v", right, kept, cut)
	}
}

// A fold is tagged by a model that has not seen it: what only a word tells is never
// found there, though the model of all has learnt it by heart.
func TestFoldsAreUnseen(t *testing.T) {
	t.Parallel()
	var texts []string
	for i := range 40 {
		texts = append(texts, fmt.Sprintf("one [name%d X] two", i), fmt.Sprintf("one other%d two / one more%d two", i, i))
	}
	data := sentencesOf(t, gold.Levels{}, texts...)
	o := options(t, "  - {of: word}\n")
	o.Folds, o.Train.C2 = 4, 0.01
	r := learned(t, data, nil, o)
	if recall, _ := share(data, r.Crossed); recall > 0 {
		t.Errorf("%.2f of the names were found by models that cannot know them", recall)
	}
	o.Folds = 0
	if recall, _ := share(data, learned(t, data, data, o).Dev); recall < 0.9 {
		t.Errorf("the model of all found %.2f", recall)
	}
}

// Two trainings give the same model, whatever the number of workers.
func TestDeterminism(t *testing.T) {
	t.Parallel()
	data := sentencesOf(t, gold.Levels{}, travels(120, 5)...)
	var first []byte
	for workers := 1; workers <= 3; workers++ {
		o := options(t, plain)
		o.Folds, o.Train.Workers = 3, workers
		got := bytesOf(t, learned(t, data, nil, o))
		if first == nil {
			first = got
		}
		if !bytes.Equal(first, got) {
			t.Errorf("%d workers make another model", workers)
		}
	}
}

// A training that is stopped at some iteration goes on from there, on the level it was
// at, and comes to the same model.
func TestGoesOn(t *testing.T) {
	t.Parallel()
	levels := []string{"PER", "LOC"}
	data := sentencesOf(t, options(t, plain, levels...).Levels, travels(100, 6)...)
	want := learned(t, data, nil, options(t, plain, levels...))
	o := options(t, plain, levels...)
	o.Train.Checkpoint, o.Train.Resume = filepath.Join(t.TempDir(), "checkpoint"), true
	for _, stopAt := range []int{3, 1, 20} {
		ctx, cancel := context.WithCancel(t.Context())
		seen := 0
		o.Progress = func(Step, train.Progress) {
			if seen++; seen == stopAt {
				cancel()
			}
		}
		_, err := Learn(ctx, data, nil, o)
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("stopped after %d: %v", stopAt, err)
		}
	}
	o.Progress = nil
	if !bytes.Equal(bytesOf(t, want), bytesOf(t, learned(t, data, nil, o))) {
		t.Error("it is another model")
	}
	if err := o.Forget(); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(filepath.Dir(o.Train.Checkpoint)); err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}

func bytesOf(t testing.TB, r *Result) []byte {
	t.Helper()
	data, err := model.Bytes(&r.Model, model.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Careless copies let a model find what is written carelessly.
func TestAugment(t *testing.T) {
	t.Parallel()
	data, dev := sentencesOf(t, gold.Levels{}, travels(150, 11)...), sentencesOf(t, gold.Levels{}, shouted(travels(150, 12))...)
	o := options(t, plain)
	before, _ := share(dev, learned(t, data, dev, o).Dev)
	o.Augment.Upper = 1
	r := learned(t, data, dev, o)
	if after, _ := share(dev, r.Dev); after < before+0.2 || r.Copies.Upper == 0 {
		t.Errorf("recall was %.2f, and is %.2f with %+v", before, after, r.Copies)
	}
	if r.Levels[0].Sentences != len(data)+r.Copies.Total() {
		t.Errorf("trained on %d sentences", r.Levels[0].Sentences)
	}
}

// shouted writes words in upper case, markings aside.
func shouted(texts []string) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		words := strings.Fields(text)
		for k, w := range words {
			if !strings.HasSuffix(w, "]") {
				words[k] = strings.ToUpper(w)
			}
		}
		out[i] = strings.Join(words, " ")
	}
	return out
}

// Tuning finds options that are no worse on dev, and needs none: then it holds some
// sentences out, and the model is trained on all.
func TestTune(t *testing.T) {
	t.Parallel()
	data, dev := sentencesOf(t, gold.Levels{}, travels(120, 13)...), sentencesOf(t, gold.Levels{}, travels(100, 14)...)
	o := options(t, plain)
	o.Train.C2 = 50
	before := learned(t, data, dev, o)
	o.Tune = true
	tried := 0
	o.Tried = func(done, all int, _ tune.Trial) { tried = max(tried, done) }
	r := learned(t, data, dev, o)
	if r.Levels[0].Dev.F1 < before.Levels[0].Dev.F1 || r.Train.C2 == 50 || len(r.Trials) == 0 || tried < len(r.Trials) {
		t.Errorf("F1 was %.3f, and is %.3f with c2 %v after %d trials", before.Levels[0].Dev.F1, r.Levels[0].Dev.F1, r.Train.C2, len(r.Trials))
	}
	r = learned(t, data, nil, o)
	if r.Levels[0].Sentences != len(data) || len(r.Dev) > 0 || r.Train.C2 == 50 {
		t.Errorf("%+v", r.Levels[0])
	}
}

// C1 follows the data where nobody has chosen it.
func TestC1(t *testing.T) {
	t.Parallel()
	data := sentencesOf(t, gold.Levels{}, strings.Repeat("they saw [Kara PER] and [Milo PER] / ", 350))
	for _, tt := range []struct {
		name string
		fit  bool
		want float64
	}{{"chosen", false, 0.2}, {"by the data", true, train.C1For(700)}} {
		o := options(t, "  - {of: word}\n")
		o.Train = train.DefaultsOf(train.OWLQN)
		o.Train.C1, o.Train.Iterations, o.FitC1 = 0.2, 3, tt.fit
		if r := learned(t, data, nil, o); r.Train.C1 != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, r.Train.C1, tt.want)
		}
	}
}
