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
// nothing.
func (e *Engine) Hide(ctx context.Context, r *Result, piece int, hidden []Range, by int32) ([]View, error) {
	windows := e.windows(nil, r)
	at := windows[slices.IndexFunc(windows, func(w window.Window) bool { return piece < w.Last })]
	n := at.To - at.From
	results := make([]Result, len(hidden))
	rows := make([]row, len(hidden))
	lengths := make([]int, len(hidden))
	for i, h := range hidden {
		for _, width := range e.widths {
			results[i].Outputs = append(results[i].Outputs, make([]float32, n*width))
		}
		ids := slices.Clone(r.Pieces.IDs[at.From:at.To])
		for p := max(h.From, at.From); p < min(h.To, at.To); p++ {
			ids[p-at.From] = by
		}
		rows[i] = row{result: &results[i], window: window.Window{To: n, Last: n}, ids: ids}
		lengths[i] = e.length(n)
	}
	for _, numbers := range batch.Plan(lengths, e.Batch, e.Rows) {
		together := make([]row, len(numbers))
		for i, k := range numbers {
			together[i] = rows[k]
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
