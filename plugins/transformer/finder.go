package transformer

import (
	"slices"

	"github.com/onomast/onomast/plugins/transformer/decode"
	"github.com/onomast/onomast/plugins/transformer/decode/spanhead"
)

// A finder makes entities of what a head says of pieces: rows of numbers, a list for each
// of its outputs. It is for one goroutine at a time.
type finder interface {
	find(dst []decode.Entity, text string, p *decode.Pieces, rows [][]float32) ([]decode.Entity, error)
	// alternatives are the labels of a piece, best first.
	alternatives(p *decode.Pieces, rows [][]float32, piece int) ([]decode.Alternative, error)
	// found are the labels that entities can have, sorted.
	found() []string
}

func newFinder(c decode.Config, w Head) (finder, error) {
	if w.Ends == "" {
		d, err := decode.New(c)
		return byLabels{d}, err
	}
	o := spanhead.Config{Labels: c.Labels, Overlap: spanhead.Overlap(w.Overlap), Temperature: c.Temperature, Calibration: c.Calibration}
	if slices.Contains(c.Labels, outside) {
		o.Outside = outside
	}
	d, err := spanhead.New(o)
	return byEnds{d}, err
}

// outside is the label of no entity.
const outside = "O"

// byLabels finds entities by a label for each piece.
type byLabels struct{ *decode.Decoder }

func (f byLabels) find(dst []decode.Entity, text string, p *decode.Pieces, rows [][]float32) ([]decode.Entity, error) {
	return f.Find(dst, text, p, rows[0])
}

func (f byLabels) alternatives(p *decode.Pieces, rows [][]float32, piece int) ([]decode.Alternative, error) {
	return f.Alternatives(nil, p, rows[0], piece)
}

func (f byLabels) found() []string { return f.Found() }

// byEnds finds entities by where they begin and where they end.
type byEnds struct{ *spanhead.Decoder }

func (f byEnds) find(dst []decode.Entity, text string, p *decode.Pieces, rows [][]float32) ([]decode.Entity, error) {
	return f.Find(dst, text, p, spanhead.Ends{Start: rows[0], End: rows[1]})
}

func (f byEnds) alternatives(p *decode.Pieces, rows [][]float32, piece int) ([]decode.Alternative, error) {
	return f.Alternatives(nil, p, spanhead.Ends{Start: rows[0], End: rows[1]}, piece)
}

func (f byEnds) found() []string { return f.Found() }
