package transformer

import (
	"slices"
	"sort"

	"github.com/onomast/onomast/plugins/transformer/decode"
	"github.com/onomast/onomast/plugins/transformer/decode/spanhead"
	"github.com/onomast/onomast/plugins/transformer/infer"
)

// A part is what a head says of a sentence.
type part struct {
	units *decode.Pieces
	rows  [][]float32   // of pieces, a list for each output
	spans spanhead.List // of units
}

// A finder makes entities of what a head says of a sentence. It is for one goroutine at a
// time.
type finder interface {
	find(dst []decode.Entity, text string, p part) ([]decode.Entity, error)
	// found are the labels that entities can have, sorted.
	found() []string
}

// A ranker also says which labels a piece could have, best first.
type ranker interface {
	finder
	alternatives(p part, piece int) ([]decode.Alternative, error)
}

func newFinder(c decode.Config, w Head) (finder, error) {
	if w.Ends == "" {
		d, err := decode.New(c)
		return byLabels{d}, err
	}
	d, err := spanhead.New(spanConfig(c, w))
	return byEnds{d}, err
}

// spanConfig is how a decoder of spans is made.
func spanConfig(c decode.Config, w Head) spanhead.Config {
	o := spanhead.Config{Labels: c.Labels, Overlap: spanhead.Overlap(w.Overlap), Temperature: c.Temperature, Calibration: c.Calibration}
	if slices.Contains(c.Labels, outside) {
		o.Outside = outside
	}
	return o
}

// outside is the label of no entity.
const outside = "O"

// byLabels finds entities by a label for each piece.
type byLabels struct{ *decode.Decoder }

func (f byLabels) find(dst []decode.Entity, text string, p part) ([]decode.Entity, error) {
	return f.Find(dst, text, p.units, p.rows[0])
}

func (f byLabels) alternatives(p part, piece int) ([]decode.Alternative, error) {
	return f.Alternatives(nil, p.units, p.rows[0], piece)
}

func (f byLabels) found() []string { return f.Found() }

// byEnds finds entities by where they begin and where they end.
type byEnds struct{ *spanhead.Decoder }

func (f byEnds) find(dst []decode.Entity, text string, p part) ([]decode.Entity, error) {
	return f.Find(dst, text, p.units, spanhead.Ends{Start: p.rows[0], End: p.rows[1]})
}

func (f byEnds) alternatives(p part, piece int) ([]decode.Alternative, error) {
	return f.Alternatives(nil, p.units, spanhead.Ends{Start: p.rows[0], End: p.rows[1]}, piece)
}

func (f byEnds) found() []string { return f.Found() }

// bySpans finds entities by the scores of spans.
type bySpans struct{ *spanhead.Decoder }

func (f bySpans) find(dst []decode.Entity, text string, p part) ([]decode.Entity, error) {
	return f.Find(dst, text, p.units, p.spans)
}

func (f bySpans) found() []string { return f.Found() }

// part is what the head says of a sentence of a result.
func (h *head) part(r *infer.Result, s infer.Range) part {
	if h.layout.Shape == infer.Pieces {
		return part{units: slice(r, s), rows: h.rows(r.Outputs, s.From, s.To)}
	}
	u := r.In(s)
	starts, ends := r.Units()
	return part{
		units: &decode.Pieces{Starts: starts[u.From:u.To], Ends: ends[u.From:u.To]},
		spans: within(&r.Spans[h.at], u),
	}
}

// within returns the spans that lie within some units, counted from there. What several
// prompts say of a span becomes one row.
func within(all *infer.Spans, units infer.Range) (out spanhead.List) {
	first := sort.Search(len(all.Ends), func(i int) bool { return int(all.Ends[i][0]) >= units.From })
	for i := first; i < len(all.Ends) && int(all.Ends[i][0]) < units.To; i++ {
		if int(all.Ends[i][1]) > units.To {
			continue
		}
		span := [2]int32{all.Ends[i][0] - int32(units.From), all.Ends[i][1] - int32(units.From)}
		labels := len(all.Scores) / len(all.Ends)
		row := all.Scores[i*labels : (i+1)*labels]
		if n := len(out.Spans); n == 0 || out.Spans[n-1] != span {
			out.Spans, out.Scores = append(out.Spans, span), append(out.Scores, row...)
			continue
		}
		own := out.Scores[len(out.Scores)-labels:]
		for k, x := range row {
			own[k] = max(own[k], x)
		}
	}
	return out
}
