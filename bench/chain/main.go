// Command chain measures what package chain takes for a token against the
// textbook's calculations, and checks that both say the same.
package main

import (
	"fmt"
	"math"
	"os"
	"slices"
	"time"

	"github.com/onomast/onomast/bench/cpu"
	"github.com/onomast/onomast/core/chain"
)

const (
	runs  = 15
	least = 40 * time.Millisecond // of a run
)

func main() {
	fmt.Println("processor time for a token, medians of", runs, "runs that take turns")
	fmt.Printf("%-22s %4s %10s %10s %6s\n", "", "tags", "textbook", "ours", "ratio")
	for _, types := range []int{1, 2, 3, 6, 14} {
		if err := measure(types); err != nil {
			fmt.Fprintln(os.Stderr, "chain:", err)
			os.Exit(1)
		}
	}
}

// measure prints the rows of one number of types.
func measure(types int) error {
	w := draw(types)
	book, n := newTextbook(w.transitions), w.transitions.N
	decoder, lattice := chain.NewDecoder(w.transitions), chain.NewLattice(w.transitions)
	expecter := chain.NewExpecter[float64](book.pair, book.start, book.end)
	tags, same := make([]int32, tokens), make([]int32, tokens)
	marginals, pairs := make([]float64, tokens*n), make([]float64, n*n)
	for k, e := range w.narrow {
		decoder.Viterbi(e, tags)
		book.viterbi(w.wide[k], same)
		if !slices.Equal(tags, same) {
			return fmt.Errorf("sentence %d of %d tags: %v, the textbook has %v", k, n, tags, same)
		}
		ours, theirs := expecter.Expect(w.wide[k], marginals, 1, pairs), book.expect(w.wide[k], marginals, pairs)
		if math.Abs(ours-theirs) > 1e-9*math.Abs(theirs) {
			return fmt.Errorf("sentence %d of %d tags: log Z %v, the textbook has %v", k, n, ours, theirs)
		}
	}
	compare("best tags", n, func(k int) { book.viterbi(w.wide[k], tags) }, func(k int) { decoder.Viterbi(w.narrow[k], tags) })
	compare("expectations", n, func(k int) { book.expect(w.wide[k], marginals, pairs) }, func(k int) { expecter.Expect(w.wide[k], marginals, 1, pairs) })
	compare("probabilities", n, func(k int) { book.expect(w.wide[k], marginals, nil) }, func(k int) { lattice.Fill(w.narrow[k]) })
	return nil
}

// compare prints what one token costs either way.
func compare(what string, n int, textbook, ours func(sentence int)) {
	var a, b []float64
	for range runs {
		a = append(a, perToken(textbook))
		b = append(b, perToken(ours))
	}
	slices.Sort(a)
	slices.Sort(b)
	x, y := a[runs/2], b[runs/2]
	fmt.Printf("%-22s %4d %7.0f ns %7.0f ns %6.1f\n", what, n, x, y, x/y)
}

// perToken is the processor time of a token in nanoseconds.
func perToken(do func(sentence int)) float64 {
	start, rounds := cpu.Time(), 0
	for cpu.Time()-start < least {
		for k := range sentences {
			do(k)
		}
		rounds++
	}
	return float64(cpu.Time()-start) / float64(rounds*sentences*tokens)
}
