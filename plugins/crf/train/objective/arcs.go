package objective

import (
	"math"

	"github.com/onomast/onomast/core/scheme"
	"github.com/onomast/onomast/plugins/crf/train/dataset"
)

// Arcs are the pairs of neighbouring tags. Of those that a scheme allows few are ever
// seen; the others have no parameter, and a factor of 1. So the matrix of factors is kept
// as 1 for each pair of a tag that closes with a tag that opens, whose products are one
// sum, and a short list of arcs that differ from that.
type Arcs struct {
	tags             int
	starts, ends     []bool   // whether a sentence may
	closing, opening []uint16 // every closing tag may come before every opening one

	first   []uint32  // of the arcs of each tag, one more than there are tags
	to      []uint16  // of each arc, ascending for each tag
	base    []float64 // of each arc: 1 where it is part of the sum, or else 0
	factors []float64 // of each arc: e to the weight, less base
	owner   []int32   // of each arc: its parameter, or -1
	from    []uint16  // of each arc
	// arcOf is the arc of each parameter.
	arcOf   []int32
	weights []float64 // of each parameter
	index   []int32   // of from*tags + to: the parameter, or -1
	allowed []bool    // of from*tags + to
}

// Rules say which pairs there are.
type Rules struct {
	// All gives a parameter to each allowed pair rather than to those seen.
	All bool
	// Free allows pairs that no scheme does.
	Free bool
}

// NewArcs returns the arcs of a set of tags, with parameters for what a grid shows.
func NewArcs(set scheme.Set, g *dataset.Grid, rules Rules) *Arcs {
	n := set.N()
	a := &Arcs{tags: n, starts: make([]bool, n), ends: make([]bool, n), allowed: make([]bool, n*n), index: make([]int32, n*n)}
	seen := seenTags(g)
	for i := range n {
		a.starts[i] = seen[i] && (rules.Free || set.Starts(i))
		a.ends[i] = seen[i] && (rules.Free || set.Ends(i))
		for j := range n {
			a.allowed[i*n+j] = seen[i] && seen[j] && (rules.Free || set.Allowed(i, j))
		}
	}
	a.share()
	a.list(a.own(g, rules.All))
	a.set(a.weights)
	return a
}

// seenTags returns which tags occur; O counts as one that does. Nothing could tell a tag
// that does not from others, so it is never to be given.
func seenTags(g *dataset.Grid) []bool {
	seen := make([]bool, g.Tags)
	seen[0] = true
	for _, tag := range g.Gold {
		if tag != dataset.Nowhere {
			seen[tag] = true
		}
	}
	return seen
}

// Len returns the number of parameters.
func (a *Arcs) Len() int { return len(a.arcOf) }

// share finds the tags that close and open: those that are allowed before O, and those
// that allow all of these before them.
func (a *Arcs) share() {
	n := a.tags
	for i := range n {
		if a.allowed[i*n] {
			a.closing = append(a.closing, uint16(i))
		}
	}
	for j := range n {
		same := true
		for i := range n {
			same = same && a.allowed[i*n+j] == a.allowed[i*n]
		}
		if same {
			a.opening = append(a.opening, uint16(j))
		}
	}
}

// own returns, for each pair, whether it has a parameter.
func (a *Arcs) own(g *dataset.Grid, all bool) []bool {
	owned := make([]bool, a.tags*a.tags)
	if all {
		copy(owned, a.allowed)
		return owned
	}
	for _, s := range g.Sentences {
		for i := s.Start + 1; i < s.End; i++ {
			owned[int(g.Gold[i-1])*a.tags+int(g.Gold[i])] = true
		}
	}
	return owned
}

// list makes the arcs.
func (a *Arcs) list(owned []bool) {
	n := a.tags
	sum := make([]float64, n*n)
	for _, i := range a.closing {
		for _, j := range a.opening {
			sum[int(i)*n+int(j)] = 1
		}
	}
	a.first = []uint32{0}
	for pair := range n * n {
		a.index[pair] = -1
		if owned[pair] {
			a.index[pair] = int32(len(a.arcOf))
			a.arcOf = append(a.arcOf, int32(len(a.to)))
		}
		if owned[pair] || a.allowed[pair] && sum[pair] == 0 {
			a.from = append(a.from, uint16(pair/n))
			a.to = append(a.to, uint16(pair%n))
			a.base = append(a.base, sum[pair])
			a.owner = append(a.owner, a.index[pair])
		}
		if pair%n == n-1 {
			a.first = append(a.first, uint32(len(a.to)))
		}
	}
	a.factors = make([]float64, len(a.to))
	a.weights = make([]float64, a.Len())
}

// set takes weights for the parameters.
func (a *Arcs) set(weights []float64) {
	copy(a.weights, weights)
	for k, owner := range a.owner {
		factor := 1.0
		if owner >= 0 {
			factor = math.Exp(weights[owner])
		}
		a.factors[k] = factor - a.base[k]
	}
}

// count returns how often each parameter's pair is right, by the weights of sentences.
func (a *Arcs) count(g *dataset.Grid) []float64 {
	counts := make([]float64, a.Len())
	for k, s := range g.Sentences {
		for i := s.Start + 1; i < s.End; i++ {
			counts[a.index[int(g.Gold[i-1])*a.tags+int(g.Gold[i])]] += g.Weights[k]
		}
	}
	return counts
}

// Pairs returns weights[from*tags+to] for the variables of arcs: minus infinity for what
// is not allowed.
func (a *Arcs) Pairs(variables []float64) []float64 {
	out := make([]float64, a.tags*a.tags)
	for pair := range out {
		switch k := a.index[pair]; {
		case k >= 0:
			out[pair] = variables[k]
		case !a.allowed[pair]:
			out[pair] = math.Inf(-1)
		}
	}
	return out
}

// Edges returns the weights of tags at the start and the end of a sentence.
func (a *Arcs) Edges() (start, end []float64) {
	return edge(a.starts), edge(a.ends)
}

func edge(may []bool) []float64 {
	out := make([]float64, len(may))
	for i, ok := range may {
		if !ok {
			out[i] = math.Inf(-1)
		}
	}
	return out
}
