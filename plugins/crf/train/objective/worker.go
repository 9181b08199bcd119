package objective

import (
	"math"

	"github.com/onomast/onomast/core/chain"
)

// A worker has the memory that one sentence needs.
type worker[F chain.Float] struct {
	tags   int
	score  []float64 // of each token and tag; then e to the score less the token's highest
	alpha  []float64 // of each token and tag: forward, each token's adding up to 1
	scales []float64 // of each token: 1 by the sum before it was made 1
	beta   []float64 // of each tag: backward
	next   []float64 // of each tag: what the next token brings
	sums   []float64
	scratch[F]
}

func newWorker[F chain.Float](tags int) *worker[F] {
	return &worker[F]{tags: tags, beta: make([]float64, tags), next: make([]float64, tags)}
}

// fit makes room for a sentence.
func (w *worker[F]) fit(tokens int) {
	if need := tokens * w.tags; cap(w.score) < need {
		w.score, w.alpha = make([]float64, need+need/4), make([]float64, need+need/4)
		w.scales = make([]float64, tokens+tokens/4)
	}
	w.score, w.alpha = w.score[:tokens*w.tags], w.alpha[:tokens*w.tags]
	w.scales = w.scales[:tokens]
}

// room returns n numbers of scratch.
func (w *worker[F]) room(n int) []float64 {
	if cap(w.sums) < n {
		w.sums = make([]float64, n)
	}
	return w.sums[:n]
}

// exponentiate replaces scores by e to the score less the highest of the token, and
// returns the sum of the highest ones.
func (w *worker[F]) exponentiate() (sum float64) {
	for lo := 0; lo < len(w.score); lo += w.tags {
		row := w.score[lo : lo+w.tags]
		high := row[0]
		for _, x := range row[1:] {
			if x > high {
				high = x
			}
		}
		for i, x := range row {
			row[i] = math.Exp(x - high)
		}
		sum += high
	}
	return sum
}

// forward sets alpha and scales, and returns log Z less the sum that exponentiate
// returned. It is no number where the tags that score leave no way through.
func (w *worker[F]) forward(a *Arcs) float64 {
	n, last := w.tags, len(w.scales)-1
	z := one()
	for t := range w.scales {
		now := w.alpha[t*n : (t+1)*n]
		if t == 0 {
			a.begin(now)
		} else {
			a.forward(w.alpha[(t-1)*n:t*n], now)
		}
		for i, e := range w.score[t*n : (t+1)*n] {
			now[i] *= e
		}
		if t == last {
			a.mask(now)
		}
		sum := 0.0
		for _, x := range now {
			sum += x
		}
		z.times(sum)
		by := 1 / sum
		w.scales[t] = by
		for i := range now {
			now[i] *= by
		}
	}
	return z.log()
}

// begin sets the tags with which a sentence may begin to 1.
func (a *Arcs) begin(now []float64) {
	for i, may := range a.starts {
		now[i] = 0
		if may {
			now[i] = 1
		}
	}
}

// forward sets now to what the tags before lead to.
func (a *Arcs) forward(before, now []float64) {
	clear(now)
	sum := 0.0
	for _, i := range a.closing {
		sum += before[i]
	}
	for _, j := range a.opening {
		now[j] = sum
	}
	for i, x := range before {
		lo, hi := a.first[i], a.first[i+1]
		factors := a.factors[lo:hi]
		for k, j := range a.to[lo:hi] {
			now[j] += x * factors[k]
		}
	}
	for j, x := range now {
		if x < 0 { // what rounding left of nothing
			now[j] = 0
		}
	}
}

// mask keeps the tags at which a sentence may end.
func (a *Arcs) mask(row []float64) {
	for i, may := range a.ends {
		if !may {
			row[i] = 0
		}
	}
}

// backward sets before to what the tags lead to whose worth is next, and adds to counts,
// one for each arc, the product of its ends' alpha and worth.
func (a *Arcs) backward(alpha, next, before, counts []float64) {
	clear(before)
	sum := 0.0
	for _, j := range a.opening {
		sum += next[j]
	}
	for _, i := range a.closing {
		before[i] = sum
	}
	for i, x := range alpha {
		lo, hi := a.first[i], a.first[i+1]
		factors, counts := a.factors[lo:hi], counts[lo:hi]
		total := before[i]
		for k, j := range a.to[lo:hi] {
			worth := next[j]
			total += factors[k] * worth
			counts[k] += x * worth
		}
		before[i] = max(total, 0)
	}
}
