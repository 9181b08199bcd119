package inspect

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/table"
	"github.com/onomast/onomast/plugins/crf/model"
)

// Text prints the report for people.
func (r *Report) Text(w io.Writer) error {
	t := &text{}
	t.line("%s, %s", size(r.Bytes), table.Count(len(r.Chains), "chain", "chains"))
	t.card(&r.Card)
	for i := range r.Chains {
		t.chain(&r.Chains[i])
	}
	_, err := io.WriteString(w, t.String())
	return err
}

type text struct{ strings.Builder }

func (t *text) line(format string, args ...any) { fmt.Fprintf(t, format+"\n", args...) }

// fact prints a line of the card, if there is something to say.
func (t *text) fact(name, value string) {
	if value != "" {
		t.line("%-12s %s", name, table.Plain(value))
	}
}

func (t *text) card(c *model.Card) {
	t.fact("name", c.Name)
	t.fact("description", c.Description)
	t.fact("licence", c.License)
	t.fact("languages", strings.Join(c.Languages, ", "))
	for _, s := range c.Data {
		t.fact(s.Role, fmt.Sprintf("%s, %s%s", s.Name, counted(&s), s.Digest))
	}
	if c.Algorithm != "" {
		t.fact("training", fmt.Sprintf("%s, %s, objective %.4g, seed %d", c.Algorithm, table.Count(c.Iterations, "iteration", "iterations"), c.Objective, c.Seed))
	}
	for _, key := range slices.Sorted(maps.Keys(c.Settings)) {
		t.fact("  "+key, c.Settings[key])
	}
	t.fact("command", c.Command)
	t.fact("version", c.Version)
	for _, s := range c.Scores {
		t.fact("on "+s.On, fmt.Sprintf("%-16s precision %.3f  recall %.3f  F1 %.3f  of %s", cmp.Or(s.Label, "all labels"), s.Precision, s.Recall, s.F1, table.Count(s.Support, "entity", "entities")))
	}
	if l := c.Loss; l != nil {
		cost := ""
		if l.F1 != nil {
			cost = fmt.Sprintf("; F1 on dev changed by %+.4f", *l.F1)
		}
		t.fact("rounding", fmt.Sprintf("weights as %s: they differ by %.2g on average, by %.2g at most%s", l.Quantise, l.Mean, l.Largest, cost))
	}
}

// counted says how much a source holds, as far as that is known.
func counted(s *model.Source) string {
	out := ""
	if s.Sentences > 0 {
		out += table.Count(s.Sentences, "sentence", "sentences") + ", "
	}
	n := 0
	for _, labels := range s.Labels {
		n += labels
	}
	if n > 0 {
		out += table.Count(n, "entity", "entities") + ", "
	}
	return out
}

func (t *text) chain(c *Chain) {
	name := "chain"
	if c.Name != "" {
		name += " " + c.Name
	}
	t.line("\n%s: %s with %s, %s of the scheme %s", name, table.Count(c.Features, "feature", "features"), table.Count(c.Weights, "weight", "weights"), table.Count(c.Tags, "tag", "tags"), c.Scheme)
	for _, r := range c.Resources {
		t.line("holds %s, %s", table.Plain(r.Name), size(int64(r.Bytes)))
	}
	for _, v := range c.Vectors {
		t.line("looks at vectors of the layer %s, of %s, at %s, with %s", table.Plain(v.Layer),
			table.Count(v.Dim, "number", "numbers"), strings.Trim(fmt.Sprint(v.Offsets), "[]"), table.Count(v.Weights, "weight", "weights"))
	}
	for i := range c.Labels {
		t.label(&c.Labels[i])
	}
	t.line("\ntransitions")
	show := func(x Transition) [2]string { return [2]string{fmt.Sprintf("%+.2f", x.Weight), x.From + " " + x.To} }
	t.sides(each(c.For, show), each(c.Against, show))
}

func (t *text) label(l *Label) {
	about := ""
	if l.Calibrated {
		about += ", calibrated"
	}
	if l.Threshold > 0 {
		about += fmt.Sprintf(", proposed from a score of %.3f", l.Threshold)
	}
	t.line("\n%s%s", table.Plain(l.Name), about)
	show := func(f Feature) [2]string {
		part, _, _ := strings.Cut(f.Tag, "-")
		return [2]string{fmt.Sprintf("%+.2f %s", f.Weight, part), f.Name}
	}
	t.sides(each(l.For, show), each(l.Against, show))
}

func each[T any](all []T, show func(T) [2]string) [][2]string {
	out := make([][2]string, len(all))
	for i := range all {
		out[i] = show(all[i])
	}
	return out
}

// sides prints what speaks for something beside what speaks against it.
func (t *text) sides(over, under [][2]string) {
	const widest = 34
	both := table.Table{Left: []int{1, 2, 3, 4}, Widest: widest}
	for i := range max(len(over), len(under)) {
		row := make([]string, 5)
		if i < len(over) {
			row[1], row[2] = over[i][0], over[i][1]
		}
		if i < len(under) {
			row[3], row[4] = under[i][0], under[i][1]
		}
		both.Add(row...)
	}
	_ = both.Print(t) // to memory
}

// size renders a number of bytes.
func size(n int64) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%d bytes", n)
}
