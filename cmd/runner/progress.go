package main

import (
	"fmt"
	"strings"
	"time"

	"golang.org/x/term"

	"github.com/onomast/onomast/corpus/batch"
)

// progressEvery is how often the line is drawn anew.
const progressEvery = 200 * time.Millisecond

// showProgress draws a line on standard error while documents are annotated,
// when that is a terminal, and returns what takes it away.
func (s *session) showProgress(p *batch.Progress) (hide func()) {
	if s.cli.Quiet || !isTerminal(s.stderr) {
		return func() {}
	}
	quit, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		begin := time.Now()
		tick := time.NewTicker(progressEvery)
		defer tick.Stop()
		for {
			select {
			case <-quit:
				fmt.Fprintf(s.stderr, "\r%s\r", strings.Repeat(" ", s.width()-1))
				return
			case <-tick.C:
				fmt.Fprintf(s.stderr, "\r%-*.*s", s.width()-1, s.width()-1, progressLine(p, time.Since(begin)))
			}
		}
	}()
	return func() { close(quit); <-gone }
}

func progressLine(p *batch.Progress, d time.Duration) string {
	documents, bytes := p.Documents.Load(), p.Bytes.Load()
	seconds := max(d.Seconds(), 0.001)
	return fmt.Sprintf("%d documents, %.1f MB, %.0f documents/s, %s",
		documents, float64(bytes)/1e6, float64(documents)/seconds, d.Round(time.Second))
}

func (s *session) width() int {
	if f, ok := s.stderr.(interface{ Fd() uintptr }); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 20 {
			return w
		}
	}
	return 80
}
