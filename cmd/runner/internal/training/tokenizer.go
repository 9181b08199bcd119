package training

import (
	"context"
	"errors"
	"io"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/tokenizer"
)

// A Tokenizer is the pipeline that is run where none is given: tokens and sentences,
// made in this process.
type Tokenizer struct{ stage *plugin.Local }

// NewTokenizer prepares one.
func NewTokenizer(ctx context.Context) (*Tokenizer, error) {
	const id = "tokens"
	stage, err := plugin.NewLocal(ctx, plugin.Segment{
		ID: id, Emit: []string{document.Tokens, document.Sentences},
		Stages: []plugin.StageConfig{{Kind: tokenizer.Kind().Name, Config: plugin.Config{Stage: id}}},
	}, tokenizer.Kind())
	if err != nil {
		return nil, err
	}
	return &Tokenizer{stage: stage}, nil
}

// Run does what [pipeline.Runner.Run] does.
func (t *Tokenizer) Run(ctx context.Context, next func(context.Context) (pipeline.Job, error), put func(pipeline.Done) error) error {
	for {
		job, err := next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		docs := []*document.Document{job.Document}
		failures, err := t.stage.Annotate(ctx, docs)
		if err != nil {
			return err
		}
		done := pipeline.Done{Job: job, Result: pipeline.Result{Document: docs[0]}}
		if len(failures) > 0 {
			done.Failure = &failures[0]
		}
		if err := put(done); err != nil {
			return err
		}
	}
}

// Close ends the tokenizer.
func (t *Tokenizer) Close() error { return t.stage.Close() }
