package objective

import (
	"math"

	"github.com/onomast/onomast/core/chain"
)

// sentence weighs sentence s: it returns its loss, sets what remains of its tokens, and
// adds its arcs to counts.
func (l *Likelihood[F]) sentence(w *worker[F], s int, counts []float64) float64 {
	where, n := l.grid.Sentences[s], l.grid.Tags
	w.fit(where.Len())
	for t := range where.Len() {
		l.emit(int(where.Start)+t, w.score[t*n:(t+1)*n], &w.scratch)
	}
	gold := l.grid.Gold[where.Start:where.End]
	rest := l.rest[(int(where.Start)+l.margin)*n:][:where.Len()*n]
	return weigh(w, l.arcs, gold, l.grid.Weights[s], l.options.Costs, rest, counts)
}

// weigh returns the loss of a sentence whose scores w has, times weight. It sets rest to
// the probability of each tag at each token, less 1 for the right ones, all times weight.
func weigh[F chain.Float](w *worker[F], a *Arcs, gold []int16, weight float64, costs []float64, rest []F, counts []float64) float64 {
	right := a.score(w.score, gold)
	if costs != nil {
		for t, tag := range gold {
			addCost(w.score[t*w.tags:(t+1)*w.tags], int(tag), costs[tag])
		}
	}
	logZ := w.exponentiate()
	logZ += w.forward(a)
	if math.IsNaN(logZ) || math.IsInf(logZ, 0) {
		return math.Inf(1)
	}
	backward(w, a, weight, rest, counts)
	for t, tag := range gold {
		rest[t*w.tags+int(tag)] -= F(weight)
	}
	return weight * (logZ - right)
}

func addCost(row []float64, right int, cost float64) {
	for i := range row {
		if i != right {
			row[i] += cost
		}
	}
}

// backward goes back through a sentence: the probability of a tag is alpha times beta.
func backward[F chain.Float](w *worker[F], a *Arcs, weight float64, rest []F, counts []float64) {
	n, last := w.tags, len(w.scales)-1
	beta, next := w.beta, w.next
	for i := range beta {
		beta[i] = weight
	}
	for t := last; ; t-- {
		out := rest[t*n:][:n]
		for i, x := range w.alpha[t*n : (t+1)*n] {
			out[i] = F(x * beta[i])
		}
		if t == 0 {
			return
		}
		scale := w.scales[t]
		for i, e := range w.score[t*n : (t+1)*n] {
			next[i] = e * beta[i] * scale
		}
		if t == last {
			a.mask(next)
		}
		a.backward(w.alpha[(t-1)*n:t*n], next, beta, counts)
	}
}
