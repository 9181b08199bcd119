package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/onomast/onomast/plugins/crf/learn"
	"github.com/onomast/onomast/plugins/crf/train"
	"github.com/onomast/onomast/plugins/crf/train/tune"
)

// A trainingLine shows on a terminal how far a training is.
type trainingLine struct {
	session *session
	drawn   time.Time
	shown   bool
}

// showTraining begins to show; nothing is shown where nobody watches.
func (s *session) showTraining() *trainingLine { return &trainingLine{session: s} }

// draw takes note of an iteration.
func (l *trainingLine) draw(step learn.Step, p train.Progress) { l.show(trainingText(step, p)) }

// tried takes note of a training of a search.
func (l *trainingLine) tried(done, all int, t tune.Trial) {
	score := t.First
	if t.Full != nil {
		score = *t.Full
	}
	l.show(fmt.Sprintf("tuning %d/%d  c1 %g, c2 %g, min-count %d: dev F1 %.3f", done, all, t.C1, t.C2, t.MinCount, score.F1))
}

func (l *trainingLine) show(text string) {
	now := time.Now()
	if now.Sub(l.drawn) < progressEvery || l.session.cli.Quiet || !isTerminal(l.session.stderr) {
		return
	}
	l.drawn, l.shown = now, true
	width := l.session.width() - 1
	fmt.Fprintf(l.session.stderr, "\r%-*.*s", width, width, text)
}

func (l *trainingLine) end() {
	if l.shown {
		fmt.Fprintf(l.session.stderr, "\r%s\r", strings.Repeat(" ", l.session.width()-1))
	}
}

// trainingText says where a training stands: "level1 without part 2/5  iteration
// 40/300  objective 812.4  best dev F1 0.820 at 30  12s  1m5s left".
func trainingText(step learn.Step, p train.Progress) string {
	var parts []string
	if step.Part > 0 {
		parts = append(parts, strings.TrimSpace(fmt.Sprintf("%s without part %d/%d", step.Level, step.Part, step.Parts)))
	} else if step.Level != "" {
		parts = append(parts, step.Level)
	}
	iteration := fmt.Sprintf("iteration %d", p.Iteration)
	if p.Iterations > 0 {
		iteration += fmt.Sprintf("/%d", p.Iterations)
	}
	parts = append(parts, iteration, fmt.Sprintf("objective %.5g", p.Objective))
	if p.BestIteration > 0 {
		parts = append(parts, fmt.Sprintf("best dev F1 %.3f at %d", p.Best.F1, p.BestIteration))
	}
	parts = append(parts, span(p.Elapsed))
	if p.Remaining > 0 {
		parts = append(parts, span(p.Remaining)+" left")
	}
	return strings.Join(parts, "  ")
}
