package decode

// each labels every word by itself.
func (d *Decoder) each(dst []Entity, text string, p *Pieces, logits []float32) []Entity {
	var end int
	for i := 0; i < p.Len(); i = end {
		end = d.unitEnd(p, i)
		v := verdict{label: none, piece: i}
		if d.Unit == Word && end-i > 1 {
			v = d.average(logits, i, end)
		} else {
			v.label = top(d.row(logits, i))
		}
		if d.labels[v.label].ignoredGroup {
			continue
		}
		if v.piece != none {
			v.score = d.surest(d.row(logits, i), v.label)
		}
		if e, ok := spread(text, p, i, end); ok {
			e.Label, e.Probability = d.labels[v.label].group, float64(v.score)
			dst = d.add(dst, e)
		}
	}
	return dst
}

// unitEnd is the piece behind the last one of the unit that begins with piece i.
func (d *Decoder) unitEnd(p *Pieces, i int) int {
	if d.Unit == Piece {
		return i + 1
	}
	return p.end(i)
}
