package resample

import (
	"math"
	"math/rand/v2"
	"sync/atomic"

	"github.com/onomast/onomast/evaluation/score"
)

// A Difference is what one figure of system B has more than that of system A.
type Difference struct {
	A, B, Delta float64
	// Low and High bound the difference in 95 % of the paired resamples.
	Low, High float64
	// Better is the one-sided p of the paired bootstrap: the share of resamples in
	// which the system that is better is not.
	Better float64
	// Chance is the two-sided p of approximate randomisation: how often systems that
	// differ by chance alone differ as much.
	Chance float64
}

// Compare compares width figures of two systems on the same documents.
func Compare(a, b *score.Board, width int, stat Statistic, o Options) []Difference {
	out := make([]Difference, width)
	x, y := observe(a, width, stat), observe(b, width, stat)
	for k := range out {
		out[k] = Difference{A: x[k], B: y[k], Delta: y[k] - x[k]}
	}
	paired(a, b, stat, o, out)
	randomise(a, b, stat, o, out)
	return out
}

func observe(b *score.Board, width int, stat Statistic) []float64 {
	v := make([]float64, width)
	stat(b.ByLabel(), v)
	return v
}

// paired draws the same documents for both.
func paired(a, b *score.Board, stat Statistic, o Options, out []Difference) {
	width := len(out)
	rows := make([][]float64, o.Resamples)
	ofA, ofB := pack(a), pack(b)
	parallel(o.Resamples, func(next func() (int, bool)) {
		d := newDraw(len(a.Documents))
		sums, x, y := make([]score.Tally, a.Labels), make([]float64, width), make([]float64, width)
		for i, ok := next(); ok; i, ok = next() {
			d.documents(o.Seed, i)
			d.sum(ofA, sums)
			stat(sums, x)
			d.sum(ofB, sums)
			stat(sums, y)
			rows[i] = make([]float64, width)
			for k := range rows[i] {
				rows[i][k] = y[k] - x[k]
			}
		}
	})
	s := collect(rows, width)
	for k := range out {
		out[k].Low, out[k].High, _ = s.Interval(k, 0.95)
		out[k].Better = notBetter(s.values[k], out[k].Delta)
	}
}

// notBetter is (1 + #{the difference is none, or the other way}) / (n + 1).
func notBetter(deltas []float64, observed float64) float64 {
	n := 1
	for _, d := range deltas {
		if observed >= 0 && d <= 0 || observed < 0 && d >= 0 {
			n++
		}
	}
	return float64(n) / float64(len(deltas)+1)
}

// A change is what one label of a document has more in B than in A.
type change struct {
	label int32
	tally score.Tally
}

// changes returns those of each document in which the two differ.
func changes(a, b *score.Board) [][]change {
	var out [][]change
	sums := make([]score.Tally, a.Labels)
	for i := range a.Documents {
		var all []change
		for _, e := range b.Documents[i] {
			sums[e.Label].Add(&e.Tally, 1)
		}
		for _, e := range a.Documents[i] {
			sums[e.Label].Add(&e.Tally, -1)
		}
		for label := range sums {
			if sums[label] != (score.Tally{}) {
				all = append(all, change{label: int32(label), tally: sums[label]})
				sums[label] = score.Tally{}
			}
		}
		if all != nil {
			out = append(out, all)
		}
	}
	return out
}

// randomise swaps the outputs of documents between both, at random. Documents on
// which they agree change nothing.
func randomise(a, b *score.Board, stat Statistic, o Options, out []Difference) {
	differ := changes(a, b)
	ofA, ofB := a.ByLabel(), b.ByLabel()
	far := make([]atomic.Int64, len(out))
	parallel(o.Resamples, func(next func() (int, bool)) {
		x, y := make([]float64, len(out)), make([]float64, len(out))
		p, q := make([]score.Tally, a.Labels), make([]score.Tally, a.Labels)
		for i, ok := next(); ok; i, ok = next() {
			copy(p, ofA)
			copy(q, ofB)
			swap(differ, p, q, source(^o.Seed, i))
			stat(p, x)
			stat(q, y)
			for k := range out {
				if near := math.Abs(y[k]-x[k]) < math.Abs(out[k].Delta)-1e-12; !near { // nor is NaN
					far[k].Add(1)
				}
			}
		}
	})
	for k := range out {
		out[k].Chance = float64(1+far[k].Load()) / float64(o.Resamples+1)
	}
}

// swap exchanges about half of the documents.
func swap(differ [][]change, p, q []score.Tally, r *rand.Rand) {
	var bits uint64
	for i, document := range differ {
		if i%64 == 0 {
			bits = r.Uint64()
		}
		if bits>>(i%64)&1 == 0 {
			continue
		}
		for k := range document {
			c := &document[k]
			p[c.label].Add(&c.tally, 1)
			q[c.label].Add(&c.tally, -1)
		}
	}
}
