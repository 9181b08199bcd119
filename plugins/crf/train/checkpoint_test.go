package train

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/dense"
)

// A fuse is a context that ends after so many looks at it.
type fuse struct {
	context.Context
	looks *atomic.Int64
}

func (f fuse) Err() error {
	if f.looks.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

func TestInterruptedTrainingEndsInTheSameModel(t *testing.T) {
	set := tagSet(t, scheme.BIOES, "PERSON", "TOWN")
	data, dev := corpus(set, 50, 1), corpus(set, 20, 2)
	for _, algorithm := range Algorithms() {
		t.Run(string(algorithm), func(t *testing.T) {
			o := DefaultsOf(LBFGS)
			o.Algorithm, o.C1, o.Iterations, o.Dev, o.DevEvery, o.Patience, o.Seed = algorithm, 0.02, 14, dev, 3, 2, 3
			want, err := Train(t.Context(), set, extractor(t, numeric), data, o)
			if err != nil {
				t.Fatal(err)
			}
			want.Summary.Time = 0
			o.Checkpoint, o.Resume = filepath.Join(t.TempDir(), "state"), true
			for looks := 1; looks < 60; looks += 17 {
				_ = os.Remove(o.Checkpoint)
				var got *Result
				runs := 0
				for got == nil { // as often as it takes, a little further each time
					runs++
					var left atomic.Int64
					left.Store(int64(looks + runs))
					o.Workers = 1 + runs%3
					o.CheckpointEvery = time.Duration(runs % 2)
					got, err = Train(fuse{t.Context(), &left}, set, extractor(t, numeric), data, o)
					if err != nil && !errors.Is(err, context.Canceled) {
						t.Fatal(err)
					}
				}
				got.Summary.Time = 0
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("after %d runs of %d looks:\n%s", runs, looks, diff)
				}
			}
		})
	}
}

func TestFinishedTrainingIsNotDoneAgain(t *testing.T) {
	set := tagSet(t, scheme.BIO, "PERSON", "TOWN")
	data := corpus(set, 40, 1)
	o := DefaultsOf(LBFGS)
	o.Checkpoint, o.Resume = filepath.Join(t.TempDir(), "state"), true
	first, err := Train(t.Context(), set, extractor(t, features), data, o)
	if err != nil {
		t.Fatal(err)
	}
	o.Progress = func(Progress) { t.Error("an iteration was done again") }
	second, err := Train(t.Context(), set, extractor(t, features), data, o)
	if err != nil {
		t.Fatal(err)
	}
	first.Summary.Time, second.Summary.Time = 0, 0
	if diff := cmp.Diff(first, second); diff != "" {
		t.Error(diff)
	}
}

func TestCheckpointOfSomethingElseIsRefused(t *testing.T) {
	set := tagSet(t, scheme.BIO, "PERSON", "TOWN")
	data, dev := corpus(set, 40, 1), corpus(set, 10, 2)
	path := filepath.Join(t.TempDir(), "state")
	plain := DefaultsOf(LBFGS)
	plain.Iterations, plain.Checkpoint, plain.Resume, plain.Dev = 5, path, true, dev
	if _, err := Train(t.Context(), set, extractor(t, numeric), data, plain); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(o *Options, data *[]Sentence, yaml *string){
		"c2":         func(o *Options, _ *[]Sentence, _ *string) { o.C2 = 2 },
		"algorithm":  func(o *Options, _ *[]Sentence, _ *string) { o.Algorithm = Perceptron },
		"min count":  func(o *Options, _ *[]Sentence, _ *string) { o.MinCount = 2 },
		"weights":    func(o *Options, _ *[]Sentence, _ *string) { o.ClassWeights = map[string]float64{"TOWN": 2} },
		"oversample": func(o *Options, _ *[]Sentence, _ *string) { o.Oversample = 0.5 },
		"dev":        func(o *Options, _ *[]Sentence, _ *string) { o.Dev = dev[1:] },
		"data":       func(_ *Options, data *[]Sentence, _ *string) { *data = (*data)[1:] },
		"features":   func(_ *Options, _ *[]Sentence, yaml *string) { *yaml = strings.Replace(*yaml, "[2, 3]", "[2]", 1) },
		"offsets": func(_ *Options, _ *[]Sentence, yaml *string) {
			*yaml = strings.Replace(*yaml, "at: [-1, 0]}\n", "at: [0, 1]}\n", 2)
		},
		"vectors": func(_ *Options, data *[]Sentence, _ *string) { *data = otherVectors(*data) },
	} {
		t.Run(name, func(t *testing.T) {
			o, d, yaml := plain, data, numeric
			change(&o, &d, &yaml)
			_, err := Train(t.Context(), set, extractor(t, yaml), d, o)
			refused(t, err, "crf.checkpoint", "other data, features or options")
		})
	}
	for name, bad := range map[string][]byte{
		"empty": nil, "foreign": []byte("hello"), "cut": good[:len(good)-9],
		"changed": append(append([]byte{}, good[:200]...), append([]byte{^good[200]}, good[201:]...)...),
		"longer":  append(append([]byte{}, good...), 0),
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(path, bad, 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := Train(t.Context(), set, extractor(t, numeric), data, plain)
			refused(t, err, "crf.checkpoint", "remove it")
		})
	}
	o := plain
	o.Resume = false // then it is of no interest what there is
	if _, err := Train(t.Context(), set, extractor(t, numeric), data, o); err != nil {
		t.Error(err)
	}
}

// otherVectors changes one number of one vector.
func otherVectors(data []Sentence) []Sentence {
	out := slices.Clone(data)
	for i, s := range out {
		for k, v := range s.Vectors[0] {
			if len(v.Numbers) > 0 {
				changed := slices.Clone(s.Vectors[0])
				changed[k].Numbers = slices.Clone(v.Numbers)
				changed[k].Numbers[0]++
				out[i].Vectors = [][]dense.Vector{changed}
				return out
			}
		}
	}
	return out
}

func TestCheckpointThatCannotBeSavedIsSaid(t *testing.T) {
	set := tagSet(t, scheme.BIO, "PERSON", "TOWN")
	dir := t.TempDir()
	o := DefaultsOf(LBFGS)
	o.Checkpoint = filepath.Join(dir, "none", "state")
	if _, err := Train(t.Context(), set, extractor(t, features), corpus(set, 20, 1), o); err == nil || !strings.Contains(err.Error(), "checkpoint") {
		t.Errorf("got %v", err)
	}
	o.Checkpoint = filepath.Join(dir, "state")
	if _, err := Train(t.Context(), set, extractor(t, features), corpus(set, 20, 1), o); err != nil {
		t.Fatal(err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("%d files are left, not the checkpoint alone", len(entries))
	}
}

// refused wants a diagnostic of a code that says something.
func refused(t *testing.T, err error, code, says string) {
	t.Helper()
	var list diag.List
	if !errors.As(err, &list) {
		t.Fatalf("got %v, no diagnostics", err)
	}
	for _, d := range list {
		if d.Code == code && strings.Contains(d.Error(), says) {
			return
		}
	}
	t.Errorf("no %s that says %q in:\n%v", code, says, err)
}
