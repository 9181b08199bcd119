package main

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	"github.com/onomast/onomast/evaluation"
	"github.com/onomast/onomast/evaluation/inputs"
	"github.com/onomast/onomast/evaluation/render"
)

// compareCommand is `runner compare`.
type compareCommand struct {
	A    string   `arg:"" name:"a" help:"Pipeline file (.yaml), or annotated file with predictions."`
	B    string   `arg:"" name:"b" help:"What to compare it with, of either kind."`
	Gold []string `arg:"" name:"gold" help:"Annotated files, or directories of them."`
	Beta float64  `default:"1" help:"How much more recall counts than precision."`
	Most int      `default:"10" help:"How many of the entities gained, lost, fixed and introduced are shown."`
	judgeFlags
	pipelineFlags
}

// Run judges both and prints how they differ.
func (c *compareCommand) Run(s *session) error {
	ctx, stop := s.interruptible()
	defer stop()
	labels, err := c.labels()
	if err != nil {
		return err
	}
	gold, err := inputs.Read(c.Gold, c.read(s, true))
	if err != nil {
		return err
	}
	a, failedA, err := c.task(ctx, s, c.A, gold, labels)
	if err != nil {
		return err
	}
	b, failedB, err := c.task(ctx, s, c.B, gold, labels)
	if err != nil {
		return err
	}
	s.warn(slices.Concat(a.Warnings, b.Warnings, inputs.Align(a, b)).Sorted())
	opts := c.options(c.Beta)
	opts.Reference = c.Gold
	r := evaluation.Compare(a.Documents, b.Documents, &a.Labels, opts)
	r.A, r.B = c.A, c.B
	return errors.Join(c.print(s, r), found(failedA+failedB > 0))
}

func (c *compareCommand) print(s *session, r *evaluation.Comparison) error {
	if s.cli.JSON {
		return s.printJSON(r)
	}
	return render.Comparison(s.stdout, r, c.Most)
}

// task judges a pipeline or a file of predictions.
func (c *compareCommand) task(ctx context.Context, s *session, path string, gold *inputs.Set, labels *inputs.Map) (*inputs.Task, int, error) {
	if ext := filepath.Ext(path); ext == ".yaml" || ext == ".yml" {
		return s.judged(ctx, path, c.pipelineFlags, gold, labels)
	}
	predicted, err := inputs.Read([]string{path}, c.read(s, false))
	if err != nil {
		return nil, 0, err
	}
	task, err := inputs.Join(gold, predicted, labels, c.Common)
	return task, 0, err
}
