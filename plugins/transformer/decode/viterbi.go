package decode

import (
	"errors"
	"math"
	"slices"

	"github.com/onomast/onomast/core/chain"
	"github.com/onomast/onomast/core/scheme"
)

// chained is what Viterbi needs: the chain, and room for a text.
type chained struct {
	*states
	decoder *chain.Decoder
	lattice *chain.Lattice
	blend   *blender // or nil
	// bounds are the first pieces of the units, and the number of pieces.
	bounds []int
	rows   []float32 // emissions: a row of tags for each unit
	tags   []int32
	spans  []scheme.Span
}

func newChained(s *states, c *Config) *chained {
	t := s.transitions(c.Transitions)
	m := &chained{states: s, decoder: chain.NewDecoder(t), lattice: chain.NewLattice(t)}
	if c.Unit == Word {
		m.blend = newBlender(s)
	}
	return m
}

// errNoWay is met where a model masks labels, or its transitions forbid them.
var errNoWay = errors.New("no way to label the text is left: the model scores with minus infinity, or its transitions forbid, too many labels")

// viterbi finds the entities of the best labels, and how probable each is.
func (d *Decoder) viterbi(dst []Entity, text string, p *Pieces, logits []float32) ([]Entity, error) {
	m := d.chain
	d.emit(p, logits)
	m.tags = slices.Grow(m.tags[:0], len(m.bounds)-1)[:len(m.bounds)-1]
	if math.IsInf(float64(m.decoder.Viterbi(m.rows, m.tags)), -1) {
		return dst, errNoWay
	}
	if m.spans = m.set.Decode(m.spans[:0], m.tags); len(m.spans) == 0 {
		return dst, nil
	}
	m.lattice.Fill(m.rows)
	for _, s := range m.spans {
		label := m.kinds[s.Type].label
		if slices.Contains(d.Ignore, label) {
			continue
		}
		if e, ok := spread(text, p, m.bounds[s.Start], m.bounds[s.End]); ok {
			e.Label, e.Probability = label, m.probability(s)
			dst = d.add(dst, e)
		}
	}
	return dst, nil
}

// probability is that of an entity, of whatever kind of its label.
func (m *chained) probability(s scheme.Span) float64 {
	p, label := 0.0, m.kinds[s.Type].label
	for s.Type = range m.kinds {
		if m.kinds[s.Type].label == label {
			p += m.lattice.Span(m.set, s)
		}
	}
	return min(p, 1)
}

// emit sets the units and their emissions.
func (d *Decoder) emit(p *Pieces, logits []float32) {
	m := d.chain
	m.bounds, m.rows = m.bounds[:0], m.rows[:0]
	var end int
	for i := 0; i < p.Len(); i = end {
		end = d.unitEnd(p, i)
		m.bounds = append(m.bounds, i)
		if m.blend != nil && end-i > 1 {
			m.emitRow(m.blend.row(d, logits, i, end), 1)
		} else {
			m.emitRow(d.row(logits, i), d.cold)
		}
	}
	m.bounds = append(m.bounds, p.Len())
}

// emitRow appends the emissions that a row of numbers for labels comes to.
func (m *chained) emitRow(row []float32, by float64) {
	for _, column := range m.column {
		x := float32(math.Inf(-1))
		if column != none {
			x = row[column]
			if by != 1 {
				x = float32(float64(x) * by)
			}
		}
		m.rows = append(m.rows, x)
	}
}

// unit is the index of the unit of a piece.
func (m *chained) unit(piece int) int {
	i, found := slices.BinarySearch(m.bounds, piece)
	if !found {
		i--
	}
	return i
}
