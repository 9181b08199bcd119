package main

import (
	"math"

	"github.com/onomast/onomast/core/chain"
)

// textbook calculates as most implementations do, CRFsuite among them: over all
// pairs of tags, forbidden ones weigh nothing, each row of sums is scaled to 1.
type textbook struct {
	n                int
	pair, start, end []float64
	turn             []float64 // exp of pair
	score, next      []float64
	back             []int32
	psi, alpha       []float64
	scale            []float64
}

func newTextbook(t chain.Transitions) *textbook {
	n := t.N
	b := &textbook{
		n: n, pair: widen(t.Pair), start: widen(t.Start), end: widen(t.End), turn: make([]float64, n*n),
		score: make([]float64, n), next: make([]float64, n), back: make([]int32, tokens*n),
		psi: make([]float64, tokens*n), alpha: make([]float64, tokens*n), scale: make([]float64, tokens),
	}
	for i, x := range b.pair {
		b.turn[i] = math.Exp(x)
	}
	return b
}

func widen(x []float32) []float64 {
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = float64(v)
	}
	return y
}

func (b *textbook) viterbi(e []float64, tags []int32) {
	n, score, next := b.n, b.score, b.next
	for to := range n {
		score[to] = b.start[to] + e[to]
	}
	for i := n; i < len(e); i += n {
		for to := range n {
			best, from := math.Inf(-1), 0
			for a, s := range score {
				if s += b.pair[a*n+to]; s > best {
					best, from = s, a
				}
			}
			next[to], b.back[i+to] = best+e[i+to], int32(from)
		}
		score, next = next, score
	}
	best, last := math.Inf(-1), int32(0)
	for a, s := range score {
		if s += b.end[a]; s > best {
			best, last = s, int32(a)
		}
	}
	for i := len(tags) - 1; i >= 0; i-- {
		tags[i] = last
		last = b.back[i*n+int(last)]
	}
}

// expect sets the marginals, adds to the pairs unless they are nil, and returns
// log Z.
func (b *textbook) expect(e, marginals, pairs []float64) float64 {
	n, logZ := b.n, 0.0
	for i, x := range e {
		switch {
		case i < n:
			x += b.start[i]
		case i >= len(e)-n:
			x += b.end[i-len(e)+n]
		}
		b.psi[i] = math.Exp(x)
	}
	for t := range tokens {
		row := b.alpha[t*n : (t+1)*n]
		b.forward(t, row)
		sum := 0.0
		for to := range row {
			row[to] *= b.psi[t*n+to]
			sum += row[to]
		}
		for to := range row {
			row[to] /= sum
		}
		b.scale[t] = sum
		logZ += math.Log(sum)
	}
	b.backward(marginals, pairs)
	return logZ
}

// forward sets row to what arrives at token t.
func (b *textbook) forward(t int, row []float64) {
	if t == 0 {
		for to := range row {
			row[to] = 1
		}
		return
	}
	clear(row)
	for a, x := range b.alpha[(t-1)*b.n : t*b.n] {
		turn := b.turn[a*b.n : (a+1)*b.n]
		for to := range row {
			row[to] += x * turn[to]
		}
	}
}

func (b *textbook) backward(marginals, pairs []float64) {
	n, beta, next := b.n, b.score, b.next
	for a := range beta {
		beta[a] = 1
	}
	for t := tokens - 1; ; t-- {
		for a, x := range b.alpha[t*n : (t+1)*n] {
			marginals[t*n+a] = x * beta[a]
		}
		if t == 0 {
			return
		}
		for to, p := range b.psi[t*n : (t+1)*n] {
			next[to] = p * beta[to] / b.scale[t]
		}
		for a, x := range b.alpha[(t-1)*n : t*n] {
			turn := b.turn[a*n : (a+1)*n]
			sum := 0.0
			for to, v := range next {
				sum += turn[to] * v
			}
			beta[a] = sum
			if pairs == nil {
				continue
			}
			count := pairs[a*n : (a+1)*n]
			for to, v := range next {
				count[to] += x * turn[to] * v
			}
		}
	}
}
