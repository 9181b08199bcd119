// Package batch carries the documents of a reader through a pipeline into an
// output, so that each of them ends as exactly one of result, dead letter or
// skipped. Start at [Run].
package batch

import (
	"context"
	"errors"
	"io"
	"sync/atomic"
	"time"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/corpus"
)

// A Reader gives one record after the other, and io.EOF at the end.
type Reader interface {
	Next(ctx context.Context) (corpus.Record, error)
}

// An Output takes outcomes in the order of their records.
type Output interface {
	Put(o *corpus.Outcome) error
}

// A Passer is an [Output] that has seen the first documents before.
type Passer interface {
	// Resume returns how many; Pass takes note of one of them.
	Resume() int
	Pass(r *corpus.Record) error
}

// ErrStopped is returned when stop ended the run before the input did.
// Everything that was read has been put.
var ErrStopped = errors.New("stopped")

// Run annotates every document of the reader and puts its outcome. When stop
// ends, no more documents are read, those under way are finished, and Run
// returns [ErrStopped]. When ctx ends it gives up at once. It returns how many
// records were read, those passed included. After an error, or ErrStopped, a
// call of the reader may still be under way: one that waits for its input
// cannot be called off.
func Run(ctx, stop context.Context, runner *pipeline.Runner, in Reader, out Output, p *Progress) (int, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	b := &batch{in: readAhead(ctx, in), out: out, stop: stop, progress: p}
	if err := b.pass(ctx); err != nil {
		return int(b.read.Load()), err
	}
	p.Start(time.Now())
	err := runner.Run(ctx, b.next, b.put)
	if err == nil && b.stopped {
		err = ErrStopped
	}
	return int(b.read.Load()), err
}

type batch struct {
	in       <-chan reading
	out      Output
	stop     context.Context
	progress *Progress
	read     atomic.Int64
	stopped  bool // written before the pipeline's Run returns without an error
}

// pass reads the documents an earlier start has dealt with.
func (b *batch) pass(ctx context.Context) error {
	passer, ok := b.out.(Passer)
	if !ok {
		return nil
	}
	for b.read.Load() < int64(passer.Resume()) {
		record, err := b.record(ctx)
		if errors.Is(err, io.EOF) { // fewer documents than there were: let Pass complain
			return passer.Pass(&corpus.Record{})
		}
		if err != nil {
			return err
		}
		b.progress.Documents.Add(1)
		if err := passer.Pass(record); err != nil {
			return err
		}
	}
	return nil
}

// record returns the next record, io.EOF after the last, or ErrStopped.
func (b *batch) record(ctx context.Context) (*corpus.Record, error) {
	if b.stop.Err() != nil { // select would choose by chance
		return nil, ErrStopped
	}
	select {
	case r, more := <-b.in:
		if !more {
			return nil, io.EOF
		}
		if r.err == nil {
			b.read.Add(1)
		}
		return r.record, r.err
	case <-b.stop.Done():
		return nil, ErrStopped
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (b *batch) next(ctx context.Context) (pipeline.Job, error) {
	record, err := b.record(ctx)
	if errors.Is(err, ErrStopped) {
		b.stopped = true
		return pipeline.Job{}, io.EOF
	}
	if err != nil {
		return pipeline.Job{}, err
	}
	job := pipeline.Job{Ref: record}
	if record.Failure == nil && record.Skipped == "" {
		job.Document = record.Document
	}
	return job, nil
}

func (b *batch) put(done pipeline.Done) error {
	record := done.Ref.(*corpus.Record) // put there by next
	o := &corpus.Outcome{Record: *record, FailedStages: done.FailedStages}
	if done.Result.Document != nil {
		o.Record.Document = done.Result.Document
	}
	if f := done.Result.Failure; f != nil {
		o.Failure = failure(f)
	}
	b.progress.add(o)
	return b.out.Put(o)
}

// failure says of a stage's failure what the user can do.
func failure(f *document.Failure) *corpus.Failure {
	return &corpus.Failure{Stage: f.Stage, Code: f.Code, Message: f.Message, Hint: hint(f.Code)}
}

func hint(code string) string {
	switch code {
	case "crash", "panic":
		return "run the document alone with --log-level debug to see what the plugin says; on_error: skip_stage lets documents go on without the stage"
	case "invalid_layer", "protocol":
		return "run `runner plugins test` on the plugin"
	}
	return ""
}
