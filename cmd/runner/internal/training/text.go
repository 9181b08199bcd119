package training

import (
	"fmt"
	"io"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/table"
	"github.com/onomast/onomast/evaluation"
	"github.com/onomast/onomast/evaluation/render"
	"github.com/onomast/onomast/evaluation/score"
	"github.com/onomast/onomast/plugins/crf/learn"
	"github.com/onomast/onomast/plugins/crf/train/gold"
	"github.com/onomast/onomast/plugins/crf/train/tune"
)

// Text prints the report for people.
func (r *Report) Text(w io.Writer) error {
	t := &text{}
	t.counts("train", &r.Train)
	if r.Dev != nil {
		t.counts("dev", r.Dev)
	}
	if n := r.Copies.Total(); n > 0 {
		t.line("%-6s %s: %d with typos, %d in lower case, %d in upper case, %d without accents", "", table.Count(n, "careless copy", "careless copies"),
			r.Copies.Typos, r.Copies.Lower, r.Copies.Upper, r.Copies.Accents)
	}
	if len(r.LeftOut) > 0 {
		t.line("%-6s know few of these words, so the model does without them: %s", "", strings.Join(r.LeftOut, ", "))
	}
	if len(r.Trials) > 0 {
		t.line("")
		_ = (&tune.Outcome{Trials: r.Trials[:min(len(r.Trials), mostTrials)]}).Print(t) // to memory
	}
	t.line("")
	for i := range r.Levels {
		t.level(&r.Levels[i], len(r.Levels) > 1)
	}
	if r.OnDev != nil {
		t.scores("on dev, strict", r.OnDev)
	}
	if r.OnFolds != nil {
		t.scores("on folds, strict", r.OnFolds)
	}
	for i := range r.Levels {
		t.worth(&r.Levels[i], len(r.Levels) > 1, r.OnDev != nil || r.OnFolds != nil)
	}
	t.line("\n%s: %s", table.Plain(r.Model), size(r.Bytes))
	_, err := io.WriteString(w, t.String())
	return err
}

// mostTrials is how many trainings of a search are shown, the best first.
const mostTrials = 8

type text struct{ strings.Builder }

func (t *text) line(format string, args ...any) { fmt.Fprintf(t, format+"\n", args...) }

// counts says how much there is of what, and what is not as it was.
func (t *text) counts(role string, c *gold.Counts) {
	t.line("%-6s %s, %s, %s, %s", role, table.Count(c.Documents, "document", "documents"), table.Count(c.Sentences, "sentence", "sentences"),
		table.Count(c.Tokens, "token", "tokens"), table.Count(c.Entities(), "entity", "entities"))
	if c.Empty > 0 {
		t.line("%-6s %s without a token", "", table.Count(c.Empty, "document", "documents"))
	}
	for _, change := range []struct {
		n    int
		what string
	}{
		{c.Widened, "begin or end inside of a token: widened to whole ones"},
		{c.Filled, "have gaps: taken with what lies between"},
		{c.Cut, "go over the end of a sentence: cut there"},
		{c.Overlapping, "overlap a longer one of their level: left out"},
		{c.Doubled, "are there twice: taken once"},
		{c.Tokenless, "have no token: left out"},
	} {
		if change.n > 0 {
			t.line("%-6s %s %s", "", table.Number(change.n), change.what)
		}
	}
}

func (t *text) level(l *learn.Level, several bool) {
	name := ""
	if several {
		name = l.Name + ": "
	}
	t.line("%s%s, %s; %s, objective %.5g: %s", name, table.Count(l.Features, "feature", "features"), table.Count(l.Active, "weight", "weights"),
		table.Count(l.Iterations, "iteration", "iterations"), l.Objective, l.Stopped)
}

// scores prints what is right of each label.
func (t *text) scores(title string, r *evaluation.Report) {
	strict := r.Schemes[score.Strict.String()]
	rows := table.Table{Header: []string{title, "precision", "recall", "F1", "gold", "found"}}
	row := func(name string, s *evaluation.Scores, gold, found int) {
		rows.Add(name, fmt.Sprintf("%.3f", s.Precision), fmt.Sprintf("%.3f", s.Recall), fmt.Sprintf("%.3f", s.F1), table.Number(gold), table.Number(found))
	}
	row("all labels", &strict.Micro, r.Gold, r.Predicted)
	for _, name := range render.ByGold(strict.Labels) {
		l := strict.Labels[name]
		row("  "+name, &l.Scores, l.Support, l.Predicted)
	}
	t.line("")
	_ = rows.Print(t) // to memory
}

// worth says what scores are worth, and from which on labels are proposed.
func (t *text) worth(l *learn.Level, several, judged bool) {
	name := ""
	if several {
		name = " of " + l.Name
	}
	switch s := l.Scores; {
	case s == nil && !judged:
		t.line("\nscores%s are raw: --dev or --folds tell what they are worth", name)
	case s == nil:
		t.line("\nscores%s are raw: %s too little to tell what they are worth", name, table.Count(l.Found, "found entity is", "found entities are"))
	case s.Method == "none":
		t.line("\nscores%s are probabilities as they are: expected calibration error %.3f", name, s.Before.ECE)
	default:
		t.line("\nscores%s are probabilities by a %s calibration: expected calibration error %.3f before, %.3f after", name, s.Method, s.Before.ECE, s.After.ECE)
	}
	t.cuts(l)
	if len(l.Unreached) > 0 {
		t.line("not precise enough at any score, and proposed all the same: %s", table.Plain(diag.Some(l.Unreached, 6)))
	}
}

// cuts says from which scores on labels are proposed.
func (t *text) cuts(l *learn.Level) {
	var free []string
	for _, label := range keys(l.Cuts) {
		cut := l.Cuts[label]
		if cut.At == 0 {
			free = append(free, label)
			continue
		}
		t.line("%s is proposed from a score of %.3f on: precision %.3f, keeps %.1f %% of what is right", table.Plain(label), cut.At, cut.Precision, 100*cut.Kept)
	}
	if len(free) > 0 {
		t.line("precise enough at any score: %s", table.Plain(diag.Some(free, 6)))
	}
}

// size renders a number of bytes.
func size(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%.0f KiB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
}
