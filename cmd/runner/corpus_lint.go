package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	annotated "github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/lint"
	"github.com/onomast/onomast/corpus/scan"
)

// lintCommand is `runner corpus lint`.
type lintCommand struct {
	corpusFlags
	Strict  bool    `help:"Warnings fail, too."`
	List    int     `default:"5" help:"How many findings of each kind to list."`
	Report  string  `placeholder:"FILE" help:"Write all findings as JSON lines, with up to 100 places of each."`
	Similar float64 `default:"0.8" help:"Texts whose sets of three words are alike to this degree are nearly the same (Jaccard index, up to 1)."`
}

// Run checks the inputs.
func (c *lintCommand) Run(s *session) error {
	if c.Similar <= 0 || c.Similar > 1 {
		return fmt.Errorf("--similar %g: it must be over 0 and at most 1", c.Similar)
	}
	corpus, err := c.open(s)
	if err != nil {
		return err
	}
	found, err := c.lint(s, corpus)
	if err = errors.Join(err, corpus.Close()); err != nil {
		return err
	}
	if err := errors.Join(writeReport(c.Report, func(w io.Writer) error { return jsonLines(w, found) }), c.print(s, found, corpus.Summary())); err != nil {
		return err
	}
	return c.verdict(found)
}

func (c *lintCommand) lint(s *session, corpus *scan.Corpus) ([]lint.Finding, error) {
	ctx, stop := s.interruptible()
	defer stop()
	l := lint.New(lint.Options{Similar: c.Similar})
	if err := corpus.Each(ctx, func(d *annotated.Document) error { l.Learn(d); return nil }); err != nil {
		return nil, err
	}
	l.Between()
	err := corpus.Each(ctx, func(d *annotated.Document) error { l.Search(d); return nil })
	return l.Findings(corpus.Summary()), err
}

func jsonLines(w io.Writer, found []lint.Finding) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for i := range found {
		if err := enc.Encode(&found[i]); err != nil {
			return err
		}
	}
	return nil
}

func (c *lintCommand) print(s *session, found []lint.Finding, input *scan.Summary) error {
	switch {
	case s.cli.JSON:
		return s.printJSON(struct {
			Findings []lint.Finding `json:"findings"`
			Input    *scan.Summary  `json:"input"`
		}{found, input})
	case s.cli.Quiet:
		return nil
	case len(found) == 0:
		_, err := fmt.Fprintf(s.stdout, "%s: nothing found\n", documents(int64(input.Documents)))
		return err
	}
	more := "; --report FILE has all of them"
	if c.Report != "" {
		more = ": see " + c.Report
	}
	return lint.Print(s.stdout, found, c.List, more)
}

// verdict makes errors the exit code 1, and with --strict warnings.
func (c *lintCommand) verdict(list []lint.Finding) error {
	for i := range list {
		if list[i].Severity == lint.Error || c.Strict && list[i].Severity == lint.Warning {
			return errFindings
		}
	}
	return nil
}
