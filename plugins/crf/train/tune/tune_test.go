package tune

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/template"
	"github.com/onomast/onomast/plugins/crf/train"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestFoldsKeepGroupsTogetherAndAreEven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		groups := rapid.SliceOfN(rapid.IntRange(0, 20), 2, 200).Draw(t, "groups")
		sizes := map[int]int{}
		for _, g := range groups {
			sizes[g]++
		}
		k := rapid.IntRange(0, 12).Draw(t, "k")
		seed := rapid.Uint64().Draw(t, "seed")
		folds, err := Folds(groups, k, seed)
		if (err != nil) != (k < 2 || k > len(sizes)) {
			t.Fatalf("%d folds of %d groups: %v", k, len(sizes), err)
		}
		if err != nil {
			return
		}
		of, filled, most := map[int]int{}, make([]int, k), 0
		for i, f := range folds {
			if before, seen := of[groups[i]]; seen && before != f {
				t.Fatalf("group %d is in folds %d and %d", groups[i], before, f)
			}
			of[groups[i]] = f
			filled[f]++
			most = max(most, sizes[groups[i]])
		}
		if slices.Min(filled) == 0 || slices.Max(filled)-slices.Min(filled) > most {
			t.Fatalf("folds have %v sentences, the largest group %d", filled, most)
		}
		if again, _ := Folds(groups, k, seed); !slices.Equal(folds, again) {
			t.Fatal("the same seed gives other folds")
		}
	})
}

// lesson is sentences in which the first word's ending tells, with noise.
func lesson(t *testing.T, n int, seed uint64) (scheme.Set, *template.Extractor, []train.Sentence) {
	t.Helper()
	set, err := scheme.New(scheme.BIO, []string{"CITY"})
	if err != nil {
		t.Fatal(err)
	}
	parsed, problems := template.Parse("test.yaml", []byte("features: [{of: bias}, {of: word, at: [-1, 0]}, {of: suffix, length: [2]}]"))
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	x, err := parsed.Compile(nil)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(seed, 9))
	var data []train.Sentence
	for range n {
		city := fmt.Sprintf("Town%dburg", r.IntN(1000))
		tags := []int32{0, 0, 1, 0}
		if r.IntN(5) == 0 {
			city, tags[2] = fmt.Sprintf("Thing%d", r.IntN(1000)), 0
		}
		if r.IntN(12) == 0 {
			tags[2] = 1 - tags[2]
		}
		data = append(data, train.Sentence{Words: []string{"We", "saw", city, "."}, Tags: tags})
	}
	return set, x, data
}

func TestSearchTakesWhatIsBestOnDev(t *testing.T) {
	set, x, data := lesson(t, 80, 1)
	_, _, dev := lesson(t, 80, 2)
	o := train.DefaultsOf(train.LBFGS)
	o.Dev = dev
	space := Space{C1: []float64{0, 0.5}, C2: []float64{0.001, 0.3, 30}, MinCount: []int{1}, Short: 4}
	calls := 0
	out, err := Search(t.Context(), set, x, data, o, space, func(done, all int, trial Trial) {
		if calls++; done != calls || all != 8 {
			t.Errorf("call %d says %d of %d", calls, done, all)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if calls != 8 || len(out.Trials) != 6 || out.Trials[0].Full == nil || out.Trials[2].Full != nil {
		t.Errorf("%d calls, trials %+v", calls, out.Trials)
	}
	best := out.Trials[0]
	if out.Options.C1 != best.C1 || out.Options.C2 != best.C2 || *out.Result.Summary.Dev != *best.Full || best.Full.F1 < 0.8 {
		t.Errorf("options %v %v, best trial %+v", out.Options.C1, out.Options.C2, best)
	}
	for _, trial := range out.Trials[1:] {
		if better(best, trial) > 0 {
			t.Errorf("%+v is better than %+v", trial, best)
		}
	}
	again, err := Search(t.Context(), set, x, data, o, space, nil)
	if err != nil {
		t.Fatal(err)
	}
	again.Result.Summary.Time, out.Result.Summary.Time = 0, 0
	if diff := cmp.Diff(out.Result, again.Result); diff != "" {
		t.Error(diff)
	}
	var page bytes.Buffer
	if err := out.Print(&page); err != nil || strings.Count(page.String(), "\n") != 7 || !strings.Contains(page.String(), "best") {
		t.Errorf("%v:\n%s", err, page.String())
	}
}

func TestSearchRefusesWhatItCannotDo(t *testing.T) {
	set, x, data := lesson(t, 10, 1)
	o := train.DefaultsOf(train.LBFGS)
	if _, err := Search(t.Context(), set, x, data, o, Default(), nil); err == nil || !strings.Contains(err.Error(), "dev") {
		t.Errorf("without dev: %v", err)
	}
	o.Dev = data
	if _, err := Search(t.Context(), set, x, data, o, Space{Short: 3}, nil); err == nil {
		t.Error("an empty space was searched")
	}
	space := Default()
	space.C2 = []float64{-1}
	if _, err := Search(t.Context(), set, x, data, o, space, nil); err == nil || !strings.Contains(err.Error(), "c2") {
		t.Errorf("with a bad value: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Search(ctx, set, x, data, o, Default(), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
