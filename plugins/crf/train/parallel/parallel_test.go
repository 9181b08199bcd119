package parallel

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"testing"
)

func TestDoRunsEachChunkOnceWithAWorkerOfItsOwn(t *testing.T) {
	for _, workers := range []int{1, 2, 7, 100} {
		for _, chunks := range []int{0, 1, 5, 300} {
			pool := Pool{Workers: workers}
			seen := make([]atomic.Int32, chunks)
			busy := make([]atomic.Bool, pool.Size())
			pool.Do(chunks, func(worker, chunk int) {
				if !busy[worker].CompareAndSwap(false, true) {
					t.Errorf("worker %d works on two chunks", worker)
				}
				seen[chunk].Add(1)
				busy[worker].Store(false)
			})
			for c := range seen {
				if n := seen[c].Load(); n != 1 {
					t.Errorf("%d workers: chunk %d was run %d times", workers, c, n)
				}
			}
		}
	}
}

func TestSumsDependOnNoNumberOfWorkers(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	n := 5*span + 17
	a, b := make([]float64, n), make([]float64, n)
	for i := range n {
		a[i], b[i] = r.NormFloat64()*math.Exp(r.NormFloat64()*10), r.NormFloat64()
	}
	exact := 0.0
	for i := range n {
		exact += a[i] * b[i]
	}
	want := Pool{Workers: 1}.Dot(a, b)
	if math.Abs(want-exact) > 1e-9*math.Abs(exact) {
		t.Errorf("product %v, one by one %v", want, exact)
	}
	q1 := slices.Clone(a)
	then := Pool{Workers: 1}.AddDot(q1, 0.5, b, a)
	for _, workers := range []int{2, 3, 8, 0} {
		pool := Pool{Workers: workers}
		if got := pool.Dot(a, b); got != want {
			t.Errorf("%d workers: %v, one worker %v", workers, got, want)
		}
		q := slices.Clone(a)
		if got := pool.AddDot(q, 0.5, b, a); got != then || !slices.Equal(q, q1) {
			t.Errorf("%d workers: AddDot gives %v, one worker %v", workers, got, then)
		}
	}
	pool := Pool{}
	pool.Add(q1, -0.5, b)
	for i := range q1 {
		if math.Abs(q1[i]-a[i]) > 1e-9*max(1, math.Abs(a[i])) {
			t.Fatalf("number %d: %v, not %v", i, q1[i], a[i])
		}
	}
}

func TestCutCoversAllItems(t *testing.T) {
	for _, costs := range [][]int{nil, {5}, {1, 1, 1, 1}, {100, 1, 1, 100}, {0, 0, 0}} {
		borders := Cut(len(costs), 3, func(i int) int { return costs[i] })
		if borders[0] != 0 || borders[len(borders)-1] != len(costs) || !slices.IsSorted(borders) {
			t.Errorf("costs %v are cut at %v", costs, borders)
		}
		for c := 1; c+1 < len(borders); c++ {
			sum := 0
			for _, cost := range costs[borders[c-1]:borders[c]] {
				sum += cost
			}
			if sum < 3 {
				t.Errorf("costs %v are cut at %v: chunk %d costs %d", costs, borders, c-1, sum)
			}
		}
	}
}
