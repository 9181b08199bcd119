// Package page writes the figures of a corpus as one self-contained HTML page with plots.
// It loads nothing, and its policy lets no other script run.
package page

import (
	_ "embed" // the page
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/onomast/onomast/core/look"
	"github.com/onomast/onomast/corpus/stats"
)

//go:embed page.html
var markup string

// Write writes the page.
func Write(w io.Writer, r *stats.Report) error {
	t, err := template.New("page").Funcs(template.FuncMap{
		"f1": func(x float64) string { return fmt.Sprintf("%.1f", x) },
		"percent": func(n, of int) string {
			if of == 0 {
				return "–"
			}
			return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(of))
		},
		"minus": func(a, b int) int { return a - b },
	}).Parse(markup)
	if err != nil {
		return fmt.Errorf("page: %w", err)
	}
	if err := t.Execute(w, newView(r)); err != nil {
		return fmt.Errorf("page: %w", err)
	}
	return nil
}

// A view is what the page shows.
type view struct {
	*stats.Report
	Style                     template.CSS
	Script                    template.JS
	StyleDigest, ScriptDigest string
	Cards                     []card
	Bars                      []stack
	Legend                    []legend
	Rows                      []row
	Documents                 []plot
	Notes                     []string
	Inputs                    string
}

// A card is a figure at the top of the page.
type card struct{ Name, Value, Note string }

// A row is a label in the table.
type row struct {
	stats.Label
	Percent string
	Cells   []int // entities of each part
	Plot    plot  // of the lengths in words
}

func newView(r *stats.Report) *view {
	v := &view{
		Report: r, Style: template.CSS(look.Style()), Script: template.JS(look.Tables()),
		StyleDigest: look.Digest(look.Style()), ScriptDigest: look.Digest(look.Tables()), Notes: r.Notes(),
	}
	v.cards()
	v.Bars, v.Legend = stacks(r)
	for _, l := range r.Labels {
		one := row{Label: l, Percent: fmt.Sprintf("%.1f %%", 100*l.Share), Plot: newPlot("words of "+l.Name, &l.Words, 96, 18)}
		for _, s := range r.Splits {
			one.Cells = append(one.Cells, l.Splits[s.Name].Entities)
		}
		v.Rows = append(v.Rows, one)
	}
	for i := range r.Splits {
		v.Documents = append(v.Documents, newPlot(r.Splits[i].Name, &r.Splits[i].Characters, 320, 90))
	}
	if r.Input != nil {
		v.Inputs = inputs(r)
	}
	return v
}

func (v *view) cards() {
	negative, labelled := 0, 0
	for _, s := range v.Splits {
		negative += s.Negative
		labelled += s.Documents - s.Unlabelled
	}
	add := func(name, note, format string, args ...any) {
		v.Cards = append(v.Cards, card{name, fmt.Sprintf(format, args...), note})
	}
	add("documents", fmt.Sprintf("%d of them annotated", labelled), "%d", v.Report.Documents)
	add("entities", fmt.Sprintf("of %d labels", len(v.Labels)), "%d", v.Entities)
	if labelled > 0 {
		add("without entities", "of annotated documents", "%.1f %%", 100*float64(negative)/float64(labelled))
	}
	if len(v.Labels) > 1 {
		add("imbalance", "most over least frequent label", "%.1f", v.Imbalance.Ratio)
		add("evenness", "1: all labels alike", "%.2f", v.Imbalance.Evenness)
	}
}

// inputs names the files, as far as there is room.
func inputs(r *stats.Report) string {
	const most = 6
	var names []string
	for i, f := range r.Input.Files {
		if i == most {
			names = append(names, fmt.Sprintf("and %d more", len(r.Input.Files)-most))
			break
		}
		names = append(names, fmt.Sprintf("%s (%s)", f.Path, f.Format))
	}
	return strings.Join(names, ", ")
}
