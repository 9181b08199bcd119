package tagger

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/onomast/onomast/core/chain"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/dense"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/template"
)

func explain(t testing.TB, w *Worker, s sample, chain int, e scheme.Span) Explanation {
	t.Helper()
	known := template.Values{}
	for _, tag := range []string{"B-A", "I-A", "B-B"} {
		known.Hash(tag)
	}
	x, err := w.Explain(context.Background(), s.words, s.all(), chain, e, known)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// leads returns the best scores of ways to tag with an entity and without.
func (n *naive) leads(rows [][]float64, e scheme.Span) (with, without float64) {
	with, without = math.Inf(-1), math.Inf(-1)
	n.eachPath(rows, func(tags []int32, score float64) {
		if slices.Contains(n.c.Set.Decode(nil, tags), e) {
			with = max(with, score)
		} else {
			without = max(without, score)
		}
	})
	return with, without
}

func TestWeightsAddUpToTheLead(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(10, 1))
	samples := randomSamples(r, 150)
	for _, s := range []scheme.Scheme{scheme.BIO, scheme.BIOES} {
		c := randomChain(t, r, "level1", everything, setOf(t, s, "LOC", "PER"), samples)
		c.Bias = make([]float32, c.Set.N())
		c.Bias[1] = 0.5
		n, w := newNaive(t, c), loaded(t, c).Worker()
		tagged := 0
		for _, one := range samples {
			if len(one.words) == 0 || len(one.words) > 5 {
				continue
			}
			start := r.IntN(len(one.words))
			e := scheme.Span{Start: start, End: start + 1 + r.IntN(len(one.words)-start), Type: r.IntN(2)}
			rows, x := n.rows(one), explain(t, w, one, 0, e)
			with, without := n.leads(rows, e)
			sum := 0.0
			for _, weight := range x.Weights {
				sum += weight.Value
			}
			if math.Abs(x.Lead-(with-without)) > 1e-3 || math.Abs(sum-x.Lead) > 1e-3 {
				t.Fatalf("%q %v: the lead is %g and the weights add up to %g, want %g", one.words, e, x.Lead, sum, with-without)
			}
			if p := n.probability(rows, e); math.Abs(x.Probability-p) > 1e-3 || x.Tagged != (with >= without) || x.Label != c.Set.Types[e.Type] {
				t.Fatalf("%q %v: got %+v, want probability %g", one.words, e, x.Entity, p)
			}
			if x.Tagged {
				tagged++
			}
		}
		if tagged == 0 {
			t.Fatal("no span was tagged")
		}
	}
}

// said returns the weight of a name.
func said(x Explanation, name string) float64 {
	for _, w := range x.Weights {
		if w.Name == name {
			return w.Value
		}
	}
	return 0
}

func TestWeightsAreNamed(t *testing.T) {
	t.Parallel()
	set := setOf(t, scheme.BIOES, "PER")
	single := set.Of(scheme.Single, 0)
	s := sample{words: []string{"Ada", "came"}, layers: [][]uint64{{template.Hash("B-A"), 0}}, vectors: make([]dense.Vector, 2)}
	c := randomChain(t, rand.New(rand.NewPCG(11, 1)), "level1", everything, set, nil)
	c.Transitions = chain.Allowed(set)
	c.Transitions.Start[single], c.Transitions.Pair[single*set.N()] = 0.25, 50
	x := compiled(t, everything)
	filled := s.sentence(x)
	for k, key := range keysAt(x, s, filled, 0) { // each has a weight of its own
		c.Features = append(c.Features, model.Feature{Key: key, Tags: []uint16{uint16(single)}, Weights: []float32{float32(k + 1)}})
	}
	w := loaded(t, c).Worker()
	got := explain(t, w, s, 0, scheme.Span{End: 1})
	var names []string
	for _, weight := range got.Weights {
		names = append(names, weight.Name)
	}
	for _, want := range []string{
		"word[0]=Ada", "word[-1]=_B1", "word[-3]=_B3", "word[1]=came", "shape2[2]=_E1", "suffix2.lower[0]=da", "ngram3[0]=‹Ad",
		"position[0]=first", "position[1]=last", "layer:rules[0]=B-A", "lower[-1]|lower[0]=_B1|ada", "start → S-PER", "S-PER → O",
	} {
		if !slices.Contains(names, want) {
			t.Errorf("no weight is called %s: %q", want, names)
		}
	}
	if said(got, "word[0]=Ada") <= 0 {
		t.Errorf("the word itself speaks against it: %+v", got.Weights)
	}
	if !slices.Equal(got.Tags, []string{"S-PER"}) || !slices.Equal(got.Instead, []string{"O"}) {
		t.Errorf("compared %v with %v", got.Tags, got.Instead)
	}
}

func TestALongSentenceIsExplainedNearTheSpan(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(12, 1))
	samples := randomSamples(r, 50)
	c := randomChain(t, r, "level1", everything, setOf(t, scheme.BIOES, "LOC"), samples)
	w := loaded(t, c).Worker()
	var long sample
	long.layers = [][]uint64{nil}
	for len(long.words) < window+1000 {
		s := samples[r.IntN(len(samples))]
		long.words = append(long.words, s.words...)
		long.layers[0] = append(long.layers[0], s.layers[0]...)
		long.vectors = append(long.vectors, s.vectors...)
	}
	for _, e := range find(t, w, long, 0)[:50] {
		x := explain(t, w, long, 0, e.Span)
		if !x.Tagged || math.Abs(x.Probability-e.Probability) > 1e-4 || x.Span != e.Span {
			t.Fatalf("found %+v, explained %+v", e, x)
		}
	}
}
