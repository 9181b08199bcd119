package objective

import "github.com/onomast/onomast/plugins/crf/train/parallel"

// cuts are the borders of chunks of work.
type cuts struct {
	sentences, columns []int
	vectors            []int   // of sentences
	types              [][]int // of each source
}

// pieces is into how many chunks work is cut, about: enough that many workers share it
// evenly, few enough that what chunks yield is added up fast.
const pieces = 96

// cut cuts all work by what it costs.
func (l *Likelihood[F]) cut() {
	g, c := l.grid, l.columns
	l.cuts.sentences = even(len(g.Sentences), func(s int) int { return g.Sentences[s].Len() })
	l.cuts.columns = even(c.Len(), func(i int) int {
		uses := len(l.users.At(i)) + len(l.tokens.At(i))
		return 2 + int(c.Start[i+1]-c.Start[i])*uses
	})
	for i := range g.Sources {
		sites := &l.sites[i]
		l.cuts.types = append(l.cuts.types, even(sites.Len(), func(t int) int { return 1 + len(sites.At(t)) }))
	}
	l.parts = make([]part, len(l.cuts.sentences)-1)
	for i := range l.parts {
		l.parts[i].arcs = make([]float64, len(l.arcs.to))
	}
}

func even(items int, cost func(i int) int) []int {
	total := 0
	for i := range items {
		total += cost(i)
	}
	return parallel.Cut(items, total/pieces+1, cost)
}

// each calls work for all items of chunks.
func each(pool parallel.Pool, borders []int, work func(i int)) {
	pool.Do(len(borders)-1, func(_, chunk int) {
		for i := borders[chunk]; i < borders[chunk+1]; i++ {
			work(i)
		}
	})
}
