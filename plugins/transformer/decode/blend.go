package decode

import (
	"math"

	"github.com/onomast/onomast/core/scheme"
)

// A blender makes one row of the rows of a word's pieces. How probable a type is, is
// the mean over the pieces; which part of an entity the word is, is what the first
// piece says, given the type: the others may go on with I, or repeat what the first
// says, depending on how the model was trained.
//
// It calculates with logarithms, so that what is improbable stays possible.
type blender struct {
	// typ is that of each column: 0 is O, the last one what is no label.
	typ   []int
	types int
	out   []float32
	// mean is the sum over the pieces by type, first that of the first piece.
	mean, first []float64
}

func newBlender(s *states) *blender {
	b := &blender{typ: make([]int, s.labels), out: make([]float32, s.labels)}
	of := map[string]int{}
	b.types = 1
	for _, k := range s.kinds {
		if _, known := of[k.label]; !known {
			of[k.label] = b.types
			b.types++
		}
		for _, column := range k.column[scheme.Begin:] {
			if column != none {
				b.typ[column] = of[k.label]
			}
		}
	}
	for k := range b.typ {
		if b.typ[k] == 0 && k != s.column[0] {
			b.typ[k] = b.types
		}
	}
	b.types++
	b.mean, b.first = make([]float64, b.types), make([]float64, b.types)
	return b
}

// row returns the logarithms of the probabilities of a word's labels.
func (b *blender) row(d *Decoder, logits []float32, from, to int) []float32 {
	for t := range b.mean {
		b.mean[t] = math.Inf(-1)
	}
	for i := from; i < to; i++ {
		row := d.row(logits, i)
		total := d.logSum(row)
		if i == from {
			b.begin(row, d.cold, total)
		}
		for k, x := range row {
			b.mean[b.typ[k]] = logAdd(b.mean[b.typ[k]], float64(x)*d.cold-total)
		}
	}
	pieces := math.Log(float64(to - from))
	for k, x := range b.out {
		b.out[k] = float32(float64(x) + b.mean[b.typ[k]] - pieces)
	}
	return b.out
}

// begin sets first, and out to what the first piece says of parts given types.
func (b *blender) begin(row []float32, cold, total float64) {
	for t := range b.first {
		b.first[t] = math.Inf(-1)
	}
	for k, x := range row {
		b.first[b.typ[k]] = logAdd(b.first[b.typ[k]], float64(x)*cold-total)
	}
	for k, x := range row {
		b.out[k] = float32(math.Inf(-1))
		if of := b.first[b.typ[k]]; !math.IsInf(of, -1) {
			b.out[k] = float32(float64(x)*cold - total - of)
		}
	}
}

// logSum is the logarithm of what probabilities of a row are divided by.
func (d *Decoder) logSum(row []float32) float64 {
	best, total := float64(row[top(row)]), 0.0
	for _, x := range row {
		total += math.Exp((float64(x) - best) * d.cold)
	}
	return best*d.cold + math.Log(total)
}

// logAdd is the logarithm of the sum of two numbers of which it is given those.
func logAdd(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	if math.IsInf(b, -1) {
		return a
	}
	return a + math.Log1p(math.Exp(b-a))
}
