package chain

import (
	"math"
	"slices"
)

// Path is the tags of a sentence.
type Path struct {
	Tags []int32
	// Score is the sum of all weights; [Lattice.Probability] makes a
	// probability of it.
	Score float64
}

// Best returns up to n paths, best first, all with a finite score. The first
// is that of [Decoder.Viterbi].
func (d *Decoder) Best(n int, emissions []float32) []Path {
	if len(emissions) == 0 || n <= 0 {
		return nil
	}
	lists := make([][]ranked, d.n)
	for b := range lists {
		lists[b] = keep(nil, ranked{score: d.start[b] + float64(emissions[b]), tag: int32(b)}, n)
	}
	for i := d.n; i < len(emissions); i += d.n {
		lists = d.extend(lists, emissions[i:i+d.n], n)
	}
	var all []ranked
	for b, list := range lists {
		for _, r := range list {
			r.score += d.end[b]
			all = keep(all, r, n)
		}
	}
	paths := make([]Path, 0, len(all))
	for _, r := range all {
		tags := make([]int32, len(emissions)/d.n)
		p := &r
		for i := len(tags) - 1; i >= 0; i, p = i-1, p.prev {
			tags[i] = p.tag
		}
		paths = append(paths, Path{tags, r.score})
	}
	return paths
}

// ranked is a way to arrive at a tag.
type ranked struct {
	score float64
	tag   int32
	prev  *ranked
}

func (d *Decoder) extend(lists [][]ranked, emission []float32, n int) [][]ranked {
	next := make([][]ranked, d.n)
	for b := range next {
		for _, a := range d.preds[b] {
			for k := range lists[a] {
				prev := &lists[a][k]
				s := prev.score + d.pair[int(a)*d.n+b] + float64(emission[b])
				next[b] = keep(next[b], ranked{s, int32(b), prev}, n)
			}
		}
	}
	return next
}

// keep puts r into the list of the n best, behind equally good ones.
func keep(list []ranked, r ranked, n int) []ranked {
	if math.IsInf(r.score, -1) || math.IsNaN(r.score) {
		return list
	}
	at := len(list)
	for at > 0 && r.score > list[at-1].score {
		at--
	}
	if at == n {
		return list
	}
	list = slices.Insert(list, at, r)
	return list[:min(n, len(list))]
}
