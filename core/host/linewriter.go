package host

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
)

// maxLogLine is how many bytes of a line are passed on.
const maxLogLine = 8 << 10

// A lineWriter cuts one stream of a process into lines. Overlong ones are cut
// short, so that a stream without line feeds takes no memory.
type lineWriter struct {
	log *lineLog

	mu      sync.Mutex
	partial []byte // the line being written
	cut     int    // bytes of it that did not fit
}

// Write takes any piece of the stream; it never fails.
func (w *lineWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	rest := p
	for {
		i := bytes.IndexByte(rest, '\n')
		if i < 0 {
			w.add(rest)
			return len(p), nil
		}
		w.add(rest[:i])
		w.end()
		rest = rest[i+1:]
	}
}

func (w *lineWriter) add(p []byte) {
	room := min(len(p), maxLogLine-len(w.partial))
	w.partial = append(w.partial, p[:room]...)
	w.cut += len(p) - room
}

// end passes on the line that is complete. The caller holds mu.
func (w *lineWriter) end() {
	line := strings.ToValidUTF8(strings.TrimRight(string(w.partial), "\r"), "\uFFFD")
	if w.cut > 0 {
		line += fmt.Sprintf(" ... (%d more bytes)", w.cut)
	}
	w.partial, w.cut = w.partial[:0], 0
	if strings.TrimSpace(line) != "" {
		w.log.line(line)
	}
}

// flush passes on a last line without a line feed.
func (w *lineWriter) flush() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.partial) > 0 {
		w.end()
	}
}
