package split

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/onomast/onomast/core/table"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/scan"
)

// A Report says what came into which part. Lists are in the order of the parts.
type Report struct {
	Parts []string `json:"parts"`
	// Shares are those asked for.
	Shares    []float64 `json:"shares"`
	Documents []int     `json:"documents"`
	Entities  []int     `json:"entities"`
	// Labels hold how many entities of each are in each part.
	Labels map[string][]int `json:"labels"`
	// Units, Bound, Largest, Rare, Alone, Kept and Moved are those of [Plan].
	Units   int           `json:"units"`
	Bound   int           `json:"units_of_several_documents"`
	Largest int           `json:"documents_of_largest_unit"`
	Rare    []string      `json:"rare_labels"`
	Alone   int           `json:"documents_without_group,omitempty"`
	Kept    int           `json:"kept,omitempty"`
	Moved   int           `json:"moved,omitempty"`
	Input   *scan.Summary `json:"input"`
}

func newReport(p *Plan) *Report {
	n := len(p.Parts)
	r := &Report{
		Documents: make([]int, n), Entities: make([]int, n), Labels: map[string][]int{},
		Units: p.Units, Bound: p.Bound, Largest: p.Largest, Rare: p.Rare, Alone: p.Alone, Kept: p.Kept, Moved: p.Moved,
	}
	if r.Rare == nil {
		r.Rare = []string{}
	}
	for _, part := range p.Parts {
		r.Parts, r.Shares = append(r.Parts, part.Name), append(r.Shares, part.Share)
	}
	return r
}

func (r *Report) add(part int, d *annotation.Document) {
	r.Documents[part]++
	r.Entities[part] += len(d.Entities)
	for i := range d.Entities {
		counts := r.Labels[d.Entities[i].Label]
		if counts == nil {
			counts = make([]int, len(r.Parts))
			r.Labels[d.Entities[i].Label] = counts
		}
		counts[part]++
	}
}

// Total is the sum of the counts of all parts.
func Total(counts []int) int {
	sum := 0
	for _, n := range counts {
		sum += n
	}
	return sum
}

// Table prints the report for a terminal.
func (r *Report) Table(w io.Writer) error {
	t := table.Table{Header: append(append([]string{""}, r.Parts...), "all")}
	r.row(&t, "documents", r.Documents, true)
	r.row(&t, "entities", r.Entities, true)
	names := slices.SortedFunc(maps.Keys(r.Labels), func(a, b string) int {
		return cmp.Or(Total(r.Labels[b])-Total(r.Labels[a]), cmp.Compare(a, b))
	})
	for _, name := range names {
		shown := "  " + name
		if slices.Contains(r.Rare, name) {
			shown = "* " + name
		}
		r.row(&t, shown, r.Labels[name], true)
	}
	if err := t.Print(w); err != nil {
		return err
	}
	for _, note := range r.notes() {
		if _, err := fmt.Fprintln(w, note); err != nil {
			return err
		}
	}
	return nil
}

// mostShares is how many parts a table has room to give shares for.
const mostShares = 3

func (r *Report) row(t *table.Table, name string, counts []int, shares bool) {
	all := Total(counts)
	row := []string{name}
	for _, n := range counts {
		cell := table.Number(n)
		if shares && len(counts) <= mostShares {
			cell += fmt.Sprintf(" %7s", table.Percent(n, all))
		}
		row = append(row, cell)
	}
	t.Add(append(row, table.Number(all))...)
}

// notes say what one has to know of the figures.
func (r *Report) notes() []string {
	var out []string
	note := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if len(r.Rare) > 0 {
		note("* rare: spread over the parts by rank instead of by hash")
	}
	if r.Bound > 0 {
		note("%s of documents that stay together (same group, same or nearly the same text); the largest has %s",
			table.Count(r.Bound, "set", "sets"), table.Count(r.Largest, "document", "documents"))
	}
	all := Total(r.Documents)
	if all >= 20 && r.Largest*4 > all {
		note("warning: the largest set is %s of all documents, so the shares cannot hold; is the group too wide?", table.Percent(r.Largest, all))
	}
	if r.Alone > 0 {
		note("warning: %s no group and may go anywhere", table.Count(r.Alone, "document has", "documents have"))
	}
	if r.Kept+r.Moved > 0 {
		note("%s kept where they were, %s moved because new documents bind them to others", table.Count(r.Kept, "text", "texts"), table.Number(r.Moved))
	}
	for i, name := range r.Parts {
		if r.Documents[i] == 0 && all > 0 {
			note("warning: %s is empty", name)
		}
	}
	return out
}
