package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/onomast/onomast/cmd/runner/internal/calibration"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/evaluation/inputs"
	"github.com/onomast/onomast/plugins/transformer"
)

// calibrationCommand is `runner train calibration`.
type calibrationCommand struct {
	Pipeline  string   `short:"p" required:"" placeholder:"FILE" help:"Pipeline with the stage."`
	Stage     string   `placeholder:"ID" help:"The stage, where the pipeline has several that use a transformer."`
	Dev       []string `required:"" placeholder:"GOLD" help:"Annotated files, or directories of them, that the model was not trained on; - for standard input."`
	Method    string   `enum:"maps,temperature" default:"maps" help:"maps: a curve or steps for each label, whichever predict best; temperature: one number, looked for by running the model a dozen times."`
	Output    string   `short:"o" placeholder:"FILE" help:"The JSON file to write, for the option calibration."`
	Force     bool     `help:"Overwrite a file."`
	Precision float64  `placeholder:"P" help:"Find the least scores from which on each label is right to this share."`
	Map       string   `placeholder:"FILE" help:"YAML file that says which gold labels stand for which."`
	Split     string   `placeholder:"NAME" help:"Only documents of this split."`
	Annotator string   `placeholder:"NAME" help:"Only documents of this annotator."`
	From      string   `placeholder:"FORMAT" help:"Format of the annotated files, instead of what they look like."`
	Unit      string   `placeholder:"UNIT" help:"What offsets of the annotated files count, instead of what fits their text: codepoint, utf16, byte."`
	Encoding  string   `default:"auto" help:"Encoding of the annotated files: auto (UTF-8, or UTF-16 with a byte order mark), windows-1252, ..."`
	Repair    string   `enum:"conlleval,strict" default:"conlleval" help:"How invalid tag sequences are read: conlleval, strict."`
	pipelineFlags
}

// Run calibrates a stage.
func (c *calibrationCommand) Run(s *session) error {
	ctx, stop := s.interruptible()
	defer stop()
	if err := c.contradiction(); err != nil {
		return err
	}
	labels, err := (&judgeFlags{Map: c.Map}).labels()
	if err != nil {
		return err
	}
	gold, err := inputs.Read(c.Dev, inputs.Options{
		Stdin: s.stdin, Format: c.From, Unit: c.Unit, Encoding: c.Encoding, Repair: c.Repair, Split: c.Split, Annotator: c.Annotator,
	})
	if err != nil {
		return fmt.Errorf("--dev: %w", err)
	}
	t := &calibrating{session: s, command: c, gold: gold, labels: labels}
	if err := t.find(ctx); err != nil {
		return err
	}
	report, err := t.report(ctx)
	if err != nil {
		return err
	}
	s.warn(report.Warnings)
	switch {
	case s.cli.JSON:
		err = s.printJSON(report)
	case !s.cli.Quiet:
		err = report.Text(s.stdout)
	}
	return errors.Join(err, found(report.Failed > 0))
}

// contradiction reports flags that make no sense, or not together.
func (c *calibrationCommand) contradiction() error {
	switch temperature := c.Method == "temperature"; {
	case c.Precision < 0 || c.Precision >= 1:
		return fmt.Errorf("--precision %g: it must be over 0 and under 1", c.Precision)
	case temperature && c.Precision > 0:
		return errors.New("--precision goes with --method maps: a temperature is for all labels")
	case temperature && c.Output != "":
		return errors.New("a temperature is one number, which is printed; leave -o out")
	case !temperature && c.Output == "":
		return errors.New("say where the calibration goes: -o FILE")
	case temperature:
		return nil
	}
	return writable(c.Output, c.Force)
}

// A calibrating is one run of the command.
type calibrating struct {
	session *session
	command *calibrationCommand
	gold    *inputs.Set
	labels  *inputs.Map
	stage   string
	renamed map[string]string // labels of the model
}

// find finds the stage.
func (t *calibrating) find(ctx context.Context) error {
	plan, diags, err := t.session.load(ctx, t.command.Pipeline, t.command.pipelineFlags, pipeline.Options{})
	if err != nil {
		return err
	}
	if plan == nil {
		return diags
	}
	if t.stage, err = t.command.choose(plan); err != nil {
		return err
	}
	for k := range plan.Segments {
		for _, st := range plan.Request(k).Stages {
			if st.Stage == t.stage {
				t.renamed, err = transformer.Renamed(st.Config)
			}
		}
	}
	return err
}

// choose returns the id of the stage that is meant.
func (c *calibrationCommand) choose(plan *pipeline.Plan) (string, error) {
	var ids []string
	for i := range plan.Stages {
		if plan.Stages[i].Uses == transformer.Name {
			ids = append(ids, plan.Stages[i].ID)
		}
	}
	wrong := diag.Diagnostic{Severity: diag.Error, Code: "calibration.stage", Hint: "those that do: " + diag.Some(ids, 10)}
	switch {
	case len(ids) == 0:
		return "", errors.New("no stage of the pipeline uses a transformer, whose scores this is for; runner train crf --dev calibrates models of its own")
	case c.Stage == "" && len(ids) == 1:
		return ids[0], nil
	case c.Stage == "":
		return "", errors.New("several stages use a transformer: name one with --stage: " + diag.Some(ids, 10))
	case slices.Contains(ids, c.Stage):
		return c.Stage, nil
	case plan.Stage(c.Stage) != nil:
		wrong.Summary = fmt.Sprintf("stage %q uses no transformer, but %s", c.Stage, plan.Stage(c.Stage).Uses)
	default:
		wrong.Summary = fmt.Sprintf("there is no stage %q", c.Stage)
	}
	return "", wrong
}

// report finds out what scores are worth.
func (t *calibrating) report(ctx context.Context) (*calibration.Report, error) {
	c := t.command
	if c.Method == "temperature" {
		r, err := calibration.Temperature(t.stage, func(x float64) (*calibration.Observed, error) { return t.observe(ctx, x) })
		if err == nil {
			r.Use = []string{fmt.Sprintf("temperature: %g", r.Temperature)}
		}
		return r, err
	}
	o, err := t.observe(ctx, 0)
	if err != nil {
		return nil, err
	}
	r, err := calibration.Fit(t.stage, o)
	if err != nil {
		return nil, err
	}
	if c.Precision > 0 {
		r.Cut(c.Precision)
	}
	r.Use = []string{"calibration: " + t.fromPipeline(c.Output)}
	return r, writeReport(c.Output, func(w io.Writer) error { return r.Maps(w, t.names) })
}

// fromPipeline is the path of a file as the pipeline would have to name it.
func (t *calibrating) fromPipeline(path string) string {
	if absolute, err := filepath.Abs(path); err == nil {
		if dir, err := filepath.Abs(filepath.Dir(t.command.Pipeline)); err == nil {
			if relative, err := filepath.Rel(dir, absolute); err == nil {
				return filepath.ToSlash(relative)
			}
		}
	}
	return path
}

// names are the labels of the model that a label stands for.
func (t *calibrating) names(label string) []string {
	var out []string
	for from, to := range t.renamed {
		if to == label {
			out = append(out, from)
		}
	}
	if _, other := t.renamed[label]; !other {
		out = append(out, label)
	}
	slices.Sort(out)
	return out
}

// observe has the stage propose all it can, at a temperature; 0 is what its options say.
func (t *calibrating) observe(ctx context.Context, temperature float64) (*calibration.Observed, error) {
	flags := t.command.pipelineFlags
	at := "stages." + t.stage + ".with."
	flags.Set = append(slices.Clone(flags.Set), at+"threshold=0", at+"thresholds={}", at+"calibration=''")
	if temperature > 0 {
		flags.Set = append(flags.Set, at+"temperature="+strconv.FormatFloat(temperature, 'g', -1, 64))
	}
	runner, err := t.session.open(ctx, t.command.Pipeline, flags, pipeline.Options{Only: []pipeline.Want{{Layer: t.stage, Who: "runner train calibration"}}})
	if err != nil {
		return nil, err
	}
	count := t.session.countDocuments(len(t.gold.Documents))
	o, err := calibration.Observe(ctx, runner, t.stage, t.gold, t.labels, count.done)
	count.end()
	return o, errors.Join(err, runner.Close())
}
