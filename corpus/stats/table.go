package stats

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/table"
)

// Table prints the report for a terminal.
func (r *Report) Table(w io.Writer) error {
	fmt.Fprintf(w, "%s, %s of %s\n\n", table.Count(r.Documents, "document", "documents"),
		table.Count(r.Entities, "entity", "entities"), table.Count(len(r.Labels), "label", "labels"))
	for _, t := range []*table.Table{r.splits(), r.labels(), r.shapes()} {
		if len(t.Rows) == 0 {
			continue
		}
		if err := t.Print(w); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
	}
	for _, note := range r.Notes() {
		if _, err := fmt.Fprintln(w, note); err != nil {
			return err
		}
	}
	return nil
}

func (r *Report) splits() *table.Table {
	t := &table.Table{Header: []string{"part", "documents", "without entities", "unlabelled", "entities", "median length", "", "longest"}, Left: []int{6}}
	for i := range r.Splits {
		s := &r.Splits[i]
		t.Add(s.Name, table.Number(s.Documents), number2(s.Negative, s.Documents-s.Unlabelled), dash(s.Unlabelled), table.Number(s.Entities),
			table.Number(s.Characters.Median), table.Spark(s.Characters.Counts()), table.Number(s.Characters.Longest))
	}
	return t
}

// barColumns is the width of the bars of labels.
const barColumns = 16

func (r *Report) labels() *table.Table {
	t := &table.Table{Header: []string{"entities", "all", "share", ""}, Left: []int{3}}
	several := len(r.Splits) > 1 && len(r.Splits) <= 4
	if several {
		for _, s := range r.Splits {
			t.Header = append(t.Header, s.Name)
		}
	}
	for i := range r.Labels {
		l := &r.Labels[i]
		row := []string{l.Name, table.Number(l.Entities), table.Percent(l.Entities, r.Entities), table.Bar(l.Share/r.Labels[0].Share, barColumns)}
		if several {
			for _, s := range r.Splits {
				row = append(row, table.Number(l.Splits[s.Name].Entities))
			}
		}
		t.Add(row...)
	}
	return t
}

func (r *Report) shapes() *table.Table {
	t := &table.Table{Header: []string{"shapes", "documents", "surfaces", "words", "", "longest", "characters", "nested", "crossing", "in parts"}, Left: []int{4}}
	for i := range r.Labels {
		l := &r.Labels[i]
		surfaces := table.Number(l.Surfaces.Count)
		if l.Surfaces.Estimated {
			surfaces = "~" + surfaces
		}
		t.Add(l.Name, table.Number(l.Documents), surfaces, fmt.Sprintf("%.1f", l.Words.Mean), table.Spark(l.Words.Counts()), table.Number(l.Words.Longest),
			fmt.Sprintf("%.1f", l.Characters.Mean), dash(l.Nested), dash(l.Crossing), dash(l.Discontinuous))
	}
	return t
}

// number2 renders a count and its share.
func number2(n, of int) string {
	return fmt.Sprintf("%s %7s", table.Number(n), table.Percent(n, of))
}

// dash renders a count; none is a dash.
func dash(n int) string {
	if n == 0 {
		return "–"
	}
	return table.Number(n)
}

// Notes say what the figures mean for those who train on the corpus, or judge by it.
func (r *Report) Notes() []string {
	var out []string
	note := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	m := &r.Imbalance
	if len(r.Labels) > 1 {
		note("imbalance: the most frequent label is %.1f times the least frequent; evenness %.2f (1: all alike)", m.Ratio, m.Evenness)
	}
	if len(m.Rare) > 0 {
		note("fewer than %d entities: %s", Few, list(m.Rare))
	}
	for _, name := range slices.Sorted(maps.Keys(m.Missing)) {
		note("no entity in %s: %s", name, list(m.Missing[name]))
	}
	deepest := 0
	for _, s := range r.Splits {
		deepest = max(deepest, s.Deepest)
	}
	if deepest > 1 {
		note("up to %d entities lie over one character", deepest)
	}
	if n := r.unlabelled(); n > 0 {
		note("%s not annotated and say nothing about labels", table.Count(n, "document is", "documents are"))
	}
	return out
}

func (r *Report) unlabelled() int {
	n := 0
	for _, s := range r.Splits {
		n += s.Unlabelled
	}
	return n
}

// list names a few.
func list(names []string) string {
	short := make([]string, len(names))
	for i, n := range names {
		short[i] = table.Cut(n, 40)
	}
	return diag.Some(short, 10)
}
