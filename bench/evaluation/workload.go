package main

import (
	"bufio"
	"errors"
	"math/rand/v2"
	"os"
	"strings"
)

// A sentence has as many gold tags as predicted ones.
type sentence struct{ gold, pred []string }

var types = []string{"PER", "ORG", "LOC", "MISC", "DATE", "PRODUCT"}

// workload makes sentences of 20 tokens with about four entities, until there are so
// many entities. Of four predicted ones about three are right.
func workload(entities int) []sentence {
	r := rand.New(rand.NewPCG(1, 2))
	var all []sentence
	for n := 0; n < entities; {
		s := sentence{gold: outside(20), pred: outside(20)}
		for at := r.IntN(3); at < 18 && n < entities; {
			length := 1 + r.IntN(3)
			end := min(at+length, 20)
			label := types[r.IntN(len(types))]
			mark(s.gold, at, end, label)
			predict(r, s.pred, at, end, label)
			n++
			at = end + 1 + r.IntN(4)
		}
		all = append(all, s)
	}
	return all
}

func predict(r *rand.Rand, tags []string, at, end int, label string) {
	switch r.IntN(12) {
	case 0: // missed
	case 1:
		mark(tags, at, end, types[r.IntN(len(types))])
	case 2:
		mark(tags, at, min(end+1, len(tags)), label)
	default:
		mark(tags, at, end, label)
	}
}

func outside(n int) []string {
	tags := make([]string, n)
	for i := range tags {
		tags[i] = "O"
	}
	return tags
}

func mark(tags []string, at, end int, label string) {
	for i := at; i < end; i++ {
		tags[i] = "I-" + label
	}
	tags[at] = "B-" + label
}

// write dumps the workload.
func write(path string, sentences []sentence) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	for _, s := range sentences {
		if _, err := w.WriteString(strings.Join(s.gold, " ") + "\t" + strings.Join(s.pred, " ") + "\n"); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	return errors.Join(w.Flush(), f.Close())
}
