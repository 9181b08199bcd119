package decode

// alone is the strategy none: each piece by itself.
func (d *Decoder) alone(dst []Entity, p *Pieces, logits []float32) []Entity {
	for i := range p.Len() {
		row := d.row(logits, i)
		at := top(row)
		if d.labels[at].ignoredPiece {
			continue
		}
		dst = d.add(dst, Entity{
			Start: int(p.Starts[i]), End: int(p.Ends[i]), First: i, Last: i + 1,
			Label: d.labels[at].name, Probability: float64(d.surest(row, at)),
		})
	}
	return dst
}

// A verdict is the label of a piece or a word.
type verdict struct {
	label int
	// piece is the one whose row says how sure it is; where there is none, score says it.
	piece int
	score float32
}

// A run is neighbours that make one entity.
type run struct {
	label       int // of the first
	first, last int // pieces, half-open
	count       int
	sum         float64 // of scores
}

// group is what the other strategies of Transformers have in common (group_entities
// there): neighbours of one tag are an entity, until one begins with B-. Whether
// something is between them does not matter.
func (d *Decoder) group(dst []Entity, text string, p *Pieces, logits []float32) []Entity {
	var r run
	for i := 0; i < p.Len(); {
		end := i + 1
		if d.Strategy != Simple {
			for end < p.Len() && d.Vocabulary.continues(text, p, end) {
				end++
			}
		}
		v := d.judge(logits, i, end)
		if l := &d.labels[v.label]; r.count == 0 || l.begins || l.tag != d.labels[r.label].tag {
			dst = d.close(dst, p, &r)
			r = run{label: v.label, first: i}
		}
		r.last = end
		r.count++
		if !d.labels[r.label].ignoredGroup {
			if v.piece != none {
				v.score = d.surest(d.row(logits, v.piece), v.label)
			}
			r.sum += float64(v.score)
		}
		i = end
	}
	return d.close(dst, p, &r)
}

// close appends the entity of a run.
func (d *Decoder) close(dst []Entity, p *Pieces, r *run) []Entity {
	if r.count == 0 || d.labels[r.label].ignoredGroup {
		return dst
	}
	return d.add(dst, Entity{
		Start: int(p.Starts[r.first]), End: int(p.Ends[r.last-1]), First: r.first, Last: r.last,
		Label: d.labels[r.label].group, Probability: r.sum / float64(r.count),
	})
}
