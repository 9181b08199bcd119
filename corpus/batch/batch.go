// Package batch carries the documents of a reader through a pipeline into an
// output, so that each of them ends as exactly one of result, dead letter or
// skipped. Start at [Run].
package batch

import (
	"context"
	"errors"
	"io"
	"sync/atomic"

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

// A Progress counts what has been done; it may be read while [Run] runs.
type Progress struct {
	// Documents that have been put or passed, and bytes of their text.
	Documents, Bytes atomic.Int64
}

// Run annotates every document of the reader and puts its outcome. When stop
// ends, no more documents are read, those under way are finished, and Run
// returns [ErrStopped]. When ctx ends it gives up at once. It returns how many
// records were read, those passed included.
func Run(ctx, stop context.Context, runner *pipeline.Runner, in Reader, out Output, p *Progress) (int, error) {
	b := &batch{in: in, out: out, stop: stop, progress: p}
	if err := b.pass(ctx); err != nil {
		return b.read, err
	}
	err := runner.Run(ctx, b.next, b.put)
	if err == nil && b.stopped {
		err = ErrStopped
	}
	return b.read, err
}

type batch struct {
	in       Reader
	out      Output
	stop     context.Context
	progress *Progress
	read     int
	stopped  bool
}

// pass reads the documents an earlier start has dealt with.
func (b *batch) pass(ctx context.Context) error {
	passer, ok := b.out.(Passer)
	if !ok {
		return nil
	}
	for b.read < passer.Resume() {
		if b.stop.Err() != nil {
			return ErrStopped
		}
		record, err := b.in.Next(ctx)
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if err != nil { // fewer documents than there were: let Pass complain
			return passer.Pass(&corpus.Record{})
		}
		b.read++
		b.progress.Documents.Add(1)
		if err := passer.Pass(&record); err != nil {
			return err
		}
	}
	return nil
}

func (b *batch) next(ctx context.Context) (pipeline.Job, error) {
	if b.stop.Err() != nil {
		b.stopped = true
		return pipeline.Job{}, io.EOF
	}
	record, err := b.in.Next(ctx)
	if err != nil {
		return pipeline.Job{}, err
	}
	b.read++
	job := pipeline.Job{Ref: &record}
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
	if record.Document != nil {
		b.progress.Bytes.Add(int64(len(record.Document.Text())))
	}
	b.progress.Documents.Add(1)
	return b.out.Put(o)
}

// failure says of a stage's failure what the user can do.
func failure(f *document.Failure) *corpus.Failure {
	return &corpus.Failure{Stage: f.Stage, Code: f.Code, Message: f.Message, Hint: hint(f.Code)}
}

func hint(code string) string {
	switch code {
	case "timeout":
		return "give the stage a longer timeout:, or split the document"
	case "crash", "panic":
		return "run the document alone with --log-level info to see what the plugin says; on_error: skip_stage lets documents go on without the stage"
	case "invalid_layer":
		return "this is a mistake in the plugin: run `runner plugins test` on it"
	}
	return ""
}
