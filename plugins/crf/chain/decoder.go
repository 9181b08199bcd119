package chain

import "math"

// Decoder finds the best tags of sentences. It is for one goroutine at a time
// and reuses its memory.
type Decoder struct {
	*weights
	score, next []float64
	back        []int32
}

// NewDecoder prepares decoding under these transitions.
func NewDecoder(t Transitions) *Decoder {
	return &Decoder{weights: t.weights(), score: make([]float64, t.N), next: make([]float64, t.N)}
}

// Viterbi sets tags to the best tags of a sentence of len(tags) tokens and
// returns their score, the sum of all weights. Among equally good ones each
// tag, from the last to the first, is the lowest.
func (d *Decoder) Viterbi(emissions []float32, tags []int32) float32 {
	n := d.n
	if len(tags) == 0 {
		return 0
	}
	d.back = d.back[:0]
	for b := range n {
		d.score[b] = d.start[b] + float64(emissions[b])
		d.back = append(d.back, 0)
	}
	for i := 1; i < len(tags); i++ {
		d.step(emissions[i*n : (i+1)*n])
	}
	return d.trace(tags)
}

func (d *Decoder) step(emission []float32) {
	for b := range d.n {
		best, from := math.Inf(-1), int32(0)
		if len(d.preds[b]) > 0 {
			from = d.preds[b][0]
		}
		for _, a := range d.preds[b] {
			if s := d.score[a] + d.pair[int(a)*d.n+b]; s > best {
				best, from = s, a
			}
		}
		d.next[b] = best + float64(emission[b])
		d.back = append(d.back, from)
	}
	d.score, d.next = d.next, d.score
}

func (d *Decoder) trace(tags []int32) float32 {
	best, last := math.Inf(-1), int32(-1)
	for b := range d.n {
		if s := d.score[b] + d.end[b]; last < 0 && !math.IsInf(d.end[b], -1) || s > best {
			best, last = s, int32(b)
		}
	}
	last = max(last, 0)
	for i := len(tags) - 1; i >= 0; i-- {
		tags[i] = last
		last = d.back[i*d.n+int(last)]
	}
	return float32(best)
}
