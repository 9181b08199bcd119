package host

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	maxTailLine  = 400 // bytes of a line in an error message
	tailLines    = 12
	linesASecond = 200
)

// A lineLog turns what a process writes, on any of its streams, into log lines.
// It never blocks the process for long, whatever is written: floods are thinned
// out.
type lineLog struct {
	log *slog.Logger

	mu      sync.Mutex
	private bool   // what is printed may be the text of documents
	stage   string // what lines that name no stage are about; may be empty
	tail    []string
	second  time.Time // start of the second that lines counts
	lines   int
	dropped int
}

func newLineLog(log *slog.Logger) *lineLog { return &lineLog{log: log} }

// writer returns the end at which one stream goes in.
func (l *lineLog) writer() *lineWriter { return &lineWriter{log: l} }

// speakFor says whose words lines are that name no stage themselves.
func (l *lineLog) speakFor(stage string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stage = stage
}

// hide keeps from now on what is printed out of the log: see [Options.LogText].
func (l *lineLog) hide() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.private = true
}

// fromRuntime reports whether a line is how the Go runtime begins its last
// words. They name no text.
func fromRuntime(line string) bool {
	return strings.HasPrefix(line, "panic: runtime error: ") || strings.HasPrefix(line, "fatal error: ")
}

// line takes one line.
func (l *lineLog) line(text string) {
	line := parseLogLine(text)
	l.mu.Lock()
	defer l.mu.Unlock()
	if line.plain && l.private && !fromRuntime(text) {
		line.message = fmt.Sprintf("the plugin printed %d bytes; they may hold text of documents: --log-text shows them", len(text))
	} else {
		l.remember(line.message)
	}
	if l.mayLog(time.Now()) {
		l.emit(line)
	}
}

// emit logs a line. The caller holds mu, as for all below.
func (l *lineLog) emit(line logLine) {
	if l.stage != "" && !line.has("stage") {
		line.attrs = append(line.attrs, slog.String("stage", l.stage))
	}
	l.log.LogAttrs(context.Background(), line.level, line.message, line.attrs...)
}

func (l *lineLog) remember(message string) {
	if len(message) > maxTailLine {
		message = strings.ToValidUTF8(message[:maxTailLine], "") + " ..."
	}
	if len(l.tail) == tailLines {
		l.tail = append(l.tail[:0], l.tail[1:]...)
	}
	l.tail = append(l.tail, message)
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

// flush reports what was held back when the process is gone.
func (l *lineLog) flush() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.reportDropped()
}

// last returns the last lines, oldest first.
func (l *lineLog) last() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.tail)
}
