package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/pipeline"
)

// explainCommand is `runner explain`.
type explainCommand struct {
	Pipeline string `short:"p" required:"" placeholder:"FILE" help:"Pipeline file."`
	Text     string `arg:"" optional:"" default:"-" help:"The text, or - for standard input."`
	Missing  string `placeholder:"TEXT" help:"Say why this text is no entity."`
	pipelineFlags
}

// Run annotates the text and explains every decision.
func (c *explainCommand) Run(s *session) error {
	ctx, stop := s.interruptible()
	defer stop()
	text := c.Text
	if text == "-" {
		data, err := io.ReadAll(s.stdin)
		if err != nil {
			return fmt.Errorf("reading standard input: %w", err)
		}
		text = string(data)
	}
	doc, err := document.New("text", text)
	if err != nil {
		return err
	}
	if c.Missing != "" && !strings.Contains(text, c.Missing) {
		return fmt.Errorf("--missing: the text does not hold %q", c.Missing)
	}
	runner, err := s.open(ctx, c.Pipeline, c.pipelineFlags, pipeline.Options{Layers: []string{"*"}, Vectors: true})
	if err != nil {
		return err
	}
	return errors.Join(c.explain(ctx, s, runner, doc), runner.Close())
}

func (c *explainCommand) explain(ctx context.Context, s *session, runner *pipeline.Runner, doc *document.Document) error {
	results, err := runner.Annotate(ctx, []*document.Document{doc})
	if err != nil {
		return err
	}
	if f := results[0].Failure; f != nil {
		return fmt.Errorf("stage %q failed on the text: %s", f.Stage, f.Message)
	}
	account, err := runner.Account(ctx, results[0].Document, c.Missing)
	if err != nil {
		return err
	}
	if s.cli.JSON {
		return s.printJSON(account)
	}
	return printAccount(s.stdout, account)
}

func printAccount(w io.Writer, a *pipeline.Account) error {
	var b strings.Builder
	for _, l := range a.Languages {
		printLanguage(&b, l)
	}
	if len(a.Entities) == 0 {
		b.WriteString("no entities\n")
	}
	for _, e := range a.Entities {
		printEntity(&b, e)
	}
	for _, m := range a.Missing {
		printMissing(&b, m)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// printLanguage prints what language a stretch is in, and who is not for it.
func printLanguage(b *strings.Builder, l pipeline.AccountLanguage) {
	language, score := l.Language, ""
	if language == "" {
		language = "unknown"
	}
	if l.Score != nil {
		score = fmt.Sprintf("  score %.2f", *l.Score)
	}
	fmt.Fprintf(b, "language %s  bytes %d-%d%s\n", language, l.Start, l.End, score)
	for _, why := range l.Evidence {
		fmt.Fprintf(b, "    %s  %s\n", why.Key, why.Value)
	}
	if len(l.Without) > 0 {
		fmt.Fprintf(b, "    without  %s\n", strings.Join(l.Without, ", "))
	}
}

// printEntity prints an entity, below and to the right of the one it is in: what
// is known of it (name = value), then why it was found.
func printEntity(b *strings.Builder, e pipeline.AccountEntity) {
	indent := strings.Repeat("    ", e.Depth)
	score := ""
	if e.Score != nil {
		score = fmt.Sprintf("  score %.2f", *e.Score)
	}
	fmt.Fprintf(b, "%s%s  %q  bytes %d-%d%s\n", indent, e.Label, e.Text, e.Start, e.End, score)
	for _, a := range e.Attributes {
		fmt.Fprintf(b, "%s    %s = %s\n", indent, a.Key, a.Value)
	}
	width := len("beat")
	for _, why := range e.Evidence {
		width = max(width, len(why.Key))
	}
	for _, why := range e.Evidence {
		fmt.Fprintf(b, "%s    %-*s  %s\n", indent, width, why.Key, why.Value)
	}
	for _, l := range e.Losers {
		fmt.Fprintf(b, "%s    %-*s  %s %q from %s, by %s\n", indent, width, "beat", l.Label, l.Text, l.Source, byWord(l))
	}
	for _, stage := range e.Reasons {
		for _, r := range stage.Reasons {
			fmt.Fprintf(b, "%s    %s\n", indent, r.Message)
		}
	}
}

func byWord(d pipeline.AccountDecision) string {
	if d.By == "" {
		return strings.ReplaceAll(d.Outcome, "_", " ")
	}
	return strings.ReplaceAll(d.By, "_", " ")
}

func printMissing(b *strings.Builder, m pipeline.AccountMissing) {
	fmt.Fprintf(b, "\nbytes %d-%d: ", m.Start, m.End)
	switch {
	case m.Found:
		b.WriteString("it is an entity, see above\n")
	case len(m.Candidates) == 0:
		b.WriteString("no stage proposed anything here\n")
	default:
		b.WriteString("candidates that touch it:\n")
	}
	for _, d := range m.Candidates {
		fmt.Fprintf(b, "    %s %q from %s: %s", d.Label, d.Text, d.Source, strings.ReplaceAll(d.Outcome, "_", " "))
		if len(d.LostTo) > 0 {
			fmt.Fprintf(b, " to %s", strings.Join(d.LostTo, "; "))
		}
		if d.By != "" {
			fmt.Fprintf(b, " by %s", strings.ReplaceAll(d.By, "_", " "))
		}
		b.WriteString("\n")
	}
	for _, stage := range m.Reasons {
		for _, r := range stage.Reasons {
			fmt.Fprintf(b, "    %s: %s", stage.Stage, r.Message)
			if r.Origin != "" {
				fmt.Fprintf(b, " (%s)", r.Origin)
			}
			b.WriteString("\n")
		}
	}
}
