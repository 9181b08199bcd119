package decode

// judge finds the label of the pieces of a word, or of a piece, as the strategy has it
// (aggregate_word in Transformers).
func (d *Decoder) judge(logits []float32, from, to int) verdict {
	if to-from > 1 {
		switch d.Strategy {
		case Average:
			return d.average(logits, from, to)
		case Max:
			from = d.surestPiece(logits, from, to)
		}
	}
	return verdict{label: top(d.row(logits, from)), piece: from}
}

// average takes the label whose probability is highest on average over the pieces.
func (d *Decoder) average(logits []float32, from, to int) verdict {
	clear(d.mean)
	for i := from; i < to; i++ {
		d.soften(d.soft, d.row(logits, i))
		for k, x := range d.soft {
			d.mean[k] += x
		}
	}
	for k := range d.mean {
		d.mean[k] /= float32(to - from)
	}
	at := top(d.mean)
	return verdict{label: at, piece: none, score: d.mean[at]}
}

// surestPiece is the first of the pieces whose best label is the most probable.
func (d *Decoder) surestPiece(logits []float32, from, to int) (piece int) {
	best := float32(-1)
	for i := from; i < to; i++ {
		row := d.row(logits, i)
		if s := d.surest(row, top(row)); s > best {
			best, piece = s, i
		}
	}
	return piece
}
