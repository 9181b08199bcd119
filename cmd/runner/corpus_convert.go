package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"text/tabwriter"

	"github.com/onomast/onomast/core/plugin"
	annotated "github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats"
	"github.com/onomast/onomast/corpus/formats/convert"
)

// convertCommand is `runner corpus convert`.
type convertCommand struct {
	Inputs      []string `arg:"" name:"input" help:"Annotated files, directories of them, or - for standard input."`
	To          string   `required:"" placeholder:"FORMAT" help:"Format to write: ${formats}."`
	From        string   `placeholder:"FORMAT" help:"Format of the inputs, instead of what they look like."`
	Output      string   `short:"o" placeholder:"FILE|DIR" help:"Where to write: a file, or a directory (it exists, or the name ends in /) with a file for each input. Without it: standard output."`
	Unit        string   `placeholder:"UNIT" help:"What offsets of the inputs count, instead of what fits their text: codepoint, utf16, byte."`
	Offsets     string   `placeholder:"UNIT" help:"What offsets of the output count, instead of what is usual in its format."`
	Scheme      string   `placeholder:"SCHEME" help:"Tag scheme to write: IOB2, BIOES, BILOU, IOB1, IOE2."`
	Repair      string   `enum:"conlleval,strict" default:"conlleval" help:"What becomes of tags that break their scheme: conlleval (they begin an entity) or strict (it is left out)."`
	SplitTokens bool     `help:"Split tokens where a span begins or ends inside of one, instead of moving the span."`
	Encoding    string   `default:"auto" help:"Encoding of the inputs: auto (UTF-8, or UTF-16 with a byte order mark), windows-1252, ..."`
	MaxDocument int64    `default:"16777216" help:"Largest record, in bytes."`
	MaxFile     int64    `default:"1073741824" help:"Largest file of a format that is read whole, unpacked, in bytes."`
	Strict      bool     `help:"Fail if anything of a span is lost or changed."`
	Report      string   `placeholder:"FILE" help:"Write all that is lost, changed or worth knowing as JSON lines."`
	List        int      `default:"20" help:"How many problems to list."`
}

// Run converts the inputs.
func (c *convertCommand) Run(s *session) error {
	ctx, stop := s.interruptible()
	defer stop()
	to, err := formats.Named(c.To)
	if err != nil {
		return err
	}
	if !to.Whole { // little is alive at a time
		defer plugin.RelaxGC()()
	}
	var tokens localTokenizer
	full, finish, err := c.full()
	if err != nil {
		return err
	}
	worst := listing{most: c.List}
	report, err := convert.Run(ctx, convert.Options{
		Inputs: c.Inputs, To: to, Unit: c.Offsets, Scheme: c.Scheme, Output: c.Output, SplitTokens: c.SplitTokens,
		Read: formats.Options{
			Format: c.From, Unit: c.Unit, Encoding: c.Encoding, Repair: annotated.Repair(c.Repair), Limit: c.MaxDocument, Whole: c.MaxFile,
		},
		Stdin: s.takeStdin(c.Inputs), Stdout: s.stdout, Tokenize: tokens.tokenize, Full: full,
		List: worst.add,
	})
	worst.print(s, c.hint())
	if err = errors.Join(err, finish(), tokens.close()); err != nil {
		return err
	}
	return errors.Join(c.print(s, report), c.verdict(report))
}

// A listing keeps the first problems of each effect.
type listing struct {
	most int
	all  map[annotated.Effect][]annotated.Problem
	n    int
}

func (l *listing) add(p annotated.Problem) {
	if p.Effect == annotated.Noted {
		return
	}
	l.n++
	if l.all == nil {
		l.all = map[annotated.Effect][]annotated.Problem{}
	}
	if len(l.all[p.Effect]) < l.most {
		l.all[p.Effect] = append(l.all[p.Effect], p)
	}
}

// print lists the worst problems; hint says where the others are.
func (l *listing) print(s *session, hint string) {
	left := l.most
	for _, effect := range []annotated.Effect{annotated.Failed, annotated.Lost, annotated.Changed, annotated.Reduced} {
		for _, p := range l.all[effect][:min(left, len(l.all[effect]))] {
			s.say("%s: %s\n", effect, p.Error())
			left--
		}
	}
	if more := l.n - (l.most - left); more > 0 {
		s.say("... and %d more%s\n", more, hint)
	}
}

// hint says how to get the whole list.
func (c *convertCommand) hint() string {
	if c.Report != "" {
		return ": see " + c.Report
	}
	return "; --report FILE has all of them"
}

// full opens the file of --report.
func (c *convertCommand) full() (io.Writer, func() error, error) {
	if c.Report == "" {
		return nil, func() error { return nil }, nil
	}
	f, err := os.Create(c.Report)
	if err != nil {
		return nil, nil, fmt.Errorf("--report: %w", err)
	}
	w := bufio.NewWriter(f)
	return w, func() error { return errors.Join(w.Flush(), f.Close()) }, nil
}

// verdict makes records that could not be read the exit code 1, and with --strict
// everything that is not as it was.
func (c *convertCommand) verdict(r *convert.Report) error {
	if r.Of(annotated.Failed) > 0 || c.Strict && !r.Faithful() {
		return errFindings
	}
	return nil
}

// print says what became of the documents. Standard output may be the documents.
func (c *convertCommand) print(s *session, r *convert.Report) error {
	if s.cli.JSON {
		if c.Output == "" || c.Output == "-" {
			return printJSON(s.stderr, r)
		}
		return s.printJSON(r)
	}
	if s.cli.Quiet {
		return nil
	}
	for _, f := range r.Files {
		s.say("%s: %s; offsets: %s; %d documents, %d entities\n", f.Path, f.Format, f.Offsets, f.Documents, f.Entities)
	}
	if r.Skipped > 0 {
		s.say("%d files of directories are in no known format and were left out\n", r.Skipped)
	}
	if len(r.Problems) > 0 {
		t := tabwriter.NewWriter(s.stderr, 2, 8, 2, ' ', 0)
		for _, p := range r.Problems {
			fmt.Fprintf(t, "  %s\t%s\t%d\t%s\n", p.Effect, p.Code, p.Count, p.Message)
		}
		if err := t.Flush(); err != nil {
			return err
		}
	}
	s.say("%s: %s\n", r.To, r)
	return nil
}
