package main

import (
	"fmt"
	"strings"
	"time"
)

// A documentCount shows on a terminal how many documents are done.
type documentCount struct {
	session *session
	total   int
	drawn   time.Time
	shown   bool
}

// countDocuments begins to count; nothing is shown where nobody watches.
func (s *session) countDocuments(total int) *documentCount {
	return &documentCount{session: s, total: total, drawn: time.Now()}
}

func (d *documentCount) done(documents int) {
	now := time.Now()
	if now.Sub(d.drawn) < progressEvery || d.session.cli.Quiet || !isTerminal(d.session.stderr) {
		return
	}
	d.drawn, d.shown = now, true
	fmt.Fprintf(d.session.stderr, "\r%d of %d documents", documents, d.total)
}

func (d *documentCount) end() {
	if d.shown {
		fmt.Fprintf(d.session.stderr, "\r%s\r", strings.Repeat(" ", d.session.width()-1))
	}
}
