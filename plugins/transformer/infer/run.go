package infer

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/onomast/onomast/plugins/transformer/batch"
	"github.com/onomast/onomast/plugins/transformer/ort"
	"github.com/onomast/onomast/plugins/transformer/subword"
	"github.com/onomast/onomast/plugins/transformer/window"
)

// A row is one window of a text in a batch.
type row struct {
	result *Result
	window window.Window
	ids    []int32
}

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
	return results
}

// batches shares rows out among batches, by their numbers.
func (e *Engine) batches(rows []row) [][]int {
	lengths := make([]int, len(rows))
	for i := range rows {
		lengths[i] = e.length(len(rows[i].ids))
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
		if r.Err = encoder.Encode(t.Text, &r.Pieces); r.Err != nil {
			continue
		}
		r.Sentences = sentences(&r.Pieces, t.Breaks)
		for _, width := range e.widths {
			r.Outputs = append(r.Outputs, make([]float32, width*r.Pieces.Len()))
		}
		windows = e.windows(windows[:0], r)
		for _, w := range windows {
			rows = append(rows, row{result: r, window: w, ids: r.Pieces.IDs[w.From:w.To]})
		}
	}
	return rows
}

// batch runs some rows together; if the model fails, each by itself, to find out which of
// them it fails on.
func (e *Engine) batch(ctx context.Context, rows []row, numbers []int, errs []error) {
	together := make([]row, len(numbers))
	for i, n := range numbers {
		together[i] = rows[n]
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
func (e *Engine) run(ctx context.Context, rows []row) error {
	e.slots <- struct{}{}
	defer func() { <-e.slots }()
	if err := ctx.Err(); err != nil {
		return err
	}
	longest := 0
	for _, r := range rows {
		longest = max(longest, len(r.ids))
	}
	length := e.length(longest)
	out, err := e.Runner.Run(len(rows), length, e.fill(rows, length)...)
	if err != nil {
		return err
	}
	if len(out) != len(e.widths) {
		return fmt.Errorf("the model gives %d outputs, not %d", len(out), len(e.widths))
	}
	for o, t := range out {
		if err := e.check(t, e.widths[o], len(rows), length); err != nil {
			return err
		}
		for i, r := range rows {
			e.take(t.Data, i*length, r, e.widths[o], r.result.Outputs[o])
		}
	}
	return nil
}

func (e *Engine) check(t ort.Tensor, width, rows, length int) error {
	if len(t.Shape) != 3 || t.Shape[0] != int64(rows) || t.Shape[1] != int64(length) || t.Shape[2] != int64(width) {
		return &ShapeError{Got: t.Shape, Rows: rows, Length: length}
	}
	return nil
}

// take copies what a window decides from the row that begins with the given piece of a
// batch.
func (e *Engine) take(data []float32, first int, r row, width int, to []float32) {
	w := r.window
	from := first + len(e.before) + w.First - w.From
	copy(to[w.First*width:w.Last*width], data[from*width:])
}

// fill writes the inputs of a batch.
func (e *Engine) fill(rows []row, length int) [][]int64 {
	out := make([][]int64, len(e.Inputs))
	for k, input := range e.Inputs {
		all := make([]int64, len(rows)*length)
		for i, r := range rows {
			e.fillRow(all[i*length:(i+1)*length], input, r.ids)
		}
		out[k] = all
	}
	return out
}

func (e *Engine) fillRow(to []int64, input Input, ids []int32) {
	around := func(s subword.Special) int64 {
		switch input {
		case IDs:
			return int64(s.ID)
		case Mask:
			return 1
		}
		return int64(s.Type)
	}
	at := 0
	for _, s := range e.before {
		to[at] = around(s)
		at++
	}
	for _, id := range ids {
		switch input {
		case IDs:
			to[at] = int64(id)
		case Mask:
			to[at] = 1
		case Types:
			to[at] = e.typ
		}
		at++
	}
	for _, s := range e.after {
		to[at] = around(s)
		at++
	}
	if input == IDs {
		for ; at < len(to); at++ {
			to[at] = int64(e.Padding)
		}
	}
}
