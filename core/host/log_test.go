//go:build unix

package host_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/host"
)

// What a plugin prints becomes structured lines that name the plugin and, where
// it can be told, the stage.
func TestPluginLog(t *testing.T) {
	t.Parallel()
	var log syncBuffer
	h := newHost(t, &log)
	s := open(t, h, "ok", host.Limits{})
	annotate(t, s, "print!", "panic!")
	if err := s.Close(); err != nil { // what was printed has been read then
		t.Fatal(err)
	}
	var printed, panicked bool
	for line := range strings.Lines(log.String()) {
		var entry map[string]any
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		if entry["plugin"] != "test" && entry["level"] != "DEBUG" { // of which some are the host's own
			t.Errorf("no plugin in %.200s", line)
		}
		message, _ := entry["msg"].(string)
		switch {
		case strings.HasPrefix(message, "yyy"):
			printed = true
			if entry["stage"] != "s" || !strings.HasSuffix(message, "more bytes)") {
				t.Errorf("stage %v, message %.20s", entry["stage"], message)
			}
		case strings.Contains(message, "the stage panicked"):
			panicked = true
			if entry["stage"] != "s" || entry["level"] != "ERROR" || entry["stack"] == "" {
				t.Errorf("panic %v", entry)
			}
		}
	}
	if !printed || !panicked {
		t.Errorf("printed %v, panicked %v:\n%s", printed, panicked, log.String())
	}
}

// What a plugin prints may be the text of documents: unless it is asked for,
// the log says only how much it was. What the Go runtime says at the end, and
// what was printed before there were documents, is no such text.
func TestPrintsAreNotLogged(t *testing.T) {
	t.Parallel()
	var log syncBuffer
	opts := options(&log)
	opts.LogText = false
	s := open(t, hostOf(t, opts), "ok", host.Limits{})
	annotate(t, s, "print!")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := log.String(); strings.Contains(got, "yyy") || !strings.Contains(got, "the plugin printed ") {
		t.Errorf("the log holds\n%.2000s", got)
	}
}

// The death of a process is logged once, however many frames it took along.
func TestDeathIsLoggedOnce(t *testing.T) {
	t.Parallel()
	var log syncBuffer
	s := open(t, newHost(t, &log), "ok", host.Limits{})
	annotate(t, s, "exit!")
	if n := strings.Count(log.String(), `"msg":"plugin process died`); n != 3 { // beside others, and twice alone
		t.Errorf("%d deaths were logged:\n%s", n, log.String())
	}
}
