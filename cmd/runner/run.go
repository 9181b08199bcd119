package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/corpus/batch"
	"github.com/onomast/onomast/corpus/output"
	"github.com/onomast/onomast/corpus/read"
	"github.com/onomast/onomast/corpus/write"
)

// runCommand is `runner run`.
type runCommand struct {
	Inputs   []string `arg:"" name:"input" help:"Files, directories, glob patterns, or - for standard input."`
	Pipeline string   `short:"p" required:"" placeholder:"FILE" help:"Pipeline file."`
	Output   string   `short:"o" placeholder:"DIR" help:"Directory for results, dead letters and manifest. The same command goes on where it was stopped. Without it results go to standard output."`
	Restart  bool     `help:"Forget an earlier run in the output directory."`
	Dead     string   `placeholder:"FILE" help:"Without -o: where dead letters go, instead of standard error."`
	pipelineFlags
	writeFlags `embed:""`
	readFlags  `embed:""`
}

// writeFlags shape the output.
type writeFlags struct {
	Format   string   `enum:"jsonl,csv,html" default:"jsonl" help:"How results are written: jsonl, csv, html."`
	Offsets  string   `enum:"codepoint,byte,utf16" default:"codepoint" help:"Unit of all offsets: codepoint, byte, utf16."`
	WithText bool     `help:"Add the text of each document."`
	Layers   []string `placeholder:"NAME" help:"Add these layers, e.g. tokens,sentences."`
	Origins  bool     `help:"Add the file and the bytes of it that each entity was made from (jsonl)."`
	SafeCSV  bool     `name:"safe-csv" help:"Put an apostrophe before text a spreadsheet would take for a formula."`
}

// readFlags say how documents are read.
type readFlags struct {
	InputFormat string   `placeholder:"FORMAT" help:"Read every file as txt, html, jsonl, json, csv or tsv, whatever its name."`
	TextField   string   `default:"text" help:"Field or column that holds the text."`
	IDField     string   `default:"id" help:"Field or column that holds the id."`
	Include     []string `placeholder:"GLOB" help:"Files of directories to read."`
	Exclude     []string `placeholder:"GLOB" help:"Files of directories to leave out."`
	Encoding    string   `default:"auto" help:"Encoding of the files: auto, utf-8, utf-8-replace (what is damaged becomes U+FFFD, with a note), windows-1252, ..."`
}

// Run annotates the inputs.
func (c *runCommand) Run(s *session) error {
	stop, cancel := interruptible()
	defer cancel()
	ctx := context.Background() // an interrupt lets documents under way finish
	stdin := s.takeStdin(c.Inputs)
	runner, err := s.open(ctx, c.Pipeline, c.pipelineFlags, pipeline.Options{Layers: c.Layers})
	if err != nil {
		return err
	}
	encoder, err := write.New(c.Format, c.writeOptions(runner.Plan()))
	if err != nil {
		return err
	}
	reader, err := read.Open(c.Inputs, c.readOptions(runner.Plan(), stdin))
	if err != nil {
		return err
	}
	r := &annotation{session: s, command: c, runner: runner, reader: reader, encoder: encoder, begin: time.Now()}
	if c.Output == "" {
		err = r.toStdout(ctx, stop)
	} else {
		err = r.toDirectory(ctx, stop)
	}
	return errors.Join(err, runner.Close())
}

func (c *runCommand) writeOptions(p *pipeline.Plan) write.Options {
	o := write.Defaults()
	o.Offsets, _ = document.ParseUnit(c.Offsets) // kong allows only what it knows
	o.WithText, o.Layers, o.SafeCSV = c.WithText, c.layers(p), c.SafeCSV
	o.Origins, o.Pipeline = c.Origins, pipelineName(p)
	o.Title = p.Config.Name
	return o
}

// layers returns the names of the layers asked for; * stands for all.
func (c *runCommand) layers(p *pipeline.Plan) []string {
	if !slices.Contains(c.Layers, "*") {
		return c.Layers
	}
	return slices.DeleteFunc(slices.Clone(p.Output), func(name string) bool { return name == document.Entities })
}

// pipelineName names a pipeline and its version: support@sha256:1c9e...
func pipelineName(p *pipeline.Plan) string { return p.Config.Name + "@" + p.Config.Digest() }

func (c *runCommand) readOptions(p *pipeline.Plan, stdin io.Reader) read.Options {
	return read.Options{
		Format: c.InputFormat, TextField: c.TextField, IDField: c.IDField,
		Include: c.Include, Exclude: c.Exclude, Encoding: c.Encoding,
		MaxDocument: p.Config.Run.MaxDocument, Stdin: stdin,
	}
}

// takeStdin returns standard input when it is among the inputs, before plugin
// processes are started.
func (s *session) takeStdin(inputs []string) io.Reader {
	for _, input := range inputs {
		if input != "-" {
			continue
		}
		if isTerminal(s.stdin) && !s.cli.Quiet {
			fmt.Fprintln(s.stderr, "reading standard input; end it with Ctrl-D")
		}
		return s.stdin
	}
	return nil
}

// identity is everything that decides what the run writes.
func (c *runCommand) identity(p *pipeline.Plan) output.Identity {
	return output.Identity{
		Pipeline: pipelineName(p),
		Plugins:  map[string]string{"runner": version().Version + " " + version().Commit},
		Inputs:   c.Inputs,
		Options: map[string]string{
			"offsets": c.Offsets, "with_text": fmt.Sprint(c.WithText), "layers": strings.Join(c.Layers, ","), "origins": fmt.Sprint(c.Origins),
			"safe_csv": fmt.Sprint(c.SafeCSV), "input_format": c.InputFormat, "text_field": c.TextField,
			"id_field": c.IDField, "include": strings.Join(c.Include, ","), "exclude": strings.Join(c.Exclude, ","),
			"encoding": c.Encoding,
		},
	}
}

// An annotation is one run of documents.
type annotation struct {
	session *session
	command *runCommand
	runner  *pipeline.Runner
	reader  *read.Reader
	encoder write.Encoder
	begin   time.Time
}

func (a *annotation) toStdout(ctx, stop context.Context) error {
	dead := a.session.stderr
	if a.command.Dead != "" {
		f, err := os.Create(a.command.Dead)
		if err != nil {
			return fmt.Errorf("--dead: %w", err)
		}
		defer func() { _ = f.Close() }()
		dead = f
	}
	out := output.NewStream(a.encoder, a.session.stdout, dead)
	read, err := a.annotate(ctx, stop, out)
	if err != nil {
		_ = out.Flush() // what is done is not lost
		return err
	}
	counts, err := out.Finish(read)
	if err != nil {
		return fmt.Errorf("writing results: %w", err)
	}
	return verdictOf(counts)
}

func (a *annotation) toDirectory(ctx, stop context.Context) error {
	c := a.command
	dir, err := output.Open(c.Output, c.identity(a.runner.Plan()), output.Options{
		Encoder: a.encoder, Restart: c.Restart,
		Retry: fmt.Sprintf("runner run -p %s -o NEW_DIRECTORY PATH", c.Pipeline),
	})
	if err != nil {
		return err
	}
	if dir.Complete() {
		a.say("%s: complete already (%s); --restart does it again\n", c.Output, dir.Counts())
		return errors.Join(verdictOf(dir.Counts()), dir.Close())
	}
	if n := dir.Resume(); n > 0 {
		a.say("%s: going on after %d documents\n", c.Output, n)
	}
	read, err := a.annotate(ctx, stop, dir)
	if err != nil {
		if errors.Is(err, batch.ErrStopped) {
			err = fmt.Errorf("stopped after %d documents; run the same command to go on", dir.Counts().In)
		}
		return errors.Join(err, dir.Close())
	}
	m, err := dir.Finish(read, time.Since(a.begin))
	if err = errors.Join(err, dir.Close()); err != nil {
		return err
	}
	a.say("%s in %s: %s\n", c.Output, time.Since(a.begin).Round(time.Millisecond), m.Counts)
	if m.Counts.Dead > 0 {
		a.say("why: %s\n", dir.DeadLetters())
	}
	return verdictOf(m.Counts)
}

// annotate carries the documents, showing progress on a terminal.
func (a *annotation) annotate(ctx, stop context.Context, out batch.Output) (int, error) {
	var p batch.Progress
	hide := a.session.showProgress(&p)
	defer hide()
	return batch.Run(ctx, stop, a.runner, a.reader, out, &p)
}

func (a *annotation) say(format string, args ...any) {
	if !a.session.cli.Quiet {
		fmt.Fprintf(a.session.stderr, format, args...)
	}
}

// verdictOf makes dead letters the exit code 1.
func verdictOf(c output.Counts) error {
	if c.Dead > 0 {
		return errFindings
	}
	return nil
}
