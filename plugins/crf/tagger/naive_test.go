package tagger

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/dense"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/template"
)

// naive scores tags as the definition says: the sum of the weights of all features.
type naive struct {
	c       model.Chain
	x       *template.Extractor
	weights map[uint64]model.Feature
}

func newNaive(t testing.TB, c model.Chain) *naive {
	n := &naive{c: c, x: compiled(t, string(c.Template)), weights: map[uint64]model.Feature{}}
	for _, f := range c.Features {
		n.weights[f.Key] = f
	}
	return n
}

func (n *naive) rows(s sample) [][]float64 {
	filled := s.sentence(n.x)
	var rows [][]float64
	for i := range s.words {
		row := make([]float64, n.c.Set.N())
		for tag, w := range n.c.Bias {
			row[tag] = float64(w)
		}
		for _, key := range keysAt(n.x, s, filled, i) {
			f := n.weights[key]
			for k, tag := range f.Tags {
				row[tag] += float64(f.Weights[k])
			}
		}
		for b := range n.c.Vectors {
			n.numbers(row, &n.c.Vectors[b], s, i)
		}
		rows = append(rows, row)
	}
	return rows
}

// numbers adds to a row what the vectors say that a token sees.
func (n *naive) numbers(row []float64, b *dense.Block, s sample, token int) {
	for k, o := range b.Offsets {
		at := token + o
		if at < 0 || at >= len(s.words) || len(s.vectors[at].Numbers) == 0 {
			continue
		}
		for tag := range row {
			for d, w := range b.Row(k, tag, len(row)) {
				x := (float64(s.vectors[at].Scale)*float64(s.vectors[at].Numbers[d]) - float64(b.Norm.Mean[d])) * float64(b.Norm.Factor[d])
				row[tag] += float64(w) * x
			}
		}
	}
}

// best is Viterbi's algorithm over all pairs of tags.
func (n *naive) best(rows [][]float64) []int32 {
	L, tr := n.c.Set.N(), n.c.Transitions
	score := make([]float64, L)
	var back [][]int32
	for i, row := range rows {
		next, from := make([]float64, L), make([]int32, L)
		for b := range L {
			next[b] = math.Inf(-1)
			if i == 0 {
				next[b] = float64(tr.Start[b]) + row[b]
				continue
			}
			for a := range L {
				if s := score[a] + float64(tr.Pair[a*L+b]) + row[b]; s > next[b] {
					next[b], from[b] = s, int32(a)
				}
			}
		}
		score, back = next, append(back, from)
	}
	for b := range score {
		score[b] += float64(tr.End[b])
	}
	tags := make([]int32, len(rows))
	last := int32(slices.Index(score, slices.Max(score)))
	for i := len(rows) - 1; i >= 0; i-- {
		tags[i] = last
		last = back[i][last]
	}
	return tags
}

func near(tolerance float64) cmp.Option { return cmpopts.EquateApprox(0, tolerance) }

func TestScoresAreTheSumsOfAllWeights(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 1))
	samples := randomSamples(r, 60)
	c := randomChain(t, r, "level1", everything, setOf(t, scheme.BIOES, "LOC", "PER"), samples)
	c.Bias = []float32{0.5, 0, 0, 0, 1, 0, 0, 0, -2}
	want, m := newNaive(t, c), loaded(t, c)
	w := m.Worker()
	defer w.Release()
	for _, s := range append(samples, randomSamples(r, 60)...) {
		var got [][]float64
		for row := range slices.Chunk(s.emitted(w), c.Set.N()) {
			wide := make([]float64, len(row))
			for i, x := range row {
				wide[i] = float64(x)
			}
			got = append(got, wide)
		}
		if diff := cmp.Diff(want.rows(s), got, near(1e-4)); diff != "" {
			t.Fatalf("%q: %s", s.words, diff)
		}
	}
}

func TestEntitiesAreThoseOfTheBestTags(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(2, 1))
	samples := randomSamples(r, 100)
	for _, s := range []scheme.Scheme{scheme.BIO, scheme.BIOES} {
		c := randomChain(t, r, "level1", everything, setOf(t, s, "LOC", "ORG", "PER"), samples)
		want, m := newNaive(t, c), loaded(t, c)
		var workers sync.WaitGroup
		for k := range 4 {
			workers.Go(func() {
				w := m.Worker()
				defer w.Release()
				for i := range samples {
					one := samples[(i+25*k)%len(samples)]
					spans := c.Set.Decode([]scheme.Span{}, want.best(want.rows(one)))
					if got := spansOf(find(t, w, one, 0)); !slices.Equal(got, spans) {
						t.Errorf("%q: got %v, want %v", one.words, got, spans)
					}
				}
			})
		}
		workers.Wait()
	}
}

func find(t testing.TB, w *Worker, s sample, alternatives int) []Entity {
	t.Helper()
	entities, err := w.Find(context.Background(), nil, s.words, s.all(), alternatives)
	if err != nil {
		t.Error(err)
	}
	return entities
}

func spansOf(entities []Entity) []scheme.Span {
	spans := []scheme.Span{}
	for _, e := range entities {
		spans = append(spans, e.Span)
	}
	return spans
}

// eachPath calls yield with every way to tag and its score.
func (n *naive) eachPath(rows [][]float64, yield func(tags []int32, score float64)) {
	L, tr := n.c.Set.N(), n.c.Transitions
	var walk func(tags []int32, score float64)
	walk = func(tags []int32, score float64) {
		i := len(tags)
		if i == len(rows) {
			if end := float64(tr.End[tags[i-1]]); !math.IsInf(end, -1) {
				yield(tags, score+end)
			}
			return
		}
		for b := range L {
			step := float64(tr.Start[b])
			if i > 0 {
				step = float64(tr.Pair[int(tags[i-1])*L+b])
			}
			if !math.IsInf(step, -1) {
				walk(append(tags, int32(b)), score+step+rows[i][b])
			}
		}
	}
	walk(nil, 0)
}

// probability is the share of the ways to tag that have an entity.
func (n *naive) probability(rows [][]float64, e scheme.Span) float64 {
	all, with := 0.0, 0.0
	n.eachPath(rows, func(tags []int32, score float64) {
		all += math.Exp(score)
		if slices.Contains(n.c.Set.Decode(nil, tags), e) {
			with += math.Exp(score)
		}
	})
	return with / all
}

func TestProbabilitiesAreThoseOfAllPaths(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 1))
	samples := randomSamples(r, 100)
	c := randomChain(t, r, "level1", everything, setOf(t, scheme.BIO, "LOC", "PER"), samples)
	want, m := newNaive(t, c), loaded(t, c)
	w := m.Worker()
	defer w.Release()
	seen := 0
	for _, s := range samples {
		if n := len(s.words); n == 0 || n > 6 {
			continue
		}
		rows := want.rows(s)
		best := find(t, w, s, 0)
		more := find(t, w, s, 8)
		for _, e := range more {
			if p := want.probability(rows, e.Span); math.Abs(p-e.Probability) > 1e-3 {
				t.Fatalf("%q: %v has probability %g, want %g", s.words, e.Span, e.Probability, p)
			}
		}
		for _, e := range best {
			if !slices.Contains(more, e) {
				t.Fatalf("%q: with alternatives, %v is missing", s.words, e)
			}
		}
		if len(more) > len(best) {
			seen++
		}
	}
	if seen < 10 {
		t.Fatalf("only %d sentences have alternatives", seen)
	}
}
