package plugintest

import (
	"strings"
	"sync"
)

// tailSize is how much of a program's standard error is kept, in bytes.
const tailSize = 2 << 10

// tail keeps the last bytes written to it.
type tail struct {
	mu   sync.Mutex
	data []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.data = append(t.data, p...)
	if over := len(t.data) - tailSize; over > 0 {
		t.data = append(t.data[:0], t.data[over:]...)
	}
	return len(p), nil
}

// quote returns what the program said last, for the end of an error message.
func (t *tail) quote() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	said := strings.TrimSpace(string(t.data))
	if said == "" {
		return "; it wrote nothing to standard error"
	}
	return "; it wrote to standard error:\n" + said
}
