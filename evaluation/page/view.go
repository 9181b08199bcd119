package page

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/onomast/onomast/core/look"
	"github.com/onomast/onomast/evaluation"
	"github.com/onomast/onomast/evaluation/analysis"
	"github.com/onomast/onomast/evaluation/render"
)

// A view is what the page shows.
type view struct {
	*evaluation.Report
	Title                     string
	Style                     template.CSS
	Script                    template.JS
	StyleDigest, ScriptDigest string
	Cards                     []card
	Averages                  []average
	Rows                      []labelRow
	Bars                      []bar
	Matrix                    *matrix
	Plots                     []histogram
	Groups                    []group
	Losses                    []string
	Reliability, ByLabel      []reliability
	Errors                    []item
	Left                      int // errors that are not listed
	Labels, Sources           []string
	Tags                      string
}

// A card is a figure at the top of the page.
type card struct {
	Name, Value, Interval, Note string
}

// An average is a row of the table of averages.
type average struct {
	Name     string
	Scores   evaluation.Scores
	Interval string
}

// A labelRow is a row of the table of labels.
type labelRow struct {
	Name string
	evaluation.Label
	F        float64
	Interval string
	Whisker  *whisker
	Errors   int
}

func newView(r *evaluation.Report) *view {
	docs, labels, result := r.Analysis()
	all := look.Tables() + script
	v := &view{
		Report: r, Title: title(r), Style: template.CSS(look.Style()), Script: template.JS(all),
		StyleDigest: look.Digest(look.Style()), ScriptDigest: look.Digest(all), Tags: tagging(r),
	}
	v.cards()
	v.averages()
	v.Errors, v.Left = items(docs, labels, result.Findings)
	v.rows()
	v.bars()
	v.Matrix = newMatrix(&r.Confusion)
	v.Plots = histograms(&r.Boundaries)
	v.Groups = groups(r.Slices)
	if r.Blame != nil {
		for _, l := range r.Blame.Losses[:min(len(r.Blame.Losses), 12)] {
			v.Losses = append(v.Losses, render.Loss(l))
		}
	}
	for i := range r.Calibration {
		c := &r.Calibration[i]
		switch {
		case c.Count < leastScored:
		case strings.HasPrefix(c.Of, "label "):
			v.ByLabel = append(v.ByLabel, newReliability(c))
		default:
			v.Reliability = append(v.Reliability, newReliability(c))
		}
	}
	v.Labels, v.Sources = filters(v.Errors)
	return v
}

// leastScored is how many scores make a plot worth looking at.
const leastScored = 20

func title(r *evaluation.Report) string {
	if r.System == "" {
		return "Evaluation"
	}
	return "Evaluation of " + r.System
}

func tagging(r *evaluation.Report) string {
	if r.Scheme == "spans" {
		return "Spans were compared; there were no tags that could be invalid."
	}
	return fmt.Sprintf("Read from tags: scheme %s, repair %s, %d invalid sequences.", r.Scheme, r.Repair, r.Invalid)
}

func (v *view) cards() {
	strict := v.Schemes["strict"].Micro
	ratio := func(name string, value float64, undefined bool, note string) {
		c := card{Name: name, Value: fmt.Sprintf("%.3f", value), Note: note}
		if undefined {
			c.Value = "0/0"
		}
		v.Cards = append(v.Cards, c)
	}
	is := func(s *evaluation.Scores, name string) bool {
		return strings.Contains(strings.Join(s.Undefined, " "), name)
	}
	ratio("F1", strict.F1, is(&strict, "f1"), "strict: place and label")
	v.Cards[0].Interval = between(strict.CI95)
	if strict.FBeta != nil {
		v.Cards[0].Interval = ""
		ratio("F", *strict.FBeta, is(&strict, "f1"), "recall weighs more, as asked for")
		v.Cards[1].Interval = between(strict.CI95)
	}
	ratio("precision", strict.Precision, is(&strict, "precision"), fmt.Sprintf("of %d predicted", v.Predicted))
	ratio("recall", strict.Recall, is(&strict, "recall"), fmt.Sprintf("of %d gold", v.Gold))
	for _, s := range []struct{ name, note string }{{"exact", "place alone"}, {"partial", "overlap is half"}, {"type", "overlap and label"}} {
		m := v.Schemes[s.name].Micro
		ratio(s.name+" F1", m.F1, is(&m, "f1"), s.note)
	}
}

func (v *view) averages() {
	for _, name := range []string{"strict", "exact", "partial", "type", "conll"} {
		s := v.Schemes[name]
		add := func(what string, scores evaluation.Scores) {
			v.Averages = append(v.Averages, average{Name: what, Scores: scores, Interval: between(scores.CI95)})
		}
		add(name+", micro", s.Micro)
		if name == "strict" {
			add(fmt.Sprintf("strict, macro over %d labels", s.Macro.Of), s.Macro)
			add("strict, weighted by gold", s.Weighted)
			add(fmt.Sprintf("strict, mean of %d documents", s.PerDocument.Of), s.PerDocument)
		}
	}
	v.Averages = append(v.Averages, average{Name: "0.9 of the bytes, and label", Scores: v.IoU90}, average{Name: "words and their labels", Scores: v.Report.Words})
}

func (v *view) rows() {
	labels := v.Schemes["strict"].Labels
	of := map[string]int{}
	for i := range v.Errors {
		for _, l := range v.Errors[i].Labels {
			of[l]++
		}
	}
	for _, name := range render.ByGold(labels) {
		l := labels[name]
		v.Rows = append(v.Rows, labelRow{
			Name: name, Label: l, F: l.F1, Interval: between(l.CI95), Whisker: newWhisker(&l.Scores), Errors: of[name],
		})
	}
}

func (v *view) bars() {
	most := 0
	for _, c := range analysis.Categories() {
		most = max(most, v.Report.Errors[string(c)])
	}
	for _, c := range analysis.Categories() {
		if n := v.Report.Errors[string(c)]; n > 0 {
			v.Bars = append(v.Bars, newBar(string(c), n, most, v.Kinds))
		}
	}
}

func between(ci *[2]float64) string {
	if ci == nil {
		return ""
	}
	return fmt.Sprintf("%.3f–%.3f", ci[0], ci[1])
}

// functions are those of the template.
func functions() template.FuncMap {
	return template.FuncMap{
		"f3":    func(x float64) string { return fmt.Sprintf("%.3f", x) },
		"f4":    func(x float64) string { return fmt.Sprintf("%.4f", x) },
		"title": render.Title,
		"join":  strings.Join,
		"undefined": func(s evaluation.Scores, name string) bool {
			return strings.Contains(strings.Join(s.Undefined, " "), name)
		},
		"between": between,
	}
}
