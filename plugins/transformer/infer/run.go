package infer

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/onomast/onomast/plugins/transformer/batch"
	"github.com/onomast/onomast/plugins/transformer/subword"
	"github.com/onomast/onomast/plugins/transformer/window"
)

// A row is one window of a text in a batch, with one of the prompts.
type row struct {
	result *Result
	window window.Window
	ids    []int32
	prompt int
	units  Range // it sees
	// sights are the units that each window of the text sees, and at is which this one is.
	sights []Range
	at     int
	kept   []Spans // by output
}

func newRow(r *Result, w window.Window, prompt int) row {
	units := r.In(Range{w.From, w.To})
	return row{result: r, window: w, ids: r.Pieces.IDs[w.From:w.To], prompt: prompt, units: units, sights: []Range{units}}
}

// words are the numbers of the words that the pieces of a row belong to.
func (r *row) words() []int32 { return r.result.Pieces.Words[r.window.From:r.window.To] }

// Run runs texts. What is wrong with one is in its result; when ctx ends, those that are
// not done have its error.
func (e *Engine) Run(ctx context.Context, texts []Text) []Result {
	results := make([]Result, len(texts))
	rows := e.rows(ctx, texts, results)
	batches := e.batches(rows)
	errs := make([]error, len(rows))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(len(batches), cap(e.slots)) {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(batches)); i = next.Add(1) - 1 {
				e.batch(ctx, rows, batches[i], errs)
			}
		})
	}
	workers.Wait()
	for i, err := range errs {
		if err != nil && rows[i].result.Err == nil {
			rows[i].result.Err = err
		}
	}
	e.gather(rows)
	return results
}

// batches shares rows out among batches, by their numbers.
func (e *Engine) batches(rows []row) [][]int {
	lengths := make([]int, len(rows))
	for i := range rows {
		lengths[i] = e.length(&rows[i])
	}
	if !e.Apart {
		return batch.Plan(lengths, e.Batch, e.Rows)
	}
	var out [][]int
	for from := 0; from < len(rows); {
		to := from + 1
		for to < len(rows) && rows[to].result == rows[from].result {
			to++
		}
		for _, own := range batch.Plan(lengths[from:to], e.Batch, e.Rows) {
			for i := range own {
				own[i] += from
			}
			out = append(out, own)
		}
		from = to
	}
	return out
}

// rows encodes the texts and cuts them into windows.
func (e *Engine) rows(ctx context.Context, texts []Text, results []Result) []row {
	encoder := e.encoders.Get().(*subword.Encoder)
	defer e.encoders.Put(encoder)
	var rows []row
	var windows []window.Window
	for i, t := range texts {
		r := &results[i]
		if r.Err = ctx.Err(); r.Err != nil {
			continue
		}
		if r.Err = e.encode(encoder, t.Text, r); r.Err != nil {
			continue
		}
		r.Sentences = sentences(r, t.Breaks)
		r.near = near(r, t.Near)
		r.Outputs, r.Spans = e.results(r.Pieces.Len())
		windows = e.windows(windows[:0], r)
		rows = e.append(rows, r, windows)
	}
	return rows
}

// append appends the rows of a text: each window with each prompt.
func (e *Engine) append(rows []row, r *Result, windows []window.Window) []row {
	sights := e.sights(r, windows)
	for i, w := range windows {
		for p := range e.Prompts {
			own := newRow(r, w, p)
			own.sights, own.at = sights, i
			rows = append(rows, own)
		}
	}
	return rows
}

// sights are the units that windows see.
func (*Engine) sights(r *Result, windows []window.Window) []Range {
	out := make([]Range, len(windows))
	for i, w := range windows {
		out[i] = r.In(Range{w.From, w.To})
	}
	return out
}

// batch runs some rows together; if the model fails, each by itself, to find out which of
// them it fails on.
func (e *Engine) batch(ctx context.Context, rows []row, numbers []int, errs []error) {
	together := make([]*row, len(numbers))
	for i, n := range numbers {
		together[i] = &rows[n]
	}
	err := e.run(ctx, together)
	if err != nil && len(numbers) > 1 && ctx.Err() == nil {
		for i, n := range numbers {
			errs[n] = e.run(ctx, together[i:i+1])
		}
		return
	}
	for _, n := range numbers {
		errs[n] = err
	}
}

// run runs one batch and puts what comes out into the results.
func (e *Engine) run(ctx context.Context, rows []*row) error {
	e.slots <- struct{}{}
	defer func() { <-e.slots }()
	if err := ctx.Err(); err != nil {
		return err
	}
	b := e.box(rows)
	out, err := e.Runner.Run(e.fill(rows, b)...)
	if err != nil {
		return err
	}
	if len(out) != len(e.outputs) {
		return fmt.Errorf("the model gives %d outputs, not %d", len(out), len(e.outputs))
	}
	for i, t := range out {
		if err := e.outputs[i].check(t, b, e.axis(b)); err != nil {
			return err
		}
		for k := range rows {
			e.take(i, t, k, rows[k])
		}
	}
	return nil
}
