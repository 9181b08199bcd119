package spanhead

import (
	"fmt"
	"math"

	"github.com/onomast/onomast/plugins/transformer/decode"
)

// Scores are what a model says of the spans of a text.
type Scores interface {
	// candidates appends the spans that are sure enough to those of the decoder.
	candidates(d *Decoder, u *Units) error
}

// A candidate is a span that may be an entity.
type candidate struct {
	first, last int // units, half-open
	label       int
	p           float64
}

// A Grid has a score for each first unit, last unit and label, in this order. Spans that
// end before they begin are passed over.
type Grid []float32

func (g Grid) candidates(d *Decoder, u *Units) error {
	n := u.Len()
	if err := d.fits(len(g), n*n*len(d.Labels), "units, squared, and labels"); err != nil {
		return err
	}
	for first := range n {
		for last := first; last < n; last++ {
			if err := d.judge(u, g, first*n+last, first, last+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// Widths has a score for each first unit, width from 1 on, and label, in this order.
type Widths struct {
	// Most is the greatest width.
	Most   int
	Scores []float32
}

func (w Widths) candidates(d *Decoder, u *Units) error {
	n := u.Len()
	if err := d.fits(len(w.Scores), n*max(w.Most, 0)*len(d.Labels), "units, widths and labels"); err != nil {
		return err
	}
	for first := range n {
		for width := range min(w.Most, n-first) {
			if err := d.judge(u, w.Scores, first*w.Most+width, first, first+width+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// A List has a score for each of some spans and each label.
type List struct {
	// Spans are of units, half-open. Empty ones and those beyond the text are passed over:
	// they fill up batches.
	Spans  [][2]int32
	Scores []float32
}

func (l List) candidates(d *Decoder, u *Units) error {
	if err := d.fits(len(l.Scores), len(l.Spans)*len(d.Labels), "spans and labels"); err != nil {
		return err
	}
	for i, s := range l.Spans {
		if s[0] < 0 || s[0] >= s[1] || int(s[1]) > u.Len() {
			continue
		}
		if err := d.judge(u, l.Scores, i, int(s[0]), int(s[1])); err != nil {
			return err
		}
	}
	return nil
}

// Ends has scores for where entities of each label begin, and for their last units: a
// row of labels for each unit. An entity goes from where one begins to the nearest last
// unit of its label, if no other one of the label begins before; its probability is
// that of both.
type Ends struct {
	Start, End []float32
}

func (e Ends) candidates(d *Decoder, u *Units) error {
	n, labels := u.Len(), len(d.Labels)
	for _, scores := range [][]float32{e.Start, e.End} {
		if err := d.fits(len(scores), n*labels, "units and labels"); err != nil {
			return err
		}
	}
	d.starts, d.ends = d.starts[:0], d.ends[:0]
	for i := range n {
		if err := d.soften(u, e.Start, i, i, i+1); err != nil {
			return err
		}
		d.starts = append(d.starts, d.soft...)
		if err := d.soften(u, e.End, i, i, i+1); err != nil {
			return err
		}
		d.ends = append(d.ends, d.soft...)
	}
	for label := range labels {
		if label != d.outside {
			d.pair(n, label)
		}
	}
	return nil
}

// pair finds the end of each start of a label.
func (d *Decoder) pair(units, label int) {
	open := -1
	for i := range units {
		at := i*len(d.Labels) + label
		if d.starts[at] >= d.Threshold {
			open = i
		}
		if open >= 0 && d.ends[at] >= d.Threshold {
			d.found = append(d.found, candidate{open, i + 1, label, d.starts[open*len(d.Labels)+label] * d.ends[at]})
			open = -1
		}
	}
}

// fits checks the number of scores.
func (d *Decoder) fits(got, want int, of string) error {
	if got != want {
		return fmt.Errorf("the model gave %d scores, not %d: one for each of its %s", got, want, of)
	}
	return nil
}

// judge takes what is sure enough of a row of scores.
func (d *Decoder) judge(u *Units, scores []float32, row, first, last int) error {
	if err := d.soften(u, scores, row, first, last); err != nil {
		return err
	}
	for label, p := range d.soft {
		forbidden := math.IsInf(float64(scores[row*len(d.Labels)+label]), -1)
		if label != d.outside && !forbidden && d.sure(label, p) {
			d.found = append(d.found, candidate{first, last, label, p})
		}
	}
	return nil
}

// soften makes probabilities of a row of scores, which is about some units.
func (d *Decoder) soften(u *Units, scores []float32, row, first, last int) error {
	n := len(d.Labels)
	best := math.Inf(-1)
	for k, x := range scores[row*n : row*n+n] {
		if x != x || math.IsInf(float64(x), 1) {
			return &decode.LogitError{Piece: first, Start: int(u.Starts[first]), End: int(u.Ends[last-1]), Label: d.Labels[k], Value: x}
		}
		d.soft[k] = float64(x) * d.cold
		best = max(best, d.soft[k])
	}
	if d.outside < 0 {
		for k, x := range d.soft {
			d.soft[k] = 1 / (1 + math.Exp(-x))
		}
		return nil
	}
	if math.IsInf(best, -1) { // a span that is masked
		clear(d.soft)
		return nil
	}
	sum := 0.0
	for k, x := range d.soft {
		d.soft[k] = math.Exp(x - best)
		sum += d.soft[k]
	}
	for k := range d.soft {
		d.soft[k] /= sum
	}
	return nil
}
