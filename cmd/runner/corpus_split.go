package main

import (
	"errors"
	"fmt"

	"github.com/onomast/onomast/corpus/formats"
	"github.com/onomast/onomast/corpus/scan"
	"github.com/onomast/onomast/corpus/split"
)

// corpusFlags are shared by the commands that read annotated data.
type corpusFlags struct {
	Inputs      []string `arg:"" name:"input" help:"Annotated files, directories of them, or - for standard input."`
	From        string   `placeholder:"FORMAT" help:"Format of the inputs, instead of what they look like."`
	Unit        string   `placeholder:"UNIT" help:"What offsets of the inputs count, instead of what fits their text: codepoint, utf16, byte."`
	Encoding    string   `default:"auto" help:"Encoding of the inputs: auto (UTF-8, or UTF-16 with a byte order mark), windows-1252, ..."`
	MaxDocument int64    `default:"16777216" help:"Largest record, in bytes."`
}

func (f *corpusFlags) open(s *session) (*scan.Corpus, error) {
	return scan.Open(scan.Options{
		Inputs: f.Inputs, Stdin: s.takeStdin(f.Inputs),
		Read: formats.Options{Format: f.From, Unit: f.Unit, Encoding: f.Encoding, Limit: f.MaxDocument},
	})
}

// unread says what could not be read, and makes it the exit code 1.
func (s *session) unread(r *scan.Summary) error {
	for _, line := range r.Lines() {
		s.say("%s\n", line)
	}
	return found(!r.Whole())
}

// splitCommand is `runner corpus split`.
type splitCommand struct {
	corpusFlags
	Output  string  `short:"o" required:"" placeholder:"DIR" help:"Directory for train.jsonl, dev.jsonl and test.jsonl, or fold-1.jsonl and so on."`
	Ratio   string  `xor:"parts" placeholder:"80/10/10" help:"Shares of train/dev/test, or of train/test. Without it: 80/10/10."`
	Folds   int     `xor:"parts" placeholder:"K" help:"Make K equal folds instead."`
	Seed    uint64  `default:"1" help:"Another seed is another split."`
	GroupBy string  `placeholder:"KEY" help:"What stays together: group, file, annotator, id-prefix, id-prefix=SEP or field=NAME. Without it: the group that records state."`
	Similar float64 `default:"0.8" help:"Texts whose sets of three words are alike to this degree stay together (Jaccard index, up to 1)."`
	Rare    int     `default:"50" help:"Labels that fewer documents have are spread over the parts; 0: no label is."`
	Keep    string  `placeholder:"DIR" help:"Leave every text in the part where an earlier split has it."`
	Force   bool    `help:"Overwrite files of an earlier split."`
}

// Run splits the inputs.
func (c *splitCommand) Run(s *session) error {
	ctx, stop := s.interruptible()
	defer stop()
	opts, err := c.options()
	if err != nil {
		return err
	}
	if c.Keep != "" {
		if opts.Keep, err = split.Earlier(ctx, c.Keep, opts.Parts); err != nil {
			return fmt.Errorf("--keep: %w", err)
		}
	}
	corpus, err := c.open(s)
	if err != nil {
		return err
	}
	report, err := split.Run(ctx, corpus, opts, c.Output, c.Force)
	if err = errors.Join(err, corpus.Close()); err != nil {
		return err
	}
	if s.cli.JSON {
		err = s.printJSON(report)
	} else if !s.cli.Quiet {
		err = report.Table(s.stdout)
	}
	return errors.Join(err, s.unread(report.Input))
}

func (c *splitCommand) options() (o split.Options, err error) {
	o = split.Options{Seed: c.Seed, Similar: c.Similar, Rare: c.Rare}
	if c.Similar <= 0 || c.Similar > 1 {
		return o, fmt.Errorf("--similar %g: it must be over 0 and at most 1", c.Similar)
	}
	switch {
	case c.Folds != 0:
		o.Parts, err = split.Folds(c.Folds)
	case c.Ratio == "":
		o.Parts, err = split.Ratio("80/10/10")
	default:
		o.Parts, err = split.Ratio(c.Ratio)
	}
	if err != nil {
		return o, err
	}
	if c.GroupBy != "" {
		o.Group, err = split.GroupBy(c.GroupBy)
	}
	return o, err
}
