package main

import (
	"errors"
	"io"

	annotated "github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/stats"
	"github.com/onomast/onomast/corpus/stats/page"
)

// statsCommand is `runner corpus stats`.
type statsCommand struct {
	corpusFlags
	HTML string `name:"html" placeholder:"FILE" help:"Write the figures as one self-contained page with plots."`
}

// Run counts what is in the inputs.
func (c *statsCommand) Run(s *session) error {
	ctx, stop := s.interruptible()
	defer stop()
	corpus, err := c.open(s)
	if err != nil {
		return err
	}
	var collector stats.Collector
	err = corpus.Each(ctx, func(d *annotated.Document) error { collector.Add(d); return nil })
	if err = errors.Join(err, corpus.Close()); err != nil {
		return err
	}
	report := collector.Report()
	report.Input = corpus.Summary()
	if s.cli.JSON {
		err = s.printJSON(report)
	} else if !s.cli.Quiet {
		err = report.Table(s.stdout)
	}
	if err == nil {
		err = writeReport(c.HTML, func(w io.Writer) error { return page.Write(w, report) })
	}
	return errors.Join(err, s.unread(report.Input))
}
