package online

import (
	"bytes"
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/dense"
	"github.com/onomast/onomast/plugins/crf/train/dataset"
	"github.com/onomast/onomast/plugins/crf/train/objective"
	"github.com/onomast/onomast/plugins/crf/train/optimize"
)

// A lesson is data in which words say the tag most of the time.
type lesson struct {
	grid    *dataset.Grid
	columns *dataset.Columns
	arcs    *objective.Arcs
}

func newLesson(t testing.TB, sentences int) lesson {
	t.Helper()
	set, err := scheme.New(scheme.BIO, []string{"A"})
	if err != nil {
		t.Fatal(err)
	}
	b := dataset.NewBuilder(set.N(), [][]int{{-1, 0}})
	for w := range uint64(9) {
		b.Type(0, [][]uint64{{100 + w, 150 + w}, {200 + w, 300 + w%3, 400}}, nil)
	}
	b.See(dataset.Vectors{Offsets: []int{-1, 0}})
	for i := range sentences {
		words := []int32{-1}
		vectors := make([]dense.Vector, 6)
		var tags []int32
		for k := range 6 {
			w := (i*7 + k*k + i*k) % 9
			words = append(words, int32(w))
			vectors[k] = dense.Vector{Numbers: []int8{int8(9*w - 40), int8((i + 13*k) % 50)}, Scale: 0.5}
			tag := int32(0)
			if w < 3 && (i+k)%11 != 0 {
				tag = 1
				if len(tags) > 0 && tags[len(tags)-1] != 0 {
					tag = 2
				}
			}
			tags = append(tags, tag)
		}
		b.Sentence(dataset.Layout{Types: [][]int32{append(words, -1)}, Joins: make([][]dataset.Join, 6), Vectors: [][]dense.Vector{vectors}, Tags: tags, Weight: 1})
	}
	g, c, err := b.Finish(dataset.Choice{})
	if err != nil {
		t.Fatal(err)
	}
	return lesson{g, c, objective.NewArcs(set, g, objective.Rules{})}
}

// size is how many weights there are.
func (l lesson) size() int { return l.columns.Parameters() + l.grid.DenseParameters() + l.arcs.Len() }

// optimum is the least value of the objective, and value that of weights.
func (l lesson) optimum(t *testing.T, c2 float64) (least float64, value func(weights []float64) float64) {
	t.Helper()
	f := objective.New[float64](l.grid, l.columns, l.arcs, objective.Options{C2: c2})
	m, err := optimize.New(t.Context(), f.Evaluate, make([]float64, f.Variables()), optimize.Options{Memory: 6, Epsilon: 1e-8})
	if err != nil {
		t.Fatal(err)
	}
	for status := optimize.Running; status == optimize.Running; {
		if status, err = m.Step(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	return m.Value(), func(weights []float64) float64 {
		x := slices.Clone(weights)
		for i, share := range l.columns.Share {
			for k := l.columns.Start[i]; k < l.columns.Start[i+1]; k++ {
				x[k] *= math.Sqrt(float64(share))
			}
		}
		v, err := f.Evaluate(t.Context(), x, make([]float64, len(x)))
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestAdaGradComesNearTheOptimum(t *testing.T) {
	l := newLesson(t, 120)
	least, value := l.optimum(t, 0.5)
	learner := NewAdaGrad(l.grid, l.columns, l.arcs, Options{C2: 0.5, Rate: 0.2})
	weights := make([]float64, l.size())
	for range 60 {
		if err := learner.Pass(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	learner.Weights(weights)
	if got := value(weights); got > 1.02*least {
		t.Errorf("the objective is %v after %d passes, at best %v", got, learner.Passes(), least)
	}
}

func TestAdaGradDropsWhatC1Does(t *testing.T) {
	l := newLesson(t, 120)
	active := func(c1 float64) (n int) {
		learner := NewAdaGrad(l.grid, l.columns, l.arcs, Options{C1: c1, Rate: 0.2})
		for range 30 {
			if err := learner.Pass(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		weights := make([]float64, l.size())
		learner.Weights(weights)
		for _, w := range weights {
			if w != 0 {
				n++
			}
		}
		return n
	}
	if few, some, all := active(20), active(2), active(0); few >= some || some >= all {
		t.Errorf("%d, %d and %d weights are left", few, some, all)
	}
}

func TestPerceptronMakesFewerMistakes(t *testing.T) {
	l := newLesson(t, 120)
	learner := NewPerceptron(l.grid, l.columns, l.arcs, Options{Seed: 1})
	var losses []float64
	for range 10 {
		if err := learner.Pass(t.Context()); err != nil {
			t.Fatal(err)
		}
		losses = append(losses, learner.Loss())
	}
	if losses[9] < 0 || losses[9] > losses[0] {
		t.Errorf("losses by pass: %v", losses)
	}
}

// cut ends a context after some looks at it.
type cut struct {
	context.Context
	looks int
}

func (c *cut) Err() error {
	if c.looks--; c.looks < 0 {
		return context.Canceled
	}
	return nil
}

func TestGoesOnFromASavedStateBitForBit(t *testing.T) {
	l := newLesson(t, 100)
	for name, begin := range map[string]func(*dataset.Grid, *dataset.Columns, *objective.Arcs, Options) *Learner{
		"adagrad": NewAdaGrad, "perceptron": NewPerceptron,
	} {
		t.Run(name, func(t *testing.T) {
			o := Options{C1: 0.01, C2: 0.1, Rate: 0.1, Seed: 5}
			plain := begin(l.grid, l.columns, l.arcs, o)
			for range 4 {
				if err := plain.Pass(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			want := make([]float64, l.size())
			plain.Weights(want)
			for looks := range 25 {
				first := begin(l.grid, l.columns, l.arcs, o)
				ctx := &cut{t.Context(), looks}
				var err error
				for err == nil {
					err = first.Pass(ctx)
				}
				if !errors.Is(err, context.Canceled) {
					t.Fatal(err)
				}
				var saved bytes.Buffer
				if err := first.Save(&saved); err != nil {
					t.Fatal(err)
				}
				state := saved.Bytes()
				second := begin(l.grid, l.columns, l.arcs, o)
				if err := second.Restore(&saved); err != nil {
					t.Fatal(err)
				}
				for second.Passes() < 4 {
					if err := second.Pass(t.Context()); err != nil {
						t.Fatal(err)
					}
				}
				got := make([]float64, len(want))
				if second.Weights(got); first.Passes() < 4 && !slices.Equal(got, want) {
					t.Fatalf("cut after %d looks: other weights", looks)
				}
				if begin(l.grid, l.columns, l.arcs, o).Restore(bytes.NewReader(state[:len(state)-1])) == nil {
					t.Fatal("a state that is cut off was taken")
				}
			}
		})
	}
}
