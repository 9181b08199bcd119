package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
	"golang.org/x/term"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/host"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/pipelines"
)

// A session is one call of the runner: its streams, its flags and the plugin
// processes it has started.
type session struct {
	cli            *cli
	stdin          io.Reader
	stdout, stderr io.Writer
	log            *slog.Logger
	model          *kong.Application
	args           []string   // the command line
	plugins        *host.Host // nil until the first pipeline is loaded
}

func newSession(c *cli, stdin io.Reader, stdout, stderr io.Writer) *session {
	return &session{cli: c, stdin: stdin, stdout: stdout, stderr: stderr, log: newLogger(c, stderr)}
}

// host starts the host of the plugin processes on first use.
func (s *session) host() (*host.Host, error) {
	if s.plugins != nil {
		return s.plugins, nil
	}
	attach, err := host.ParseAttachments(os.Getenv(plugin.EnvReattach))
	if err != nil {
		return nil, err
	}
	h, err := host.New(host.Options{Logger: s.log, Attach: attach, LogText: s.cli.LogText})
	if err != nil {
		return nil, err
	}
	s.plugins = h
	return h, nil
}

func (s *session) close() error {
	if s.plugins == nil {
		return nil
	}
	return s.plugins.Close()
}

// pipelineFlags are shared by the commands that take a pipeline.
type pipelineFlags struct {
	Set []string `sep:"none" placeholder:"KEY=VALUE" help:"Override a value, e.g. --set stages.rules.with.budget=1s."`
}

// load reads and plans a pipeline.
func (s *session) load(ctx context.Context, path string, flags pipelineFlags, opts pipeline.Options) (*pipeline.Plan, diag.List, error) {
	defer plugin.RelaxGC()()
	h, err := s.host()
	if err != nil {
		return nil, nil, err
	}
	if opts.Builtin, err = builtinCommand(); err != nil {
		return nil, nil, err
	}
	plan, diags := pipeline.Load(ctx, h, pipeline.Source{Path: path, Set: flags.Set, Library: pipelines.Library(), Options: opts})
	if ctx.Err() != nil { // what is wrong then is only that
		return nil, nil, errInterrupted
	}
	return plan, diags, nil
}

// open loads a pipeline, prints what is wrong with it, and starts it.
func (s *session) open(ctx context.Context, path string, flags pipelineFlags, opts pipeline.Options) (*pipeline.Runner, error) {
	plan, diags, err := s.load(ctx, path, flags, opts)
	if err != nil {
		return nil, err
	}
	if plan == nil {
		return nil, diags
	}
	if !s.cli.Quiet {
		s.report(diags)
	}
	return pipeline.Open(ctx, pipeline.Processes(s.plugins), plan)
}

// describe returns what the built-in kinds say of themselves.
func (s *session) describe(ctx context.Context) (plugin.Description, error) {
	h, err := s.host()
	if err != nil {
		return plugin.Description{}, err
	}
	builtin, err := builtinCommand()
	if err != nil {
		return plugin.Description{}, err
	}
	return pipeline.Catalog(h, builtin).Builtin(ctx)
}

// report prints diagnostics to standard error.
func (s *session) report(diags diag.List) {
	if len(diags) == 0 {
		return
	}
	if s.cli.JSON {
		_ = diag.JSON(s.stderr, diags)
		return
	}
	_ = diag.Human(s.stderr, diags, os.ReadFile, colored(s.stderr))
}

// finish prints what went wrong and returns the exit code.
func (s *session) finish(err error) int {
	if err == nil {
		return exitOK
	}
	if err = besides(err, errFindings); err == nil {
		return exitFindings
	}
	if errors.Is(err, syscall.EPIPE) { // the reader of our output has gone: `runner ... | head`
		return exitOK
	}
	if errors.Is(err, context.Canceled) {
		err = errInterrupted
	}
	var list diag.List
	switch {
	case errors.As(err, &list):
		s.report(list)
	case s.cli.JSON:
		_ = diag.JSON(s.stderr, diag.From(err, "runner.failed"))
	default:
		fmt.Fprintf(s.stderr, "runner: %s\n", withHint(err))
	}
	return exitUnusable
}

// besides returns what is joined in err beside one error, or nil.
func besides(err, known error) error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok && errors.Is(err, known) {
		var rest []error
		for _, e := range joined.Unwrap() {
			rest = append(rest, besides(e, known))
		}
		return errors.Join(rest...)
	}
	if errors.Is(err, known) {
		return nil
	}
	return err
}

// withHint renders an error with what to do about it on a line of its own.
func withHint(err error) string {
	var d diag.Diagnostic
	if errors.As(err, &d) && d.Hint != "" {
		if summary, ok := strings.CutSuffix(err.Error(), "; "+d.Hint); ok {
			return summary + "\n  hint: " + d.Hint
		}
	}
	return err.Error()
}

// say tells people what happens, unless they want to hear errors only, or a
// program listens.
func (s *session) say(format string, args ...any) {
	if !s.cli.Quiet && !s.cli.JSON {
		fmt.Fprintf(s.stderr, format, args...)
	}
}

// printJSON writes a report to standard output.
func (s *session) printJSON(v any) error { return printJSON(s.stdout, v) }

func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// colored reports whether w is a terminal that wants colour.
func colored(w io.Writer) bool { return isTerminal(w) && os.Getenv("NO_COLOR") == "" }

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
