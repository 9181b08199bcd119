package host

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	maxLogLine   = 8 << 10 // bytes of a line that are passed on
	maxTailLine  = 400     // bytes of a line in an error message
	tailLines    = 12
	linesASecond = 200
)

// A lineLog turns what a process writes into log lines. It never blocks the
// process for long, whatever is written: overlong lines are cut and floods
// thinned out.
type lineLog struct {
	log *slog.Logger

	mu      sync.Mutex
	partial []byte // the line being written
	cut     int    // bytes of it that did not fit
	tail    []string
	second  time.Time // start of the second that lines counts
	lines   int
	dropped int
}

func newLineLog(log *slog.Logger) *lineLog { return &lineLog{log: log} }

// Write takes any piece of the output; it never fails.
func (l *lineLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for rest := p; len(rest) > 0; {
		line, after, ended := cutLine(rest)
		l.add(line)
		if ended {
			l.end()
		}
		rest = after
	}
	return len(p), nil
}

func cutLine(p []byte) (line, rest []byte, ended bool) {
	if i := bytes.IndexByte(p, '\n'); i >= 0 {
		return p[:i], p[i+1:], true
	}
	return p, nil, false
}

func (l *lineLog) add(p []byte) {
	room := min(len(p), maxLogLine-len(l.partial))
	l.partial = append(l.partial, p[:room]...)
	l.cut += len(p) - room
}

// end emits the line that is complete. The caller holds mu.
func (l *lineLog) end() {
	line := strings.ToValidUTF8(strings.TrimRight(string(l.partial), "\r"), "\uFFFD")
	if l.cut > 0 {
		line += fmt.Sprintf(" ... (%d more bytes)", l.cut)
	}
	l.partial, l.cut = l.partial[:0], 0
	if strings.TrimSpace(line) == "" {
		return
	}
	l.remember(line)
	if l.mayLog(time.Now()) {
		l.emit(parseLogLine(line))
	}
}

func (l *lineLog) emit(line logLine) {
	l.log.LogAttrs(context.Background(), line.level, line.message, line.attrs...)
}

func (l *lineLog) remember(line string) {
	parsed := parseLogLine(line).message
	if len(parsed) > maxTailLine {
		parsed = strings.ToValidUTF8(parsed[:maxTailLine], "") + " ..."
	}
	if len(l.tail) == tailLines {
		l.tail = append(l.tail[:0], l.tail[1:]...)
	}
	l.tail = append(l.tail, parsed)
}

// mayLog counts a line against the limit and reports what was held back.
func (l *lineLog) mayLog(now time.Time) bool {
	if now.Sub(l.second) >= time.Second {
		l.reportDropped()
		l.second, l.lines = now, 0
	}
	l.lines++
	if l.lines > linesASecond {
		l.dropped++
		return false
	}
	return true
}

func (l *lineLog) reportDropped() {
	if l.dropped > 0 {
		l.log.Warn("the plugin writes too much; lines were dropped", "lines", l.dropped)
		l.dropped = 0
	}
}

// flush emits what is left when the process is gone.
func (l *lineLog) flush() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.partial) > 0 {
		l.end()
	}
	l.reportDropped()
}

// last returns the last lines, oldest first.
func (l *lineLog) last() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.tail)
}
