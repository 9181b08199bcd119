package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/onomast/onomast/cmd/runner/internal/training"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/evaluation/inputs"
	"github.com/onomast/onomast/plugins/crf/learn"
	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/train/gold"
)

// A crfTraining is one training.
type crfTraining struct {
	session *session
	command *crfCommand
	options learn.Options
	labels  *inputs.Map
	train   *training.Set
	dev     *training.Set // nil: there is none
}

func (t *crfTraining) run() error {
	ctx, stop := t.session.interruptible()
	defer stop()
	var err error
	if t.options, err = t.command.options(); err != nil {
		return err
	}
	if t.labels, err = (&judgeFlags{Map: t.command.Map}).labels(); err != nil {
		return err
	}
	if err := t.gather(ctx); err != nil {
		return err
	}
	result, err := t.learn(ctx)
	if err != nil {
		return err
	}
	report, err := t.publish(result)
	if err != nil {
		return err
	}
	if t.session.cli.JSON {
		err = t.session.printJSON(report)
	} else if !t.session.cli.Quiet {
		err = report.Text(t.session.stdout)
	}
	return errors.Join(err, found(t.train.Failed > 0 || t.dev != nil && t.dev.Failed > 0))
}

// gather reads the annotated files and takes them through the stages.
func (t *crfTraining) gather(ctx context.Context) error {
	c := t.command
	train, err := inputs.Read(c.Train, t.read(c.Split))
	if err != nil {
		return fmt.Errorf("--train: %w", err)
	}
	dev, err := t.readDev()
	if err != nil {
		return fmt.Errorf("--dev: %w", err)
	}
	runner, err := t.open(ctx)
	if err != nil {
		return err
	}
	o := training.Options{Map: t.labels, MaxSentences: c.MaxTrain}
	o.Labels, o.Levels = c.Labels, t.options.Levels
	t.train, err = t.carry(ctx, runner, "train", train, o)
	if err == nil && dev != nil {
		o.MaxSentences = 0
		t.dev, err = t.carry(ctx, runner, "dev", dev, o)
	}
	if err = errors.Join(err, runner.Close()); err != nil {
		return err
	}
	warnings := t.train.Warnings
	if t.dev != nil {
		warnings = slices.Concat(warnings, t.dev.Warnings, t.train.Overlap(t.dev))
	}
	t.session.warn(warnings)
	return t.train.Missing(slices.Concat(c.Labels, t.options.Levels.Labels()))
}

func (t *crfTraining) readDev() (*inputs.Set, error) {
	if len(t.command.Dev) == 0 {
		return nil, nil
	}
	return inputs.Read(t.command.Dev, t.read(t.command.DevSplit))
}

func (t *crfTraining) read(split string) inputs.Options {
	f := &t.command.goldFlags
	return inputs.Options{
		Stdin: t.session.stdin, Format: f.From, Unit: f.Unit, Encoding: f.Encoding, Repair: f.Repair, Split: split, Annotator: f.Annotator,
	}
}

func (t *crfTraining) carry(ctx context.Context, r inputs.Runner, role string, from *inputs.Set, o training.Options) (*training.Set, error) {
	count := t.session.countDocuments(len(from.Documents))
	set, err := training.Gather(ctx, r, role, from, o, count.done)
	count.end()
	return set, err
}

// A stagesRunner carries documents through stages until it is closed.
type stagesRunner interface {
	inputs.Runner
	Close() error
}

// open starts the stages that the template needs.
func (t *crfTraining) open(ctx context.Context) (stagesRunner, error) {
	layers := training.Wants(t.options.Template, t.command.Template, t.command.Layers, t.options.Levels)
	if t.command.Pipeline != "" {
		return t.openPipeline(ctx, layers)
	}
	if len(layers) == 0 {
		return training.NewTokenizer(ctx)
	}
	w := layers[0]
	return nil, diag.Diagnostic{
		Severity: diag.Error, Code: "crf.no-pipeline", Position: w.Position,
		Summary: fmt.Sprintf("%s reads the layer %q, and there is no pipeline that writes it", w.Who, w.Layer), Hint: "name the pipeline with -p",
	}
}

// openPipeline starts the stages of the pipeline that write some layers.
func (t *crfTraining) openPipeline(ctx context.Context, layers []pipeline.Want) (stagesRunner, error) {
	r, err := t.session.open(ctx, t.command.Pipeline, t.command.pipelineFlags, pipeline.Options{Only: append(training.Always(), layers...)})
	if err != nil {
		return nil, err
	}
	var wrong diag.List
	if t.options.Layers, t.options.Vectors, wrong = training.Sort(r.Plan(), t.options.Template, t.command.Layers); wrong.HasErrors() {
		return nil, errors.Join(wrong, r.Close())
	}
	return r, nil
}

// learn trains, showing how far it is.
func (t *crfTraining) learn(ctx context.Context) (*learn.Result, error) {
	if t.command.Restart {
		if err := t.options.Forget(); err != nil {
			return nil, err
		}
	}
	progress := t.session.showTraining()
	t.options.Progress, t.options.Tried = progress.draw, progress.tried
	var dev []gold.Sentence
	if t.dev != nil {
		dev = t.dev.Sentences
	}
	result, err := learn.Learn(ctx, t.train.Sentences, dev, t.options)
	progress.end()
	if err != nil && ctx.Err() != nil {
		return nil, t.stopped()
	}
	if err == nil {
		t.session.warn(result.Warnings)
	}
	return result, err
}

// stopped says how to go on after an interruption.
func (t *crfTraining) stopped() error {
	if saved := t.options.Saved(); saved != "" {
		return fmt.Errorf("stopped; the state is in %s: run the same command to go on", saved)
	}
	return errors.New("stopped; there was nothing yet to go on from")
}

// publish judges the model, fills in its card, writes it and forgets checkpoints.
func (t *crfTraining) publish(r *learn.Result) (*training.Report, error) {
	c := t.command
	card := model.Card{
		Name: c.Name, Description: c.Description, License: c.Licence, Languages: c.Language,
		Version: tool(), Command: training.Command(t.session.args), Seed: c.Seed,
	}
	report := training.Judge(t.train, t.dev, r, c.Folds > 0)
	if err := report.Fill(&card, c.DataLicence, t.options.Template.Name, r); err != nil {
		return nil, err
	}
	r.Model.Card = card
	if err := model.Write(c.Output, &r.Model, t.options.Write); err != nil {
		return nil, err
	}
	return report, errors.Join(report.Written(c.Output), t.options.Forget())
}
