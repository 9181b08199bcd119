package main

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/term"

	"github.com/onomast/onomast/corpus/batch"
	"github.com/onomast/onomast/corpus/read"
)

const (
	// progressEvery is how often the line is drawn anew.
	progressEvery = 200 * time.Millisecond
	// etaAfter is how long a rate is watched before an end is foretold.
	etaAfter = 2 * time.Second
)

// showProgress draws a line on standard error while documents are annotated,
// when that is a terminal, and returns what takes it away.
func (a *annotation) showProgress(ctx context.Context, p *batch.Progress) (hide func()) {
	s := a.session
	if s.cli.Quiet || !isTerminal(s.stderr) {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	gone := make(chan struct{})
	var total atomic.Int64
	go func() { total.Store(a.size(ctx)) }()
	go func() {
		defer close(gone)
		tick := time.NewTicker(progressEvery)
		defer tick.Stop()
		line := progressLine{progress: p}
		for {
			select {
			case <-ctx.Done():
				fmt.Fprintf(s.stderr, "\r%s\r", strings.Repeat(" ", s.width()-1))
				return
			case now := <-tick.C:
				text := line.at(now, a.files.BytesRead(), total.Load())
				fmt.Fprintf(s.stderr, "\r%-*.*s", s.width()-1, s.width()-1, text)
			}
		}
	}()
	return func() { cancel(); <-gone }
}

// size returns how many bytes are to be read, 0 if that is unknown.
func (a *annotation) size(ctx context.Context) int64 {
	bytes, known, err := read.Size(ctx, a.command.Inputs, a.command.readOptions(a.runner.Plan(), nil))
	if err != nil || !known {
		return 0 // no more than a percentage is lost
	}
	return bytes
}

// A progressLine says how far a run is.
type progressLine struct {
	progress *batch.Progress
	begun    bool
	before   int64 // bytes read when the first document was begun
}

// at renders the line when done of total bytes have been read; total is 0 when
// nobody knows it.
func (l *progressLine) at(now time.Time, done, total int64) string {
	count := l.progress.Documents.Load()
	rate, since := l.progress.Rate(now)
	if since.IsZero() {
		return documents(count) + " done before"
	}
	if !l.begun {
		l.begun, l.before = true, done
	}
	elapsed := now.Sub(since)
	parts := []string{documents(count), grouped(int64(rate+0.5)) + "/s", span(elapsed)}
	if dead := l.progress.Dead.Load(); dead > 0 {
		parts = append(parts, grouped(dead)+" dead")
	}
	if total <= 0 {
		return strings.Join(parts, "  ")
	}
	done = min(done, total)
	if elapsed >= etaAfter && done > l.before {
		left := time.Duration(float64(elapsed) * float64(total-done) / float64(done-l.before))
		parts = append(parts, span(left)+" left")
	}
	return fmt.Sprintf("%3d %%  %s", 100*done/total, strings.Join(parts, "  "))
}

// span renders a duration to the second: 1h02m03s.
func span(d time.Duration) string { return d.Round(time.Second).String() }

// documents renders a number of documents.
func documents(n int64) string {
	if n == 1 {
		return "1 document"
	}
	return grouped(n) + " documents"
}

// grouped renders a number with its thousands apart: 12,345.
func grouped(n int64) string {
	digits := strconv.FormatInt(n, 10)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// tally renders counts, the most frequent first: "words: crash 3, reader: binary 1".
func tally(by map[string]int) string {
	keys := slices.SortedFunc(maps.Keys(by), func(a, b string) int {
		return cmp.Or(by[b]-by[a], strings.Compare(a, b))
	})
	for i, key := range keys {
		keys[i] = key + " " + grouped(int64(by[key]))
	}
	return strings.Join(keys, ", ")
}

func (s *session) width() int {
	if f, ok := s.stderr.(interface{ Fd() uintptr }); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 20 {
			return w
		}
	}
	return 80
}
