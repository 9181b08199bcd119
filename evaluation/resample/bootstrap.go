package resample

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/onomast/onomast/evaluation/score"
)

// A Statistic computes figures from the tallies of the labels. NaN is no figure.
type Statistic func(byLabel []score.Tally, into []float64)

// Options say how to resample.
type Options struct {
	// Seed chooses the resamples; equal seeds give equal results.
	Seed uint64
	// Resamples is how many: 2,000 for a report, 10,000 to publish.
	Resamples int
}

// Samples are the figures of every resample.
type Samples struct {
	values [][]float64 // of each figure, sorted, without NaN
	drawn  int
}

// Bootstrap computes width figures of a statistic over resamples of a board.
func Bootstrap(b *score.Board, width int, stat Statistic, o Options) *Samples {
	rows := make([][]float64, o.Resamples)
	p := pack(b)
	parallel(o.Resamples, func(next func() (int, bool)) {
		d := newDraw(len(b.Documents))
		sums := make([]score.Tally, b.Labels)
		for i, ok := next(); ok; i, ok = next() {
			d.documents(o.Seed, i)
			d.sum(p, sums)
			rows[i] = make([]float64, width)
			stat(sums, rows[i])
		}
	})
	return collect(rows, width)
}

// collect sorts the figures of all resamples.
func collect(rows [][]float64, width int) *Samples {
	s := &Samples{values: make([][]float64, width), drawn: len(rows)}
	for k := range s.values {
		column := make([]float64, 0, len(rows))
		for _, row := range rows {
			if !math.IsNaN(row[k]) {
				column = append(column, row[k])
			}
		}
		slices.Sort(column)
		s.values[k] = column
	}
	return s
}

// parallel calls work on every processor; next gives out the numbers below n.
func parallel(n int, work func(next func() (int, bool))) {
	var counter atomic.Int64
	next := func() (int, bool) {
		i := int(counter.Add(1)) - 1
		return i, i < n
	}
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		all.Go(func() { work(next) })
	}
	all.Wait()
}

// source is the randomness of one resample.
func source(seed uint64, number int) *rand.Rand { return rand.New(rand.NewPCG(seed, uint64(number))) }

// Interval returns the central interval of a figure that holds the share level of
// the resamples. It is not ok when the figure is undefined in more than half of them.
func (s *Samples) Interval(figure int, level float64) (low, high float64, ok bool) {
	v := s.values[figure]
	if len(v) == 0 || 2*len(v) < s.drawn {
		return 0, 0, false
	}
	tail := (1 - level) / 2
	return quantile(v, tail), quantile(v, 1-tail), true
}

// quantile interpolates between the two nearest of sorted values.
func quantile(sorted []float64, q float64) float64 {
	at := q * float64(len(sorted)-1)
	below := int(at)
	if below+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	share := at - float64(below)
	return sorted[below]*(1-share) + sorted[below+1]*share
}
