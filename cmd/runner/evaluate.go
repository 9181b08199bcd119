package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/evaluation"
	"github.com/onomast/onomast/evaluation/inputs"
	"github.com/onomast/onomast/evaluation/page"
	"github.com/onomast/onomast/evaluation/render"
)

// evaluateCommand is `runner evaluate`.
type evaluateCommand struct {
	Gold        []string `arg:"" name:"gold" help:"Annotated files, or directories of them; - for standard input."`
	Pipeline    string   `short:"p" placeholder:"FILE" help:"Pipeline file to judge."`
	Predictions string   `placeholder:"FILE" help:"Annotated file to judge instead of a pipeline: what runner run --with-text writes, or any other format."`
	Train       []string `placeholder:"FILE" help:"Training data: tells recall of surfaces it has from that of others."`
	FailUnder   []string `sep:"none" placeholder:"WHAT=VALUE" help:"Exit with 1 when a figure is under a value: strict.micro.f1=0.85, PERSON.recall=0.9. May be given several times."`
	Scheme      string   `enum:"strict,exact,partial,type" default:"strict" help:"What tables of labels count: strict, exact, partial, type."`
	Beta        float64  `default:"1" help:"How much more recall counts than precision; 2 for redaction."`
	Markdown    bool     `help:"Print Markdown instead of a table."`
	JUnit       string   `name:"junit" placeholder:"FILE" help:"Write what --fail-under says as JUnit XML."`
	HTML        string   `name:"html" placeholder:"FILE" help:"Write one page with everything, to be opened in a browser."`
	judgeFlags
	pipelineFlags
}

// judgeFlags are shared by the commands that judge predictions.
type judgeFlags struct {
	Map       string `placeholder:"FILE" help:"YAML file that says which labels stand for which."`
	Split     string `placeholder:"NAME" help:"Only gold documents of this split: train, dev, test, ..."`
	Annotator string `placeholder:"NAME" help:"Only gold documents of this annotator."`
	Common    bool   `help:"Leave out documents that only one side has, instead of refusing them."`
	From      string `placeholder:"FORMAT" help:"Format of the annotated files, instead of what they look like."`
	Unit      string `placeholder:"UNIT" help:"What offsets of the annotated files count, instead of what fits their text: codepoint, utf16, byte."`
	Encoding  string `default:"auto" help:"Encoding of the annotated files: auto (UTF-8, or UTF-16 with a byte order mark), windows-1252, ..."`
	Repair    string `enum:"conlleval,strict" default:"conlleval" help:"How invalid tag sequences are read: conlleval, strict."`
	Seed      uint64 `default:"1" help:"Seed of the resamples."`
	Resamples uint   `default:"2000" help:"Resamples of an interval: 2000 for a report, 10000 to publish, 0 for none."`
}

// Run judges and prints the report.
func (c *evaluateCommand) Run(s *session) error {
	ctx, stop := s.interruptible()
	defer stop()
	if (c.Pipeline == "") == (c.Predictions == "") {
		return errors.New("say what is to be judged: -p PIPELINE or --predictions FILE, one of the two")
	}
	gates, err := c.gates()
	if err != nil {
		return err
	}
	labels, err := c.labels()
	if err != nil {
		return err
	}
	gold, err := inputs.Read(c.Gold, c.read(s, true))
	if err != nil {
		return err
	}
	opts := c.options(c.Beta)
	opts.System, opts.Reference = c.Pipeline+c.Predictions, c.Gold
	if len(c.Train) > 0 {
		train, err := inputs.Read(c.Train, c.read(s, false))
		if err != nil {
			return fmt.Errorf("--train: %w", err)
		}
		opts.Seen = inputs.Seen(train, labels)
	}
	task, failed, err := c.task(ctx, s, gold, labels, &opts)
	if err != nil {
		return err
	}
	s.warn(task.Warnings)
	report := evaluation.Evaluate(task.Documents, &task.Labels, opts)
	return errors.Join(c.publish(s, report, gates), found(failed > 0))
}

// task brings gold and predicted entities together.
func (c *evaluateCommand) task(ctx context.Context, s *session, gold *inputs.Set, labels *inputs.Map, opts *evaluation.Options) (*inputs.Task, int, error) {
	opts.Tagging = inputs.Tagging(gold)
	if c.Pipeline != "" {
		return s.judged(ctx, c.Pipeline, c.pipelineFlags, gold, labels)
	}
	predicted, err := inputs.Read([]string{c.Predictions}, c.read(s, false))
	if err != nil {
		return nil, 0, err
	}
	opts.Tagging = inputs.Tagging(gold, predicted)
	task, err := inputs.Join(gold, predicted, labels, c.Common)
	return task, 0, err
}

// judged runs a pipeline over the texts of gold documents.
func (s *session) judged(ctx context.Context, path string, flags pipelineFlags, gold *inputs.Set, labels *inputs.Map) (*inputs.Task, int, error) {
	runner, err := s.open(ctx, path, flags, pipeline.Options{Layers: []string{inputs.Layers}})
	if err != nil {
		return nil, 0, err
	}
	hide := s.countDocuments(len(gold.Documents))
	task, failed, err := inputs.Annotate(ctx, runner, gold, labels, hide.done)
	hide.end()
	return task, failed, errors.Join(err, runner.Close())
}

func (f *judgeFlags) read(s *session, gold bool) inputs.Options {
	o := inputs.Options{Stdin: s.stdin, Format: f.From, Unit: f.Unit, Encoding: f.Encoding, Repair: f.Repair}
	if gold {
		o.Split, o.Annotator = f.Split, f.Annotator
	}
	return o
}

func (f *judgeFlags) options(beta float64) evaluation.Options {
	o := evaluation.Options{Beta: beta, Seed: f.Seed, Resamples: int(f.Resamples)}
	if f.Resamples == 0 {
		o.Resamples = -1
	}
	return o
}

func (f *judgeFlags) labels() (*inputs.Map, error) {
	if f.Map == "" {
		return nil, nil
	}
	data, err := os.ReadFile(f.Map)
	if err != nil {
		return nil, fmt.Errorf("--map: %w", err)
	}
	return inputs.ParseMap(f.Map, data)
}

func (c *evaluateCommand) gates() ([]evaluation.Gate, error) {
	var all []evaluation.Gate
	for _, text := range c.FailUnder {
		g, err := evaluation.ParseGate(text)
		if err != nil {
			return nil, fmt.Errorf("--fail-under: %w", err)
		}
		all = append(all, g)
	}
	return all, nil
}

// publish prints and writes the report, and says whether it passes.
func (c *evaluateCommand) publish(s *session, r *evaluation.Report, gates []evaluation.Gate) error {
	if err := r.Check(gates); err != nil {
		return fmt.Errorf("--fail-under: %w", err)
	}
	if err := c.print(s, r); err != nil {
		return err
	}
	if err := writeReport(c.JUnit, func(w io.Writer) error { return render.JUnit(w, r) }); err != nil {
		return err
	}
	if err := writeReport(c.HTML, func(w io.Writer) error { return page.Write(w, r) }); err != nil {
		return err
	}
	for _, v := range r.Gates {
		if !v.Passed && !s.cli.JSON { // it is in the report, then
			fmt.Fprintln(s.stderr, render.Verdict(v))
		}
	}
	return found(!r.Passed())
}

func (c *evaluateCommand) print(s *session, r *evaluation.Report) error {
	switch {
	case s.cli.JSON:
		return s.printJSON(r)
	case c.Markdown:
		return render.Markdown(s.stdout, r, c.Scheme)
	case s.cli.Quiet:
		return nil
	}
	return render.Table(s.stdout, r, c.Scheme)
}

// found makes the exit code 1.
func found(something bool) error {
	if something {
		return errFindings
	}
	return nil
}

// writeReport writes a file, if one is asked for.
func writeReport(path string, write func(io.Writer) error) error {
	if path == "" {
		return nil
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// warn prints warnings, unless only errors are wanted.
func (s *session) warn(list diag.List) {
	if !s.cli.Quiet {
		s.report(list)
	}
}
