package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/table"
	"github.com/onomast/onomast/evaluation"
	"github.com/onomast/onomast/evaluation/analysis"
)

// blame prints how the proposals of each stage fared.
func (t *tables) blame() {
	b := t.report.Blame
	if b == nil {
		return
	}
	t.line("\n%s %9s %7s %7s %7s %9s %7s", left("stages", first), "proposed", "right", "alone", "kept", "lost", "wrong")
	for _, s := range b.Stages {
		t.line("%s %9s %7s %7s %7s %9s %7s", left(table.Plain(s.Stage), first), table.Number(s.Proposed), table.Number(s.Right), table.Number(s.Alone), table.Number(s.Kept), table.Number(s.Lost), table.Number(s.Wrong))
	}
	const most = 5
	for _, l := range b.Losses[:min(most, len(b.Losses))] {
		t.line("  %s", wrap(Loss(l), 2, "    "))
	}
}

// Loss says in words what became of right candidates.
func Loss(l analysis.Loss) string {
	var s string
	who := table.Count(l.Count, "right candidate", "right candidates") + " of " + table.Plain(l.Stage)
	switch {
	case l.Reason == analysis.UnderThreshold:
		s = who + " under the threshold"
	case l.Reason == analysis.Filtered && l.To != "":
		s = who + " not allowed beside " + table.Plain(l.To)
	case l.Reason == analysis.Filtered:
		s = who + " not allowed"
	case l.To == "":
		s = who + " lost"
	default:
		s = who + " lost to " + table.Plain(l.To)
	}
	if l.By != "" {
		s += " by " + strings.ReplaceAll(l.By, "_", " ")
	}
	return s
}

func (t *tables) slices() {
	before := ""
	for _, s := range t.report.Slices {
		if s.Dimension != before {
			before = s.Dimension
			t.line("\n%s %9s %7s %7s  %-11s %6s %7s", left("by "+before, first), "precision", "recall", "F1", "95 % of R", "gold", "found")
		}
		v, gold, pred := triple(&s.Scores), table.Number(s.Support), table.Number(s.Predicted)
		if s.Dimension == analysis.BySource { // no gold entity has a source
			v[1], v[2], gold = "", "", ""
		}
		if s.Dimension == analysis.BySurface { // and whether it was seen is known of gold ones only
			v[0], v[2], pred = "", "", ""
		}
		t.line("%s", strings.TrimRight(fmt.Sprintf("%s %9s %7s %7s  %-11s %6s %7s", left(table.Plain(s.Name), first), v[0], v[1], v[2], between(s.RecallCI95), gold, pred), " "))
	}
}

func (t *tables) calibration() {
	all := t.report.Calibration
	if len(all) == 0 {
		return
	}
	t.line("\n%s %9s %10s %9s %7s %7s", left("scores as probabilities", first), "number", "mean score", "precision", "ECE", "Brier")
	for _, c := range all {
		if strings.HasPrefix(c.Of, "label ") {
			continue // in the JSON and on the page
		}
		name := c.Of
		if multiple := slices.ContainsFunc(all, func(o evaluation.Calibration) bool { return o.Kind != c.Kind }); multiple || c.Kind == "raw" {
			name += " (" + c.Kind + ")"
		}
		t.line("%s %9s %10.3f %9.3f %7.3f %7.3f", left(table.Plain(name), first), table.Number(c.Count), c.MeanScore, c.Precision, c.ECE, c.Brier)
	}
}
