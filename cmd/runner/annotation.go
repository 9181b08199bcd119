package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/corpus/batch"
	"github.com/onomast/onomast/corpus/output"
	"github.com/onomast/onomast/corpus/read"
	"github.com/onomast/onomast/corpus/write"
)

// An annotation is one run of documents.
type annotation struct {
	session *session
	command *runCommand
	runner  *pipeline.Runner
	name    string // of the pipeline, with its digest
	files   *read.Reader
	only    *batch.Selection // nil: every document
	encoder write.Encoder
	tokens  localTokenizer // for formats of tokens
	begin   time.Time
}

// prepare starts the pipeline and looks at the inputs.
func (a *annotation) prepare(ctx context.Context) error {
	s, c := a.session, a.command
	stdin := s.takeStdin(c.Inputs)
	runner, err := s.open(ctx, c.Pipeline, c.pipelineFlags, pipeline.Options{Layers: c.Layers})
	if err != nil {
		return err
	}
	a.runner, a.begin = runner, time.Now()
	a.name = runner.Plan().Config.Name + "@" + runner.Plan().Config.Digest()
	opts := c.writeOptions(runner.Plan(), a.name)
	opts.Tokenize = a.tokens.tokenize
	if a.encoder, err = write.New(c.Format, opts); err == nil {
		a.files, err = read.Open(c.Inputs, c.readOptions(runner.Plan(), stdin))
	}
	if err == nil {
		a.only, err = c.selection(a.files)
	}
	if err != nil {
		return errors.Join(err, runner.Close())
	}
	return nil
}

// takeStdin returns standard input when it is among the inputs, before plugin
// processes are started.
func (s *session) takeStdin(inputs []string) io.Reader {
	for _, input := range inputs {
		if input != "-" {
			continue
		}
		if isTerminal(s.stdin) {
			s.say("reading standard input; end it with Ctrl-D\n")
		}
		return s.stdin
	}
	return nil
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
	if errors.Is(err, batch.ErrStopped) {
		return errors.New("stopped before the end of the input; what has been written is whole")
	}
	if err != nil {
		return err
	}
	counts, err := out.Finish(read)
	if err != nil {
		return err
	}
	a.sayLosses(counts)
	return errors.Join(a.met(), verdict(counts))
}

func (a *annotation) toDirectory(ctx, stop context.Context) error {
	id, err := a.identity(stop)
	if err != nil {
		return err
	}
	dir, err := output.Open(a.command.Output, id, output.Options{
		Encoder: a.encoder, Restart: a.command.Restart, Retry: a.command.retryCommand(), Tool: tool(),
	})
	if err != nil {
		return err
	}
	if dir.Complete() {
		a.session.say("%s: complete already: %s; --restart does it again\n", a.command.Output, dir.Counts())
		return errors.Join(a.report(dir.Counts()), verdict(dir.Counts()), dir.Close())
	}
	if n := dir.Resume(); n > 0 {
		a.session.say("%s: going on after %s\n", a.command.Output, documents(int64(n)))
	}
	read, err := a.annotate(ctx, stop, dir)
	if errors.Is(err, batch.ErrStopped) {
		err = dir.Close()
		if err == nil {
			err = fmt.Errorf("stopped; %s done: run the same command to go on", documents(int64(dir.Safe())))
		}
		return err
	}
	if err != nil {
		return errors.Join(err, dir.Close())
	}
	return a.finish(dir, read)
}

// finish closes the books and says what became of the documents.
func (a *annotation) finish(dir *output.Directory, read int) error {
	took := time.Since(a.begin)
	m, err := dir.Finish(read, took)
	if err = errors.Join(err, dir.Close()); err != nil {
		return err
	}
	if err := a.report(m.Counts); err != nil {
		return err
	}
	a.session.say("%s: %s in %s\n", a.command.Output, m.Counts, took.Round(time.Millisecond))
	a.sayLosses(m.Counts)
	if m.Counts.Dead > 0 {
		a.session.say("dead letters are in %s: %s\n", dir.DeadLetters(), tally(m.Counts.DeadBy))
	}
	return errors.Join(a.met(), verdict(m.Counts))
}

// sayLosses tells what the format cannot hold of what was found.
func (a *annotation) sayLosses(counts output.Counts) {
	if len(counts.Losses) > 0 {
		a.session.say("the format %s cannot hold all of what was found: %s\n", a.command.Format, tally(counts.Losses))
	}
}

// report tells programs what became of the documents.
func (a *annotation) report(counts output.Counts) error {
	if !a.session.cli.JSON {
		return nil
	}
	return a.session.printJSON(struct {
		Output string        `json:"output"`
		Counts output.Counts `json:"counts"`
	}{a.command.Output, counts})
}

// annotate carries the documents, showing progress on a terminal.
func (a *annotation) annotate(ctx, stop context.Context, out batch.Output) (int, error) {
	var in batch.Reader = a.files
	if a.only != nil {
		in = a.only
	}
	var p batch.Progress
	hide := a.showProgress(ctx, &p)
	defer hide()
	return batch.Run(ctx, stop, a.runner, in, out, &p)
}

// met makes documents that were asked for and are not there an error.
func (a *annotation) met() error {
	if a.only == nil {
		return nil
	}
	if missing := a.only.Missing(); len(missing) > 0 {
		return unmet(missing)
	}
	return nil
}

// verdict makes dead letters the exit code 1.
func verdict(c output.Counts) error {
	if c.Dead > 0 {
		return errFindings
	}
	return nil
}

func unmet(ids []string) error {
	return diag.Diagnostic{
		Severity: diag.Error, Code: "input.no-such-document",
		Summary: fmt.Sprintf("the inputs hold no document of the id %s", diag.Some(ids, 5)),
		Hint:    "ids are those of results: the path of a file as it was given, or the id of a record",
	}
}
