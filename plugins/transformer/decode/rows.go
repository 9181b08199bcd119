package decode

import (
	"fmt"
	"math"
)

// A LogitError says which piece has logits that nothing follows from.
type LogitError struct {
	// Piece counts from 0; Start and End are its bytes.
	Piece, Start, End int
	// Label is that of the logit, or empty when all are minus infinity.
	Label string
	Value float32
}

// Error names the piece, not its text.
func (e *LogitError) Error() string {
	what := "forbids all labels"
	if e.Label != "" {
		what = fmt.Sprintf("scores the label %s with %v", e.Label, e.Value)
	}
	return fmt.Sprintf("the model %s at piece %d (bytes %d to %d): its file is damaged, or its numbers are too small a kind for it (float16)", what, e.Piece, e.Start, e.End)
}

// row is the logits of a piece.
func (d *Decoder) row(logits []float32, i int) []float32 {
	n := len(d.labels)
	return logits[i*n : i*n+n : i*n+n]
}

// check looks at all logits of a text.
func (d *Decoder) check(p *Pieces, logits []float32) error {
	if len(logits) != p.Len()*len(d.labels) {
		return fmt.Errorf("the model gave %d logits for %d pieces and %d labels", len(logits), p.Len(), len(d.labels))
	}
	for i := range p.Len() {
		odd := float32(0)
		row := d.row(logits, i)
		for _, x := range row {
			odd += x - x // 0 but for what is infinite or no number
		}
		if odd != 0 {
			if err := d.odd(p, i, row); err != nil {
				return err
			}
		}
	}
	return nil
}

// odd looks at a row with a logit that is not finite.
func (d *Decoder) odd(p *Pieces, i int, row []float32) error {
	wrong := &LogitError{Piece: i, Start: int(p.Starts[i]), End: int(p.Ends[i]), Value: float32(math.Inf(-1))}
	left := false
	for k, x := range row {
		if x != x || math.IsInf(float64(x), 1) {
			wrong.Label, wrong.Value = d.labels[k].name, x
			return wrong
		}
		left = left || !math.IsInf(float64(x), -1)
	}
	if !left {
		return wrong
	}
	return nil
}

// top returns the first of the greatest numbers of a row.
func top(row []float32) (at int) {
	best := row[0]
	for i, x := range row {
		if x > best {
			best, at = x, i
		}
	}
	return at
}

// soften sets to the probabilities that a row of logits comes to.
func (d *Decoder) soften(to, row []float32) {
	best := row[top(row)]
	for k, x := range row {
		to[k] = float32(math.Exp(float64(x-best) * d.cold))
	}
	by := sum(to)
	for k := range to {
		to[k] /= by
	}
}

// surest is the probability of the greatest number of a row.
func (d *Decoder) surest(row []float32, at int) float32 {
	best := row[at]
	for k, x := range row {
		d.soft[k] = float32(math.Exp(float64(x-best) * d.cold))
	}
	return 1 / sum(d.soft)
}

// lanes is how many sums NumPy adds up side by side.
const lanes = 8

// sum adds numbers up in the order in which NumPy does: rounding decides which of two
// pieces is surer when both are nearly sure.
func sum(x []float32) float32 {
	if len(x) > 128 {
		half := len(x) / 2
		half -= half % lanes
		return sum(x[:half]) + sum(x[half:])
	}
	total := float32(0)
	if len(x) >= lanes {
		var s [lanes]float32
		copy(s[:], x)
		for x = x[lanes:]; len(x) >= lanes; x = x[lanes:] {
			for i, v := range x[:lanes] {
				s[i] += v
			}
		}
		total = ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]))
	}
	for _, v := range x {
		total += v
	}
	return total
}
