package train

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/scheme"
)

// f1 tags test sentences with a model by its features alone.
func f1(t *testing.T, r *Result, test []Sentence) float64 {
	t.Helper()
	x := extractor(t, features)
	var total Score
	for _, s := range test {
		gold := r.Chain.Set.Decode(nil, s.Tags)
		found := r.Chain.Set.Decode(nil, tag(r.Chain, x, s))
		total.Gold, total.Found, total.Right = total.Gold+len(gold), total.Found+len(found), total.Right+common(gold, found)
	}
	return Rate(total.Right, total.Gold, total.Found).F1
}

func TestEveryAlgorithmLearns(t *testing.T) {
	for _, s := range []scheme.Scheme{scheme.BIO, scheme.BIOES} {
		set := tagSet(t, s, "PERSON", "TOWN")
		data, test := corpus(set, 200, 1), corpus(set, 100, 2)
		for _, algorithm := range Algorithms() {
			t.Run(string(s)+" "+string(algorithm), func(t *testing.T) {
				o := DefaultsOf(LBFGS)
				o.Algorithm, o.Iterations = algorithm, 30
				if algorithm == OWLQN {
					o.C1 = 0.1
				}
				r, err := Train(t.Context(), set, extractor(t, numeric), data, o)
				if err != nil {
					t.Fatal(err)
				}
				if got := f1(t, r, test); got < 0.9 {
					t.Errorf("F1 is %.3f after %+v", got, r.Summary)
				}
			})
		}
	}
}

func TestResultIsTheSameForAnyNumberOfWorkers(t *testing.T) {
	set := tagSet(t, scheme.BIOES, "PERSON", "TOWN")
	data, dev := corpus(set, 120, 1), corpus(set, 40, 2)
	for _, algorithm := range Algorithms() {
		t.Run(string(algorithm), func(t *testing.T) {
			var first *Result
			for _, workers := range []int{1, 2, 3, 8} {
				o := DefaultsOf(LBFGS)
				o.Algorithm, o.Workers, o.Dev, o.DevEvery, o.Iterations, o.Seed = algorithm, workers, dev, 2, 12, 7
				o.C1 = 0.05
				r, err := Train(t.Context(), set, extractor(t, numeric), data, o)
				if err != nil {
					t.Fatal(err)
				}
				r.Summary.Time = 0
				if first == nil {
					first = r
				}
				if diff := cmp.Diff(first, r); diff != "" {
					t.Fatalf("%d workers:\n%s", workers, diff)
				}
			}
		})
	}
}

func TestDevKeepsTheBestModel(t *testing.T) {
	set := tagSet(t, scheme.BIO, "PERSON", "TOWN")
	data, dev := corpus(set, 60, 1), corpus(set, 60, 2)
	o := DefaultsOf(LBFGS)
	o.C2, o.Tolerance, o.Dev, o.DevEvery, o.Patience = 1e-4, 1e-12, dev, 1, 3
	var best float64
	var looks int
	o.Progress = func(p Progress) {
		best = max(best, p.Dev.F1)
		looks++
		if p.Best.F1 != best || p.Iteration != looks || p.Active == 0 || p.Active > p.Weights {
			t.Errorf("progress %+v at look %d, best %v", p, looks, best)
		}
	}
	r, err := Train(t.Context(), set, extractor(t, features), data, o)
	if err != nil {
		t.Fatal(err)
	}
	if r.Summary.Iterations-r.Summary.DevIteration != 3 || r.Summary.Stopped != "dev is not getting better" {
		t.Errorf("summary %+v", r.Summary)
	}
	if got := f1(t, r, dev); got != best || r.Summary.Dev.F1 != best {
		t.Errorf("the model has F1 %v on dev, the best look was %v", got, best)
	}
}

func TestFeaturesHaveNames(t *testing.T) {
	set := tagSet(t, scheme.BIO, "PERSON", "TOWN")
	x := extractor(t, features)
	data := corpus(set, 50, 1)
	o := DefaultsOf(LBFGS)
	o.Known = map[uint64]string{}
	o.Known.Hash("B-DATE")
	r, err := Train(t.Context(), set, x, data, o)
	if err != nil {
		t.Fatal(err)
	}
	byName := weightsOf(r.Chain)
	for _, name := range []string{"bias[0]", "lower[-2]=anna", "lower[-1]=_B1", "lower[1]=_E1", "shape2[0]=Xxx", "position[0]=first", "layer:rules[-1]=B-DATE", "lower[-1]|lower[0]=went|to"} {
		if byName[name] == nil {
			t.Errorf("no feature %q", name)
		}
	}
	for _, f := range r.Chain.Features {
		if f.Name == "" || len(f.Tags) == 0 || len(f.Tags) != len(f.Weights) || slices.Contains(f.Weights, 0) || !slices.IsSorted(f.Tags) {
			t.Fatalf("feature %+v", f)
		}
	}
}

func TestMinCountLeavesRareFeaturesOut(t *testing.T) {
	set := tagSet(t, scheme.BIO, "PERSON", "TOWN")
	data := corpus(set, 80, 1)
	sizes := []int{}
	for _, least := range []int{1, 2, 5, 1000} {
		o := DefaultsOf(LBFGS)
		o.MinCount = least
		r, err := Train(t.Context(), set, extractor(t, features), data, o)
		if err != nil {
			t.Fatal(err)
		}
		sizes = append(sizes, r.Summary.Features)
	}
	if !slices.IsSortedFunc(sizes, func(a, b int) int { return b - a }) || sizes[0] == sizes[1] || sizes[3] != 0 {
		t.Errorf("features by min count: %v", sizes)
	}
}

func TestCancelledTrainingReturnsTheReason(t *testing.T) {
	set := tagSet(t, scheme.BIO, "PERSON", "TOWN")
	ctx, cancel := context.WithCancel(t.Context())
	o := DefaultsOf(LBFGS)
	o.Progress = func(Progress) { cancel() }
	if _, err := Train(ctx, set, extractor(t, features), corpus(set, 50, 1), o); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
