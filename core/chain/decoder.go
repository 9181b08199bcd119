package chain

import "math"

// Decoder finds the best tags of sentences. It is for one goroutine at a time
// and reuses its memory.
type Decoder struct {
	*weights
	// fans and forks are the ways to go on: from many tags, and from few.
	fans  []fan
	forks []fork
	// score is that of the best way to arrive at each tag of the present token.
	score, next []float64
	past        history
}

// NewDecoder prepares decoding under these transitions.
func NewDecoder(t Transitions) *Decoder {
	d := &Decoder{weights: t.weights(), score: make([]float64, t.N), next: make([]float64, t.N)}
	d.past.patience = 4096
	for b, preds := range d.preds {
		if len(preds) == 0 {
			d.forks = append(d.forks, fork{to: uint16(b), fromA: math.Inf(-1), fromB: math.Inf(-1)})
		}
	}
	for _, g := range d.groups {
		if len(g.preds) <= 2 {
			d.forks = append(d.forks, d.forksOf(g)...)
		} else {
			d.fans = append(d.fans, d.fanOf(g))
		}
	}
	return d
}

// Viterbi sets tags to the best tags of a sentence of len(tags) tokens and
// returns their score, the sum of all weights. Among equally good ones each
// tag, from the last to the first, is the lowest. Where no tags have a score
// above minus infinity, that is what it returns, and all tags are 0.
//
// The memory it needs does not grow with the sentence, but for sentences on
// which the future could turn over thousands of tags.
func (d *Decoder) Viterbi(emissions []float32, tags []int32) float32 {
	if len(tags) == 0 {
		return 0
	}
	d.begin(emissions)
	d.past.begin(d.n)
	for i := 1; i < len(tags); i++ {
		d.step(emissions[i*d.n:(i+1)*d.n], d.past.row(i, tags))
	}
	score, last := d.final()
	if last < 0 {
		clear(tags)
		return float32(math.Inf(-1))
	}
	d.past.finish(last, tags)
	return float32(score)
}

// begin weighs the tags of the first token.
func (d *Decoder) begin(emissions []float32) {
	for b, start := range d.start {
		d.score[b] = start + float64(emissions[b])
	}
}

// step weighs the tags of the next token and sets back to the tags they are
// best reached from.
func (d *Decoder) step(emission []float32, back []uint16) {
	score, next := d.score, d.next
	for _, f := range d.forks {
		s, from := score[f.a]+f.fromA, f.a
		if t := score[f.b] + f.fromB; t > s {
			s, from = t, f.b
		}
		next[f.to], back[f.to] = s+float64(emission[f.to]), from
	}
	for k := range d.fans {
		d.fans[k].step(score, next, emission, back)
	}
	d.score, d.next = next, score
}

// final is the best score of a sentence that ends here, and its last tag; the tag
// is -1 if there is none.
func (d *Decoder) final() (score float64, tag int) {
	score, tag = math.Inf(-1), -1
	for b, s := range d.score {
		if s += d.end[b]; s > score {
			score, tag = s, b
		}
	}
	return score, tag
}
