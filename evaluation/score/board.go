package score

import (
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/onomast/onomast/evaluation/match"
)

// A Document is what both sides say of one document.
type Document struct {
	Gold, Pred []match.Span
}

// An Entry is the tally of one label in one document.
type Entry struct {
	Label int32
	Tally Tally
}

// A Board holds the tallies of every document, the unit of all statistics.
type Board struct {
	// Documents have an entry for each label that occurs, in the order of labels.
	Documents [][]Entry
	// Labels is how many labels there are.
	Labels int
	// Approximate counts the groups of overlapping spans that were too large to be
	// matched exactly.
	Approximate int
}

// Documents matches and counts, on all processors. Labels are the numbers below
// labels. With each, which may be nil, every document's pairs are seen: calls may
// come at the same time and in any order, and pairs are valid during the call.
func Documents(docs []Document, labels int, each func(doc int, pairs []match.Pair)) *Board {
	b := &Board{Documents: make([][]Entry, len(docs)), Labels: labels}
	var next, approximate atomic.Int64
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(docs)) {
		all.Go(func() {
			w := worker{of: make([]Tally, labels)}
			for i := int(next.Add(1)) - 1; i < len(docs); i = int(next.Add(1)) - 1 {
				pairs := w.matcher.Match(docs[i].Gold, docs[i].Pred)
				b.Documents[i] = w.tally(&docs[i], pairs)
				if each != nil {
					each(i, pairs)
				}
			}
			approximate.Add(int64(w.matcher.Approximate))
		})
	}
	all.Wait()
	b.Approximate = int(approximate.Load())
	return b
}

// A worker counts one document after the other.
type worker struct {
	matcher match.Matcher
	of      []Tally // by label
}

func (w *worker) tally(d *Document, pairs []match.Pair) []Entry {
	for i := range d.Gold { // all are alone until they are paired
		w.of[d.Gold[i].Label].Gold[match.Alone]++
	}
	for i := range d.Pred {
		w.of[d.Pred[i].Label].Pred[match.Alone]++
	}
	for _, p := range pairs {
		gold, pred := &w.of[d.Gold[p.Gold].Label].Gold, &w.of[d.Pred[p.Pred].Label].Pred
		gold[match.Alone]--
		gold[p.Case]++
		pred[match.Alone]--
		pred[p.Case]++
	}
	return w.entries()
}

// entries takes the tallies of a document away.
func (w *worker) entries() []Entry {
	n := 0
	for i := range w.of {
		if w.of[i] != (Tally{}) {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	out := make([]Entry, 0, n)
	for i := range w.of {
		if w.of[i] != (Tally{}) {
			out = append(out, Entry{Label: int32(i), Tally: w.of[i]})
			w.of[i] = Tally{}
		}
	}
	return out
}
