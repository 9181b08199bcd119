package objective

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/onomast/onomast/core/chain"
	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/train/parallel"
)

// eachKind runs a test for both schemes, with all kinds of arcs, with and without costs.
func eachKind(t *testing.T, test func(t *testing.T, s *sample, a *Arcs, o Options)) {
	for _, s := range []scheme.Scheme{scheme.BIO, scheme.BIOES} {
		for _, rules := range []Rules{{}, {All: true}, {Free: true}, {All: true, Free: true}} {
			for _, cost := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s %+v cost %v", s, rules, cost), func(t *testing.T) {
					data := random(t, s, 7, 11)
					o := Options{C2: 0.3, Pool: parallel.Pool{Workers: 2}}
					if cost {
						o.Costs = vector(data.set.N(), 9, 1)
					}
					test(t, data, NewArcs(data.set, data.grid, rules), o)
				})
			}
		}
	}
}

func TestValueIsThatOfAllTagSequences(t *testing.T) {
	eachKind(t, func(t *testing.T, s *sample, a *Arcs, o Options) {
		l := New[float64](s.grid, s.columns, a, o)
		for seed := range uint64(3) {
			x := vector(l.Variables(), seed, 0.7)
			got, err := l.Evaluate(t.Context(), x, make([]float64, len(x)))
			if want := s.naive(a, x, o); err != nil || math.Abs(got-want) > 1e-9*math.Abs(want) {
				t.Errorf("value %v, %v; all sequences give %v", got, err, want)
			}
		}
	})
}

func TestGradientIsThatOfDifferences(t *testing.T) {
	eachKind(t, func(t *testing.T, s *sample, a *Arcs, o Options) {
		l := New[float64](s.grid, s.columns, a, o)
		x := vector(l.Variables(), 4, 0.5)
		gradient, scratch := make([]float64, len(x)), make([]float64, len(x))
		if _, err := l.Evaluate(t.Context(), x, gradient); err != nil {
			t.Fatal(err)
		}
		const h = 1e-5
		for i := range x {
			at := x[i]
			x[i] = at + h
			up, _ := l.Evaluate(t.Context(), x, scratch)
			x[i] = at - h
			down, _ := l.Evaluate(t.Context(), x, scratch)
			x[i] = at
			if want := (up - down) / (2 * h); math.Abs(gradient[i]-want) > 1e-6*max(1, math.Abs(want)) {
				t.Fatalf("variable %d of %d: gradient %v, differences give %v", i, len(x), gradient[i], want)
			}
		}
	})
}

func TestSingleNumbersComeNearDoubleOnes(t *testing.T) {
	s := random(t, scheme.BIOES, 200, 5)
	a := NewArcs(s.set, s.grid, Rules{})
	o := Options{C2: 0.1}
	double, single := New[float64](s.grid, s.columns, a, o), New[float32](s.grid, s.columns, a, o)
	x := vector(double.Variables(), 4, 1)
	g, h := make([]float64, len(x)), make([]float64, len(x))
	want, _ := double.Evaluate(t.Context(), x, g)
	got, _ := single.Evaluate(t.Context(), x, h)
	if math.Abs(got-want) > 1e-6*want {
		t.Errorf("value %v, in double numbers %v", got, want)
	}
	for i := range g {
		if math.Abs(g[i]-h[i]) > 1e-4 {
			t.Fatalf("variable %d: %v, in double numbers %v", i, h[i], g[i])
		}
	}
}

func TestBitsAreTheSameForAnyNumberOfWorkers(t *testing.T) {
	s := random(t, scheme.BIO, 500, 6)
	a := NewArcs(s.set, s.grid, Rules{})
	var value float64
	var gradient []float64
	for _, workers := range []int{1, 2, 3, 8} {
		l := New[float32](s.grid, s.columns, a, Options{C2: 0.1, Pool: parallel.Pool{Workers: workers}})
		x := vector(l.Variables(), 1, 1)
		g := make([]float64, len(x))
		v, err := l.Evaluate(t.Context(), x, g)
		if err != nil {
			t.Fatal(err)
		}
		if gradient == nil {
			value, gradient = v, g
		}
		if v != value || !slices.Equal(g, gradient) {
			t.Errorf("%d workers differ: %v, %v", workers, v, value)
		}
	}
}

func TestLongSentencesStayInRange(t *testing.T) {
	const tokens = 100_000
	s := random(t, scheme.BIOES, 30, 1)
	a := NewArcs(s.set, s.grid, Rules{})
	n := s.set.N()
	scores, gold := vector(tokens*n, 2, 30), make([]int16, tokens)
	arcs := vector(a.Len(), 3, 2)
	loss, rest, _ := NewChain(a).Weigh(scores, gold, arcs, 1, nil)
	start, end := a.Edges()
	pairs := make([]float64, n*n)
	marginals := make([]float64, len(scores))
	logZ := chain.NewExpecter[float64](a.Pairs(arcs), start, end).Expect(scores, marginals, 1, pairs)
	right := 0.0
	for i := range gold {
		marginals[i*n]--
		right += scores[i*n]
		if i > 0 {
			right += a.Pairs(arcs)[0]
		}
	}
	if want := logZ - right; math.Abs(loss-want) > 1e-9*want {
		t.Errorf("loss %v, in logarithms %v", loss, want)
	}
	for i := range rest {
		if math.Abs(rest[i]-marginals[i]) > 1e-9 {
			t.Fatalf("token %d tag %d: %v, in logarithms %v", i/n, i%n, rest[i], marginals[i])
		}
	}
}

func TestBestIsBestOfAllTagSequences(t *testing.T) {
	eachKind(t, func(t *testing.T, s *sample, a *Arcs, o Options) {
		c, n := NewChain(a), s.set.N()
		for seed := range uint64(20) {
			scores, arcs := vector(4*n, seed, 1), vector(a.Len(), seed+50, 1)
			pairs := a.Pairs(arcs)
			start, end := a.Edges()
			gold := []int16{0, 0, 0, 0}
			want, right := math.Inf(-1), 0.0
			every(n, 4, func(tags []int32) {
				sum := start[tags[0]] + end[tags[3]]
				for i, tag := range tags {
					sum += scores[i*n+int(tag)]
					if i > 0 {
						sum += pairs[int(tags[i-1])*n+int(tag)]
					}
					if tag != 0 && o.Costs != nil {
						sum += o.Costs[0]
					}
				}
				want = max(want, sum)
				if slices.Max(tags) == 0 {
					right = sum
				}
			})
			_, got := c.Best(slices.Clone(scores), gold, arcs, o.Costs, nil)
			if math.Abs(got-(want-right)) > 1e-9 {
				t.Errorf("best is %v above the right ones, of all sequences %v", got, want-right)
			}
		}
	})
}
