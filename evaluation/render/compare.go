package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/onomast/onomast/core/table"
	"github.com/onomast/onomast/evaluation"
)

// Comparison prints a comparison for a terminal, with at most so many of the entities
// gained, lost, fixed and introduced each.
func Comparison(w io.Writer, c *evaluation.Comparison, most int) error {
	t := &comparison{Comparison: c}
	t.line("%s", wrap("A  "+table.Plain(c.A), 0, "   "))
	t.line("%s", wrap("B  "+table.Plain(c.B), 0, "   "))
	t.line("%s, %s\n", table.Count(c.Documents, "document", "documents"), table.Count(c.Gold, "gold entity", "gold entities"))
	t.header("micro F1")
	for _, name := range []string{"strict", "exact", "partial", "type"} {
		d := c.Micro[name]
		t.row(name, &d, d.PRandom)
	}
	t.line("")
	t.header("labels, strict F1")
	for i := range c.Labels {
		l := &c.Labels[i]
		t.row(l.Label, &l.Difference, l.PHolm)
	}
	t.line("%s", wrap(fmt.Sprintf("p: how often a difference as large comes by chance (approximate randomisation, %s); that of labels is corrected for their number (Holm).", table.Count(c.Bootstrap.Resamples, "swap", "swaps")), 0, ""))
	t.changes("gained", "gold entities that B alone has right", c.Gained, most)
	t.changes("lost", "gold entities that A alone has right", c.Lost, most)
	t.changes("fixed", "wrong predictions of A alone", c.Fixed, most)
	t.changes("introduced", "wrong predictions of B alone", c.Introduced, most)
	for i, warning := range c.Warnings {
		if i == 0 {
			t.line("")
		}
		t.line("%s", wrap("note: "+table.Plain(warning), 0, "  "))
	}
	_, err := io.WriteString(w, t.String())
	return err
}

type comparison struct {
	strings.Builder
	*evaluation.Comparison
}

func (t *comparison) line(format string, args ...any) { fmt.Fprintf(&t.Builder, format+"\n", args...) }

func (t *comparison) header(name string) {
	t.line("%s %7s %7s %8s   %-16s %7s", left(name, first), "A", "B", "B - A", "95 %", "p")
}

func (t *comparison) row(name string, d *evaluation.Difference, p float64) {
	t.line("%s %7.3f %7.3f %+8.3f   %-16s %7.4f%s", left(table.Plain(name), first), d.A, d.B, d.Delta, fmt.Sprintf("%+.3f to %+.3f", d.CI95[0], d.CI95[1]), p, star(p))
}

func star(p float64) string {
	if p < 0.05 {
		return " *"
	}
	return ""
}

func (t *comparison) changes(name, what string, all []evaluation.Change, most int) {
	t.line("\n%s: %s %s", name, table.Number(len(all)), what)
	for i, c := range all {
		if i == most {
			t.line("  and %s more; --most shows them, --json lists them all", table.Number(len(all)-most))
			return
		}
		t.line("  %s %s  %s", left(table.Plain(c.Label), first-2), left(table.Plain(strings.Join(strings.Fields(c.Text), " ")), 32), table.Cut(c.Document, 20))
	}
}
