package main

import (
	"fmt"
	"math/rand/v2"

	"github.com/onomast/onomast/core/chain"
	"github.com/onomast/onomast/core/scheme"
)

const (
	sentences = 100
	tokens    = 25
)

// workload is a chain and emissions as trained models have them: O leads most of
// the time, now and then another tag, and one transition in ten was seen.
type workload struct {
	transitions chain.Transitions
	narrow      [][]float32
	wide        [][]float64 // the same numbers
}

func draw(types int) workload {
	r := rand.New(rand.NewPCG(1, uint64(types)))
	names := make([]string, types)
	for i := range names {
		names[i] = fmt.Sprintf("T%02d", i)
	}
	w := workload{transitions: chain.Allowed(scheme.Set{Scheme: scheme.BIOES, Types: names})}
	for i := range w.transitions.Pair {
		if r.IntN(10) == 0 {
			w.transitions.Pair[i] += float32(r.NormFloat64())
		}
	}
	for range sentences {
		narrow := sentence(r, w.transitions.N)
		wide := make([]float64, len(narrow))
		for i, x := range narrow {
			wide[i] = float64(x)
		}
		w.narrow, w.wide = append(w.narrow, narrow), append(w.wide, wide)
	}
	return w
}

func sentence(r *rand.Rand, n int) []float32 {
	var e []float32
	for range tokens {
		row := make([]float32, n)
		for b := range row {
			row[b] = float32(r.NormFloat64() * 2)
		}
		row[0] += 6
		if r.IntN(5) == 0 {
			row[r.IntN(n)] += 6
		}
		e = append(e, row...)
	}
	return e
}
