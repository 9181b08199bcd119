package infer

import (
	"context"
	"fmt"
	"slices"

	"github.com/onomast/onomast/plugins/transformer/batch"
	"github.com/onomast/onomast/plugins/transformer/window"
)

// A View is what a model sees when it decides a piece, and what it says of all of it.
type View struct {
	// Pieces are those it sees.
	Pieces Range
	// Outputs are the numbers of each output for these pieces.
	Outputs [][]float32
}

// Hide runs the window in which a piece of a result is decided again, once for each of
// some ranges of pieces, which are replaced by another piece; an empty range replaces
// nothing. It is for outputs that are about pieces.
func (e *Engine) Hide(ctx context.Context, r *Result, piece int, hidden []Range, by int32) ([]View, error) {
	windows := e.windows(nil, r)
	at := slices.IndexFunc(windows, func(w window.Window) bool { return piece < w.Last })
	results := make([]Result, len(hidden))
	seen := Range{windows[at].From, windows[at].To}
	if err := e.hide(ctx, r, seen, results, hidden, by); err != nil {
		return nil, err
	}
	views := make([]View, len(results))
	for i := range results {
		views[i] = View{Pieces: seen, Outputs: results[i].Outputs}
	}
	return views, nil
}

// HideAround does the same for a span of units: the window in which it is decided. It
// returns what each output says of the spans that share units with it.
func (e *Engine) HideAround(ctx context.Context, r *Result, span Range, hidden []Range, by int32) ([][]Spans, error) {
	windows := e.windows(nil, r)
	sights := e.sights(r, windows)
	at := slices.IndexFunc(sights, func(s Range) bool { return s.From <= span.From && span.To <= s.To })
	if at < 0 {
		return nil, fmt.Errorf("no window sees all of the units %v", span)
	}
	for own := (row{sights: sights, at: at}); !own.decides(span.From, span.To); own.at = at {
		at++
	}
	seen := Range{windows[at].From, windows[at].To}
	shift := 0 // of the units of what is seen alone
	if r.WordStarts == nil {
		shift = seen.From
	}
	results := make([]Result, len(hidden))
	for i := range results {
		results[i].near = Range{span.From - shift, span.To - shift}
	}
	if err := e.hide(ctx, r, seen, results, hidden, by); err != nil {
		return nil, err
	}
	out := make([][]Spans, len(results))
	for i := range results {
		out[i] = results[i].Spans
		for _, s := range out[i] {
			s.move(shift)
		}
	}
	return out, nil
}

// hide runs some pieces of a result as one window, with some ranges of them replaced, a
// result for each.
func (e *Engine) hide(ctx context.Context, r *Result, seen Range, results []Result, hidden []Range, by int32) error {
	var rows []row
	var lengths []int
	n := seen.To - seen.From
	for i, h := range hidden {
		own := &results[i]
		own.Pieces.Words = r.Pieces.Words[seen.From:seen.To]
		own.Pieces.IDs = slices.Clone(r.Pieces.IDs[seen.From:seen.To])
		for p := max(h.From, seen.From); p < min(h.To, seen.To); p++ {
			own.Pieces.IDs[p-seen.From] = by
		}
		own.WordStarts, own.WordEnds = r.WordStarts, r.WordEnds
		own.Outputs, own.Spans = e.results(n)
		rows = e.append(rows, own, []window.Window{{To: n, Last: n}})
	}
	for i := range rows {
		lengths = append(lengths, e.length(&rows[i]))
	}
	for _, numbers := range batch.Plan(lengths, e.Batch, e.Rows) {
		together := make([]*row, len(numbers))
		for i, k := range numbers {
			together[i] = &rows[k]
		}
		if err := e.run(ctx, together); err != nil {
			return err
		}
	}
	e.gather(rows)
	return nil
}
