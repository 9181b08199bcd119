package optimize

import (
	"bytes"
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/onomast/onomast/plugins/crf/train/parallel"
)

func options() Options {
	return Options{Memory: 6, Iterations: 1000, Epsilon: 1e-9, Pool: parallel.Pool{Workers: 2}}
}

// rosenbrock is a bent valley, in pairs of variables; its minimum is 0 where all are 1.
func rosenbrock(_ context.Context, x, g []float64) (float64, error) {
	sum := 0.0
	for i := 0; i+1 < len(x); i += 2 {
		a, b := 1-x[i], x[i+1]-x[i]*x[i]
		sum += a*a + 100*b*b
		g[i], g[i+1] = -2*a-400*b*x[i], 200*b
	}
	return sum, nil
}

// A bowl is sum of h(x-c)^2/2, whose minimum with an L1 part is known: each c, drawn
// towards 0 by l/h.
type bowl struct{ h, c []float64 }

func newBowl(n int, seed uint64) bowl {
	r := rand.New(rand.NewPCG(seed, 2))
	b := bowl{make([]float64, n), make([]float64, n)}
	for i := range n {
		b.h[i], b.c[i] = math.Exp(r.NormFloat64()), 2*r.NormFloat64()
	}
	return b
}

func (b bowl) at(_ context.Context, x, g []float64) (sum float64, err error) {
	for i := range x {
		d := x[i] - b.c[i]
		sum += b.h[i] * d * d / 2
		g[i] = b.h[i] * d
	}
	return sum, nil
}

func run(t *testing.T, m *Minimizer) Status {
	t.Helper()
	for {
		before := m.Value()
		status, err := m.Step(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if m.Value() > before {
			t.Fatalf("the value rose from %v to %v at iteration %d", before, m.Value(), m.Iteration())
		}
		if status != Running {
			return status
		}
	}
}

func TestFindsTheMinimumOfABentValley(t *testing.T) {
	for _, n := range []int{2, 10, 1000} {
		x := make([]float64, n)
		for i := range x {
			x[i] = []float64{-1.2, 1}[i%2]
		}
		m, err := New(t.Context(), rosenbrock, x, options())
		if err != nil {
			t.Fatal(err)
		}
		if status := run(t, m); status != Converged || m.Value() > 1e-12 || m.Iteration() > 100 {
			t.Errorf("%d variables: %v at %v after %d iterations, %d evaluations", n, status, m.Value(), m.Iteration(), m.Evaluations())
		}
	}
}

func TestL1DrawsToZero(t *testing.T) {
	b := newBowl(500, 1)
	o := options()
	o.L1 = make([]float64, 500)
	for i := range o.L1 {
		o.L1[i] = float64(i%5) / 2
	}
	m, err := New(t.Context(), b.at, make([]float64, 500), o)
	if err != nil {
		t.Fatal(err)
	}
	status := run(t, m)
	zeros := 0
	for i, x := range m.X() {
		want := math.Copysign(max(0, math.Abs(b.c[i])-o.L1[i]/b.h[i]), b.c[i])
		if math.Abs(x-want) > 1e-6 {
			t.Fatalf("variable %d is %v, the minimum %v (%v after %d iterations)", i, x, want, status, m.Iteration())
		}
		if want == 0 {
			zeros++
			if x != 0 {
				t.Errorf("variable %d is %v, not 0", i, x)
			}
		}
		// At a minimum the slope of the smooth part is that of the other, turned about.
		slope := b.h[i] * (x - b.c[i])
		if x == 0 && math.Abs(slope) > o.L1[i]+1e-9 {
			t.Errorf("variable %d is 0 where the slope is %v, more than %v", i, slope, o.L1[i])
		}
	}
	if zeros < 50 {
		t.Errorf("only %d variables are to be 0", zeros)
	}
}

func TestStopsForEachReason(t *testing.T) {
	hard := func() []float64 { return []float64{-1.2, 1} }
	for _, test := range []struct {
		name   string
		change func(*Options)
		want   Status
	}{
		{"short gradient", func(*Options) {}, Converged},
		{"few iterations", func(o *Options) { o.Iterations = 3 }, Exhausted},
		{"little gain", func(o *Options) { o.Period, o.Delta = 2, 1e9 }, Stalled},
		{"no gain left", func(o *Options) { o.Epsilon = 0 }, Stuck},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := options()
			test.change(&o)
			m, err := New(t.Context(), rosenbrock, hard(), o)
			if err != nil {
				t.Fatal(err)
			}
			if got := run(t, m); got != test.want && (test.want != Stuck || got != Converged) {
				t.Errorf("%v after %d iterations, not %v", got, m.Iteration(), test.want)
			}
		})
	}
}

func TestGoesOnFromASavedStateBitForBit(t *testing.T) {
	b := newBowl(300, 3)
	l1 := make([]float64, 300)
	for i := range l1 {
		l1[i] = 0.3
	}
	for name, change := range map[string]func(*Options){"smooth": func(*Options) {}, "L1": func(o *Options) { o.L1 = l1 }} {
		t.Run(name, func(t *testing.T) {
			for at := range 20 {
				o := options()
				o.Iterations, o.Period, o.Delta = 25, 4, 1e-12
				change(&o)
				m, err := New(t.Context(), b.at, make([]float64, 300), o)
				if err != nil {
					t.Fatal(err)
				}
				for range at {
					if _, err := m.Step(t.Context()); err != nil {
						t.Fatal(err)
					}
				}
				var saved bytes.Buffer
				if err := m.Save(&saved); err != nil {
					t.Fatal(err)
				}
				o.Pool.Workers = 3
				again, err := Restore(&saved, b.at, 300, o)
				if err != nil {
					t.Fatal(err)
				}
				if s, u := run(t, m), run(t, again); s != u || m.Iteration() != again.Iteration() || m.Value() != again.Value() || !slices.Equal(m.X(), again.X()) {
					t.Fatalf("saved at %d: %v, %d, %v; not %v, %d, %v", at, u, again.Iteration(), again.Value(), s, m.Iteration(), m.Value())
				}
			}
		})
	}
}

func TestABrokenStepChangesNothing(t *testing.T) {
	b := newBowl(50, 4)
	for call := 2; call < 12; call++ {
		calls := 0
		broken := errors.New("broken")
		f := func(ctx context.Context, x, g []float64) (float64, error) {
			if calls++; calls == call {
				return 0, broken
			}
			return b.at(ctx, x, g)
		}
		m, err := New(t.Context(), f, make([]float64, 50), options())
		if err != nil {
			t.Fatal(err)
		}
		plain, _ := New(t.Context(), b.at, make([]float64, 50), options())
		for plain.Iteration() < 15 {
			if _, err := m.Step(t.Context()); errors.Is(err, broken) {
				if m.Value() != plain.Value() || !slices.Equal(m.X(), plain.X()) {
					t.Fatalf("call %d: the step changed the state", call)
				}
				continue
			}
			if _, err := plain.Step(t.Context()); err != nil {
				t.Fatal(err)
			}
			if m.Value() != plain.Value() || !slices.Equal(m.X(), plain.X()) {
				t.Fatalf("call %d: the way is another after the broken step", call)
			}
		}
	}
}

func TestRefusesWhatIsNoNumber(t *testing.T) {
	nan := func(context.Context, []float64, []float64) (float64, error) { return math.NaN(), nil }
	if _, err := New(t.Context(), nan, make([]float64, 3), options()); err == nil {
		t.Error("a search began where the value is no number")
	}
	// One that is no number far out must not lead there.
	edge := func(_ context.Context, x, g []float64) (float64, error) {
		g[0] = -1 / (1 - x[0]) / 100
		if x[0] >= 1 {
			return math.NaN(), nil
		}
		g[0] += 2 * x[0]
		return x[0]*x[0] + math.Log(1-x[0])/100 + 1, nil
	}
	m, err := New(t.Context(), edge, []float64{0.5}, options())
	if err != nil {
		t.Fatal(err)
	}
	run(t, m)
	if x := m.X()[0]; math.IsNaN(x) || x >= 1 {
		t.Errorf("the search went to %v", x)
	}
}

func TestRefusesDamagedState(t *testing.T) {
	b := newBowl(10, 4)
	m, err := New(t.Context(), b.at, make([]float64, 10), options())
	if err != nil {
		t.Fatal(err)
	}
	var saved bytes.Buffer
	if err := m.Save(&saved); err != nil {
		t.Fatal(err)
	}
	for cut := 0; cut < saved.Len(); cut += 13 {
		if _, err := Restore(bytes.NewReader(saved.Bytes()[:cut]), b.at, 10, options()); err == nil {
			t.Fatalf("%d of %d bytes were taken for a state", cut, saved.Len())
		}
	}
	if _, err := Restore(bytes.NewReader(saved.Bytes()), b.at, 11, options()); err == nil {
		t.Error("the state of another size was taken")
	}
}
