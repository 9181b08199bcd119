package detect

import (
	"math"
	"slices"
)

const (
	// change is what it costs that two neighbours differ, as the logarithm of how
	// unlikely that is.
	change = 4
	// changeWord is the same where the units are words.
	changeWord = 7
	// floor is the least probability a unit may give to a language: no single one
	// settles more than that.
	floor = 1e-5
	// weight is how much a feature of a unit may settle, in nats: a cry of one word does
	// not make a part, as sure as its language may be.
	weight = 0.12
	// candidate is how likely a language must be for some unit to be looked at.
	candidate = 0.1
)

// path returns the language of each unit.
func (d *Detector) path(us *units) []int {
	n := len(us.ends)
	if n == 0 {
		return nil
	}
	rows, states := d.emissions(us)
	cost := float32(change)
	if d.opts.Grain == Word {
		cost = changeWord
	}
	k := len(states)
	from := make([]int16, n*k) // where the best way to each state comes from
	score, next := d.edge(us, states, cost), make([]float32, k)
	edge := slices.Clone(score)
	for i := range n {
		top := most(score)
		for s := range k {
			from[i*k+s] = int16(s)
			best := score[s]
			if other := score[top] - cost; other > best {
				best, from[i*k+s] = other, int16(top)
			}
			next[s] = best + rows[i*len(d.prior)+states[s]]
		}
		score, next = next, score
	}
	for s := range score {
		score[s] += edge[s]
	}
	at := most(score)
	path := make([]int, n)
	for i := n - 1; i >= 0; i-- {
		path[i] = states[at]
		at = int(from[i*k+at])
	}
	return path
}

// edge returns what it costs to begin or to end with each of the states: a language
// that the text as a whole is hardly in costs as much as a change to it.
func (d *Detector) edge(us *units, states []int, cost float32) []float32 {
	p := d.probabilities(us.total())
	out := make([]float32, len(states))
	for s, k := range states {
		out[s] = max(log(max(p[k], floor)), -cost)
	}
	return out
}

// emissions returns the logarithm of how likely each language is for each unit, and
// the languages to look at.
func (d *Detector) emissions(us *units) ([]float32, []int) {
	l := len(d.prior)
	rows := make([]float32, 0, len(us.ends)*l)
	seen := make([]bool, l)
	best, _ := d.best(us.total())
	seen[max(best, 0)] = true
	for i := range us.ends {
		sum := us.sum(i)
		at := len(rows)
		rows = d.model.Logits(rows, sum)
		if sum.Features == 0 {
			continue // all the same
		}
		p, low := d.weigh(rows[at:]), float32(floor)
		if d.opts.Grain != Word {
			low = max(low, float32(math.Exp(-weight*float64(sum.Features))))
		}
		for k, v := range p {
			seen[k] = seen[k] || v >= candidate
			p[k] = log(max(v, low))
		}
	}
	var states []int
	for k, ok := range seen {
		if ok {
			states = append(states, k)
		}
	}
	return rows, slices.Clip(states)
}

func log(v float32) float32 { return float32(math.Log(float64(v))) }
