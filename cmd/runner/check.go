package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/pipelines"
)

// checkCommand is `runner check`.
type checkCommand struct {
	Pipelines []string `arg:"" name:"pipeline" help:"Pipeline files."`
	Format    string   `enum:"human,json,github,sarif" default:"human" help:"How mistakes are printed: human, json, github, sarif."`
	Strict    bool     `help:"Warnings fail the check, too."`
	pipelineFlags
}

// Run checks every file and prints every mistake.
func (c *checkCommand) Run(s *session) error {
	ctx, stop := s.interruptible()
	defer stop()
	var all diag.List
	for _, path := range c.Pipelines {
		found, err := c.check(ctx, s, path)
		if err != nil {
			return err
		}
		all = append(all, found...)
	}
	all = unique(all)
	if err := c.print(s, all); err != nil {
		return err
	}
	if all.HasErrors() || (c.Strict && all.Count(diag.Warning) > 0) {
		return errFindings
	}
	return nil
}

// unique drops what several pipelines inherit from one file.
func unique(list diag.List) diag.List {
	seen := make(map[diag.Diagnostic]bool, len(list))
	var out diag.List
	for _, d := range list {
		if !seen[d] {
			seen[d] = true
			out = append(out, d)
		}
	}
	return out
}

func (c *checkCommand) check(ctx context.Context, s *session, path string) (diag.List, error) {
	h, err := s.host()
	if err != nil {
		return nil, err
	}
	builtin, err := builtinCommand()
	if err != nil {
		return nil, err
	}
	defer plugin.RelaxGC()()
	diags, err := pipeline.Verify(ctx, h, pipeline.Source{
		Path: path, Set: c.Set, Library: pipelines.Library(), Options: pipeline.Options{Builtin: builtin, Thorough: true},
	})
	if ctx.Err() != nil { // what is wrong then is only that
		return nil, errInterrupted
	}
	return diags, err
}

func (c *checkCommand) print(s *session, all diag.List) error {
	format := c.Format
	if s.cli.JSON {
		format = "json"
	}
	switch format {
	case "json":
		return diag.JSON(s.stdout, all)
	case "github":
		return diag.GitHub(s.stdout, all)
	case "sarif":
		return diag.SARIF(s.stdout, all, version().Version)
	default:
		return c.printHuman(s, all)
	}
}

func (c *checkCommand) printHuman(s *session, all diag.List) error {
	if s.cli.Quiet && !all.HasErrors() {
		return nil
	}
	if len(all) > 0 {
		return diag.Human(s.stdout, all, os.ReadFile, colored(s.stdout))
	}
	return praise(s.stdout, c.Pipelines)
}

func praise(w io.Writer, paths []string) error {
	for _, path := range paths {
		if _, err := fmt.Fprintf(w, "%s: ok\n", path); err != nil {
			return err
		}
	}
	return nil
}
