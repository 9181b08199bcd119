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

// flushAfter is how long a document waits for others to share its frame.
const flushAfter = 5 * time.Millisecond

// Run reads jobs until next returns io.EOF, carries their documents through the
// pipeline, several frames at once, and calls put for each in the order they
// were read. put is never called concurrently. No more jobs are read than the
// pipeline can hold. Run ends early with the error of next, put or a segment;
// everything before it in the order has been put by then.
func (r *Runner) Run(ctx context.Context, next func(context.Context) (Job, error), put func(Done) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	jobs := make(chan Job, 64)
	frames := make(chan *frame, r.inFlight)
	read := make(chan error, 1)
	go func() { read <- readAll(ctx, next, jobs) }()
	go r.dispatch(ctx, jobs, frames)
	if err := r.collect(frames, put, cancel); err != nil {
		return err // the reader may be waiting for its input: leave it
	}
	if err := <-read; err != nil {
		return err
	}
	return ctx.Err() // else a frame may have stayed behind
}

func readAll(ctx context.Context, next func(context.Context) (Job, error), jobs chan<- Job) error {
	defer close(jobs)
	for {
		job, err := next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		select {
		case jobs <- job:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// A frame is a batch of jobs that travels together.
type frame struct {
	jobs  []Job
	bytes int
	done  chan struct{}
	out   []Result
	err   error
}

func newFrame() *frame { return &frame{done: make(chan struct{})} }

// dispatch fills frames and sends them on their way. A frame leaves when it is
// full, or when no more comes for a moment.
func (r *Runner) dispatch(ctx context.Context, jobs <-chan Job, frames chan<- *frame) {
	defer close(frames)
	f := newFrame()
	send := func() bool {
		if len(f.jobs) == 0 {
			return true
		}
		select {
		case frames <- f: // blocks while enough frames are under way
		case <-ctx.Done():
			return false
		}
		go r.carry(ctx, f)
		f = newFrame()
		return true
	}
	timer := time.NewTimer(flushAfter)
	defer timer.Stop()
	for {
		select {
		case job, ok := <-jobs:
			if !ok {
				send()
				return
			}
			f.add(job)
			if f.bytes >= r.frame && !send() {
				return
			}
			timer.Reset(flushAfter)
		case <-timer.C:
			if !send() {
				return
			}
		}
	}
}

// jobOverhead stands for the cost of a document without text.
const jobOverhead = 64

func (f *frame) add(job Job) {
	f.jobs = append(f.jobs, job)
	f.bytes += jobOverhead
	if job.Document != nil {
		f.bytes += len(job.Document.Text())
	}
}

// carry runs the frame's documents through the segments.
func (r *Runner) carry(ctx context.Context, f *frame) {
	defer close(f.done)
	docs := make([]*document.Document, 0, len(f.jobs))
	for _, job := range f.jobs {
		if job.Document != nil {
			docs = append(docs, job.Document)
		}
	}
	if len(docs) > 0 {
		f.out, f.err = r.Annotate(ctx, docs)
	}
}

// collect puts frames away in the order they were sent, and stops the others
// when one fails.
func (r *Runner) collect(frames <-chan *frame, put func(Done) error, cancel func()) error {
	var err error
	for f := range frames {
		<-f.done
		if err == nil {
			err = r.deliver(f, put)
		}
		if err != nil {
			cancel() // and drain, so that nobody is left waiting
		}
	}
	return err
}

func (r *Runner) deliver(f *frame, put func(Done) error) error {
	if f.err != nil {
		return f.err
	}
	k := 0
	for _, job := range f.jobs {
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
