package decode

import (
	"cmp"
	"fmt"
	"slices"
)

// An Alternative is a label as the model has it, and how probable.
type Alternative struct {
	Label       string
	Probability float64
}

// Alternatives appends the labels of a piece, best first. With [Viterbi] they are those
// of its unit, with what the pieces around say of it; with [Each] those of its unit.
func (d *Decoder) Alternatives(dst []Alternative, p *Pieces, logits []float32, piece int) ([]Alternative, error) {
	if err := d.check(p, logits); err != nil {
		return dst, err
	}
	if piece < 0 || piece >= p.Len() {
		return dst, fmt.Errorf("there is no piece %d: there are %d", piece, p.Len())
	}
	base := len(dst)
	for _, l := range d.labels {
		dst = append(dst, Alternative{Label: l.name})
	}
	own := dst[base:]
	if d.Strategy == Viterbi {
		d.marginals(own, p, logits, piece)
	} else {
		for k, x := range d.probabilities(p, logits, piece) {
			own[k].Probability = float64(x)
		}
	}
	own = slices.DeleteFunc(own, func(a Alternative) bool { return a.Label == "" })
	slices.SortStableFunc(own, func(a, b Alternative) int { return cmp.Compare(b.Probability, a.Probability) })
	return dst[:base+len(own)], nil
}

// probabilities are those of a piece by itself, or of its word.
func (d *Decoder) probabilities(p *Pieces, logits []float32, piece int) []float32 {
	end := piece + 1
	if d.Strategy == Each && d.Unit != Piece {
		for p.sameWord(piece) {
			piece--
		}
		end = p.end(piece)
	}
	if d.Strategy == Each && d.Unit == Word {
		d.average(logits, piece, end)
		return d.mean
	}
	d.soften(d.soft, d.row(logits, piece))
	return d.soft
}

// marginals sets the probabilities by the chain; several of its tags may be one label.
func (d *Decoder) marginals(to []Alternative, p *Pieces, logits []float32, piece int) {
	d.emit(p, logits)
	m := d.chain
	m.lattice.Fill(m.rows)
	unit := m.unit(piece)
	for tag, column := range m.column {
		if column != none {
			to[column].Probability += m.lattice.Marginal(unit, tag)
		}
	}
}
