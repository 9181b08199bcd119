package pipeline

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/onomast/onomast/core/document"
)

// A Job is one document to annotate, or something that only keeps its place in
// the order (Document is nil).
type Job struct {
	Document *document.Document
	// Ref is the caller's own; it comes back with the result.
	Ref any
}

// A Done is a Job with its result.
type Done struct {
	Job
	Result
}

// farewell is how long a run that ends early waits for next to return.
const farewell = 100 * time.Millisecond

// Run reads jobs until next returns io.EOF, carries their documents through the
// pipeline, several frames at once, and calls put for each in the order they
// were read. Neither is called concurrently with itself. No more is read than
// the frames under way may hold: a slow put or stage stops the reading.
//
// Run ends early with the error of next, put or a segment, or the cause why ctx
// ended; everything before it in the order has been put by then. The context of
// next ends with Run; a next that does not return then, since it waits for its
// input, is left behind.
func (r *Runner) Run(ctx context.Context, next func(context.Context) (Job, error), put func(Done) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	fill := newFiller(ctx, r)
	defer context.AfterFunc(ctx, fill.end)()
	read := make(chan error, 1)
	go func() {
		err := readAll(ctx, next, fill)
		fill.end()
		read <- err
	}()
	err := r.collect(ctx, fill, put, cancel)
	if err == nil && ctx.Err() == nil {
		return <-read
	}
	select { // it may be waiting for its input, and cannot be interrupted
	case <-read: //nolint:errcheck // what ended the run came before
	case <-time.After(farewell):
	}
	if err == nil { // a frame may have stayed behind
		err = context.Cause(ctx)
	}
	return err
}

func readAll(ctx context.Context, next func(context.Context) (Job, error), fill *filler) error {
	for {
		job, err := next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if !fill.add(job) {
			return context.Cause(ctx)
		}
	}
}

// collect puts frames away in the order they were sent, and stops the others
// when one fails.
func (r *Runner) collect(ctx context.Context, fill *filler, put func(Done) error, cancel context.CancelCauseFunc) error {
	var err error
	for f := range fill.frames {
		<-f.done
		if err == nil {
			err = r.deliver(ctx, f, put)
		}
		if err != nil {
			cancel(err) // and drain, so that nobody is left waiting
		}
		fill.release(f)
	}
	return err
}

func (r *Runner) deliver(ctx context.Context, f *frame, put func(Done) error) error {
	if f.err != nil {
		return f.err
	}
	k := 0
	for _, job := range f.jobs {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		done := Done{Job: job}
		if job.Document != nil {
			done.Result = f.out[k]
			k++
		}
		if done.Failure != nil && r.aborts(done.Failure.Stage) {
			return &AbortError{Document: job.Document.ID(), Failure: *done.Failure}
		}
		if err := put(done); err != nil {
			return err
		}
	}
	return nil
}
