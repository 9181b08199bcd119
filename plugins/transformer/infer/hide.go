package infer

import (
	"context"
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
	at := windows[slices.IndexFunc(windows, func(w window.Window) bool { return piece < w.Last })]
	n := at.To - at.From
	results := make([]Result, len(hidden))
	rows := make([]row, len(hidden))
	lengths := make([]int, len(hidden))
	for i, h := range hidden {
		results[i].Outputs, results[i].Spans = e.results(n)
		ids := slices.Clone(r.Pieces.IDs[at.From:at.To])
		for p := max(h.From, at.From); p < min(h.To, at.To); p++ {
			ids[p-at.From] = by
		}
		results[i].Pieces.IDs = ids
		rows[i] = newRow(&results[i], window.Window{To: n, Last: n}, 0)
		lengths[i] = e.length(&rows[i])
	}
	for _, numbers := range batch.Plan(lengths, e.Batch, e.Rows) {
		together := make([]*row, len(numbers))
		for i, k := range numbers {
			together[i] = &rows[k]
		}
		if err := e.run(ctx, together); err != nil {
			return nil, err
		}
	}
	views := make([]View, len(results))
	for i := range results {
		views[i] = View{Pieces: Range{at.From, at.To}, Outputs: results[i].Outputs}
	}
	return views, nil
}
