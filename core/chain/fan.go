package chain

import "math"

// fork is a tag that may come after one tag or two, a and b, lower first.
type fork struct {
	a, b, to     uint16
	fromA, fromB float64
}

func (w *weights) forksOf(g group) []fork {
	a, b := g.preds[0], g.preds[len(g.preds)-1]
	all := make([]fork, len(g.targets))
	for k, to := range g.targets {
		all[k] = fork{uint16(a), uint16(b), uint16(to), w.pair[int(a)*w.n+int(to)], w.pair[int(b)*w.n+int(to)]}
	}
	return all
}

// slack is the part of a score that rounding could cost, generously.
const slack = 1e-12

// fan is the transitions of a group with many predecessors. Most of them
// cannot be the best for any target, and are passed over unseen: they trail
// the leader by more than the transitions could make up for.
type fan struct {
	preds, targets []uint16
	// weight[k*len(targets)+t] is that of the target t after predecessor k.
	weight []float64
	// gain[lead*len(preds)+k] is the most that predecessor k wins over lead by
	// the transition to any target.
	gain []float64
	live []int
	best []float64
	from []uint16
}

func (w *weights) fanOf(g group) fan {
	f := fan{
		preds: narrow(g.preds), targets: narrow(g.targets),
		live: make([]int, 0, len(g.preds)),
		best: make([]float64, len(g.targets)), from: make([]uint16, len(g.targets)),
	}
	for _, a := range g.preds {
		for _, b := range g.targets {
			f.weight = append(f.weight, w.pair[int(a)*w.n+int(b)])
		}
	}
	for lead := range f.preds {
		for k := range f.preds {
			f.gain = append(f.gain, most(f.row(k), f.row(lead)))
		}
	}
	return f
}

func narrow(tags []int32) []uint16 {
	short := make([]uint16, len(tags))
	for i, t := range tags {
		short[i] = uint16(t)
	}
	return short
}

// row is the weights of the targets after predecessor k.
func (f *fan) row(k int) []float64 {
	return f.weight[k*len(f.targets) : (k+1)*len(f.targets)]
}

// most is the greatest difference of two weights to the same target, rounded
// up.
func most(row, than []float64) float64 {
	gain, size := math.Inf(-1), 0.0
	for t := range row {
		gain = max(gain, row[t]-than[t])
		size = max(size, math.Abs(row[t]), math.Abs(than[t]))
	}
	return gain + slack*(1+size)
}

// step is [Decoder.step] for the targets.
func (f *fan) step(score, next []float64, emission []float32, back []uint16) {
	live := f.leaders(score)
	if len(live) == 1 {
		from := f.preds[live[0]]
		lead, row := score[from], f.row(live[0])
		for t, to := range f.targets {
			next[to], back[to] = lead+row[t]+float64(emission[to]), from
		}
		return
	}
	f.compare(score, live)
	for t, to := range f.targets {
		next[to], back[to] = f.best[t]+float64(emission[to]), f.from[t]
	}
}

// leaders are the predecessors that may be the best one for a target,
// ascending.
func (f *fan) leaders(score []float64) []int {
	lead, top := 0, score[f.preds[0]]
	for k, a := range f.preds {
		if s := score[a]; s > top {
			lead, top = k, s
		}
	}
	gain := f.gain[lead*len(f.preds) : (lead+1)*len(f.preds)]
	least := top - slack*math.Abs(top)
	live := f.live[:0]
	for k, a := range f.preds {
		if score[a]+gain[k] < least {
			continue
		}
		live = append(live, k)
	}
	f.live = live
	return live
}

// compare sets best and from by trying the live predecessors.
func (f *fan) compare(score []float64, live []int) {
	best, from := f.best, f.from
	for i, k := range live {
		a, row := f.preds[k], f.row(k)
		s := score[a]
		for t, w := range row {
			if v := s + w; i == 0 || v > best[t] {
				best[t], from[t] = v, a
			}
		}
	}
}
