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

// Best returns up to n paths, best first, all with a score above minus
// infinity. The first is that of [Decoder.Viterbi]. Each takes time linear in
// the sentence's length; together they take about thrice the memory of the
// emissions.
func (d *Decoder) Best(n int, emissions []float32) []Path {
	if len(emissions) == 0 || n <= 0 {
		return nil
	}
	r := d.rank(n, emissions)
	for len(r.paths) < n && len(r.open) > 0 {
		next := r.open[0]
		r.open = slices.Delete(r.open, 0, 1)
		r.follow(next)
	}
	return r.paths
}

// ranking finds one path after the other. A path is the best way to some tag
// of some token and then the end of a path found before, so that the next best
// one is always a detour from one of those.
type ranking struct {
	*weights
	emissions []float32
	// arrive[i*n+b] is the score of the best way to tag b of token i, and back
	// the tag before on it.
	arrive []float64
	back   []uint16
	paths  []Path
	// open are the best of the detours not taken yet, best first, no more than
	// paths are wanted.
	open   []detour
	wanted int
}

// detour is a path that differs from an earlier one in a token's tag and, it
// may be, before.
type detour struct {
	score      float64
	of         int // index of the earlier path, or -1: there is none
	token, tag int
}

func (d *Decoder) rank(wanted int, emissions []float32) *ranking {
	n, last := d.n, len(emissions)-d.n
	r := &ranking{weights: d.weights, emissions: emissions, wanted: wanted}
	r.arrive, r.back = make([]float64, len(emissions)), make([]uint16, len(emissions))
	d.begin(emissions)
	copy(r.arrive, d.score)
	for i := n; i <= last; i += n {
		d.step(emissions[i:i+n], r.back[i:i+n])
		copy(r.arrive[i:], d.score)
	}
	for b, s := range d.score {
		r.offer(detour{s + d.end[b], -1, last / n, b})
	}
	return r
}

// offer puts a detour behind equally good ones, if it is good enough.
func (r *ranking) offer(d detour) {
	at := len(r.open)
	if math.IsNaN(d.score) || math.IsInf(d.score, -1) || at == r.wanted && d.score <= r.open[at-1].score {
		return
	}
	for at > 0 && d.score > r.open[at-1].score {
		at--
	}
	r.open = slices.Insert(r.open, at, d)
	r.open = r.open[:min(len(r.open), r.wanted)]
}

// follow adds the path of a detour and offers those that leave it earlier.
func (r *ranking) follow(d detour) {
	tags := make([]int32, len(r.emissions)/r.n)
	if d.of >= 0 {
		copy(tags[d.token:], r.paths[d.of].Tags[d.token:])
	}
	tags[d.token] = int32(d.tag)
	for i := d.token; i > 0; i-- {
		tags[i-1] = int32(r.back[i*r.n+int(tags[i])])
	}
	r.paths = append(r.paths, Path{tags, d.score})
	rest := r.end[tags[len(tags)-1]] // the score of what follows
	for i := len(tags) - 1; i > 0; i-- {
		tag := int(tags[i])
		rest += float64(r.emissions[i*r.n+tag])
		if i <= d.token {
			r.leave(i, tag, int(tags[i-1]), rest)
		}
		rest += r.pair[int(tags[i-1])*r.n+tag]
	}
}

// leave offers the detours from the last path that come to the tag of token i
// by another tag than it does.
func (r *ranking) leave(i, tag, usual int, rest float64) {
	for _, a := range r.preds[tag] {
		if int(a) != usual {
			score := r.arrive[(i-1)*r.n+int(a)] + r.pair[int(a)*r.n+tag] + rest
			r.offer(detour{score, len(r.paths) - 1, i - 1, int(a)})
		}
	}
}
