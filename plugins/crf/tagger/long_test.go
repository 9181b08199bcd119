package tagger

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/chain"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/dense"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/template"
)

func TestALongSentenceIsTaggedAsAWhole(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(4, 1))
	samples := randomSamples(r, 100)
	c := randomChain(t, r, "level1", everything, setOf(t, scheme.BIOES, "LOC", "PER"), samples)
	w := loaded(t, c).Worker()
	defer w.Release()
	var long sample
	long.layers = [][]uint64{nil}
	for len(long.words) < 3*window+100 {
		s := samples[r.IntN(len(samples))]
		long.words = append(long.words, s.words...)
		long.layers[0] = append(long.layers[0], s.layers[0]...)
		long.vectors = append(long.vectors, s.vectors...)
	}
	tags := make([]int32, len(long.words))
	chain.NewDecoder(c.Transitions).Viterbi(long.emitted(w), tags)
	want := c.Set.Decode(nil, tags)
	got := find(t, w, long, 0)
	if !slices.Equal(spansOf(got), want) {
		t.Fatalf("%d entities in pieces, %d in one go", len(got), len(want))
	}
	for _, e := range got {
		if !(e.Probability > 0 && e.Probability <= 1) {
			t.Fatalf("%v has probability %g", e.Span, e.Probability)
		}
	}
}

func TestOneEntityWithoutEndIsCut(t *testing.T) {
	t.Parallel()
	set := setOf(t, scheme.BIO, "A")
	c := randomChain(t, rand.New(rand.NewPCG(5, 1)), "level1", `features: [{of: bias}]`, set, nil)
	c.Bias = []float32{-9, 0, 50} // I-A, if only it may
	w := loaded(t, c).Worker()
	defer w.Release()
	got := find(t, w, sample{words: make([]string, 2*window)}, 0)
	if len(got) == 0 || got[0].Start != 0 || got[0].End < window {
		t.Fatalf("got %v", got)
	}
}

func TestNoTimeIsWastedWhenNobodyWaits(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r := rand.New(rand.NewPCG(6, 1))
	w := loaded(t, randomChain(t, r, "level1", everything, setOf(t, scheme.BIO, "A"), nil)).Worker()
	defer w.Release()
	if _, err := w.Find(ctx, nil, []string{"a"}, sample{layers: [][]uint64{{0}}, vectors: make([]dense.Vector, 1)}.all(), 0); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
}

func TestWhatACacheHoldsChangesNothing(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(7, 1))
	c := randomChain(t, r, "level1", everything, setOf(t, scheme.BIOES, "LOC", "PER"), randomSamples(r, 50))
	m := loaded(t, c)
	used, fresh := newWorker(m), newWorker(m)
	var s sample
	for i := range 2 * len(used.chains[0].cache.hashes) { // every place is given away more than once
		s.words = append(s.words, fmt.Sprintf("w%d", i))
	}
	s.layers, s.vectors = [][]uint64{make([]uint64, len(s.words))}, make([]dense.Vector, len(s.words))
	s.emitted(used)
	for _, one := range randomSamples(r, 50) {
		want := slices.Clone(one.emitted(fresh))
		if got := one.emitted(used); !slices.Equal(got, want) {
			t.Fatalf("%q: a used cache gives other scores", one.words)
		}
	}
}

// twice reads what the chain before found.
const twice = `
features:
  - {of: layer, layer: outer}
  - {of: layer, layer: rules}
`

func TestLaterChainsReadEarlierOnes(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(8, 1))
	samples := randomSamples(r, 100)
	set := setOf(t, scheme.BIO, "A", "B")
	outer := randomChain(t, r, "outer", everything, set, samples)
	inner := randomChain(t, r, "inner", twice, set, []sample{{words: []string{"a", "b", "c"}, layers: [][]uint64{
		{template.Hash("B-A"), template.Hash("I-A"), template.Hash("B-B")}, {0, 0, 0},
	}}})
	m := loaded(t, outer, inner)
	if !slices.Equal(m.Layers(), []string{"rules"}) {
		t.Fatalf("it reads %v", m.Layers())
	}
	n := newNaive(t, inner)
	w := m.Worker()
	defer w.Release()
	both := 0
	for _, s := range samples {
		got := find(t, w, s, 0)
		noted := make([]uint64, len(s.words))
		var inside []scheme.Span
		for _, e := range got {
			if e.Chain == 1 {
				inside = append(inside, e.Span)
				continue
			}
			noted[e.Start] = template.Hash("B-" + e.Label)
			for i := e.Start + 1; i < e.End; i++ {
				noted[i] = template.Hash("I-" + e.Label)
			}
		}
		want := set.Decode(nil, n.best(n.rows(sample{words: s.words, layers: [][]uint64{noted, s.layers[0]}})))
		if !slices.Equal(inside, want) {
			t.Fatalf("%q: the inner chain found %v, want %v", s.words, inside, want)
		}
		if len(inside) > 0 && len(inside) < len(got) {
			both++
		}
	}
	if both < 10 {
		t.Fatalf("only %d sentences have entities of both", both)
	}
}

// TestOnlyWhatIsWanted: what is left out changes nothing of the rest, nor for later chains.
func TestOnlyWhatIsWanted(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(11, 1))
	samples := randomSamples(r, 100)
	set := setOf(t, scheme.BIOES, "A", "B", "C")
	inner := randomChain(t, r, "inner", twice, set, []sample{{words: []string{"a", "b", "c"}, layers: [][]uint64{
		{template.Hash("B-A"), template.Hash("B-B"), template.Hash("B-C")}, {0, 0, 0},
	}}})
	m := loaded(t, randomChain(t, r, "outer", everything, set, samples), inner)
	w := m.Worker()
	wanted := [][]bool{{false, true, false}, {true, false, true}}
	left := 0
	for _, s := range samples {
		for _, alternatives := range []int{1, 4} {
			w.Only(nil)
			var want []Entity
			for _, e := range find(t, w, s, alternatives) {
				if wanted[e.Chain][e.Type] {
					want = append(want, e)
				} else {
					left++
				}
			}
			w.Only(wanted)
			if diff := cmp.Diff(want, find(t, w, s, alternatives)); diff != "" {
				t.Fatalf("%q: %s", s.words, diff)
			}
		}
	}
	if left == 0 {
		t.Error("there was nothing to leave out")
	}
	w.Release()
	if w.chains[0].only != nil {
		t.Error("the next one who lends the worker is not told all")
	}
}

func TestModelsThatCannotTag(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(9, 1))
	set := setOf(t, scheme.BIO, "A")
	good := randomChain(t, r, "level1", everything, set, nil)
	bad := good
	bad.Template = []byte("features: [{of: wurd}]")
	for name, chains := range map[string][]model.Chain{"no template": {bad}, "one name twice": {good, good}} {
		if _, err := New(fileOf(t, chains...)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
