//go:build unix

package host_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/onomast/onomast/core/host"
)

// One bad document of a frame is the only one that is lost, and the failure says
// what happened to it (F1, F4, F8).
func TestOneBadDocument(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ text, code, message string }{
		"exits":                 {"exit!", "crash", "exit status 7"},
		"is killed":             {"kill!", "crash", "signal: killed"},
		"panics":                {"panic!", "panic", "panic: as told"},
		"panics elsewhere":      {"goroutine panic!", "crash", "exit status 2"},
		"panics in the runtime": {"nil panic!", "crash", "panic: runtime error: invalid memory address"},
		"hangs":                 {"hang!", "timeout", "more than 500ms"},
		"answers late":          {"slow!", "timeout", "not finished after 500ms"},
		"fails":                 {"error!", "error", "no such luck"},
		"out of range":          {"beyond!", "invalid_layer", "in a text of 7 bytes"},
		"inside a code point":   {"é inside!", "invalid_layer", "inside a code point"},
		"ends before it begins": {"backwards!", "invalid_layer", "[2,1)"},
		"floods stdout":         {"print!", "", ""},
		"nothing wrong at all":  {"fine", "", ""},
		"NUL and CR":            {"a\x00b\r\n", "", ""},
		"five megabytes":        {strings.Repeat("large ", 1<<20), "", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t, newHost(t, nil), "ok", host.Limits{Timeout: 500 * time.Millisecond})
			reply := annotate(t, s, "a", "b", tt.text, "c", "d", "e")
			for i, got := range codes(t, reply) {
				want := ""
				if i == 2 {
					want = tt.code
				}
				if got != want {
					t.Errorf("document %d: code %q, want %q", i, got, want)
				}
			}
			for _, f := range reply.Failures {
				if f.Stage != "s" || !strings.Contains(f.Message, tt.message) {
					t.Errorf("stage %q: %s", f.Stage, f.Message)
				}
			}
		})
	}
}

// Answers nobody can have meant cost the document they are about, and no other.
func TestOneBadAnswer(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ code, message string }{
		"twice":               {"", ""},
		"late":                {"", ""},
		"shout":               {"", ""}, // F1, to the plugin's real standard output
		"wrong seq":           {"protocol", "a frame that it was never sent"},
		"seq zero":            {"protocol", "a frame that it was never sent"},
		"more documents":      {"protocol", "answered 2 documents instead of 1"},
		"a billion documents": {"protocol", "1073741824 documents in one frame"},
		"negative end":        {"protocol", "ends go back"},
		"negative start":      {"invalid_layer", "[-5,"},
		"unknown label":       {"protocol", "index 77 of 1"},
		"short column":        {"protocol", "bytes"},
		"unknown layer":       {"invalid_layer", `layer "surprise" was not asked for`},
		"garbage":             {"protocol", "cannot be understood"},
		"many layers":         {"protocol", "layer"},
		"giant":               {"protocol", "larger than max"},
		"foreign failure":     {"error", "mmmm ..."},
		"failure of nobody":   {"protocol", "failure of document 5 of 1"},
		"end":                 {"protocol", "ended the stream of frames"},
		"status":              {"protocol", "DataLoss: I lost it"},
		"never":               {"timeout", "said nothing for 1s"},
		"only progress":       {"timeout", "more than 500ms"},
		"back and forth":      {"timeout", "more than 500ms"},
		"workers":             {"", ""},
	}
	for mode, tt := range tests {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			opts := options(nil)
			opts.MaxMessage, opts.Silence = 2<<20, time.Second
			s := open(t, hostOf(t, opts), "wire "+mode, host.Limits{Timeout: 500 * time.Millisecond})
			texts := []string{"a", "bad!", "b", "c", "d"}
			if tt.code == "timeout" { // which takes its time at each attempt
				texts = texts[:2]
			}
			reply := annotate(t, s, texts...)
			want := ""
			if tt.code != "" {
				want = "bad!"
			}
			got := codes(t, reply)
			if lost(texts, got) != want || got[1] != tt.code {
				t.Errorf("codes %q, want %q for the second alone", got, tt.code)
			}
			for _, f := range reply.Failures {
				if f.Stage != "s" || f.Skipped || !strings.Contains(f.Message, tt.message) || len(f.Message) > 3000 {
					t.Errorf("stage %q, skipped %v: %.300s", f.Stage, f.Skipped, f.Message)
				}
			}
		})
	}
}

// A second answer is spoken of once, and never taken for the answer to another
// frame.
func TestAnswersThatComeTwiceAreLogged(t *testing.T) {
	t.Parallel()
	var log syncBuffer
	s := open(t, newHost(t, &log), "wire twice", host.Limits{})
	for range 5 {
		annotate(t, s, "bad!")
	}
	if n := strings.Count(log.String(), "answers a frame twice"); n != 1 {
		t.Errorf("it was logged %d times", n)
	}
}

// Several documents of several frames that kill the plugin are each found.
func TestSeveralKillersInManyFrames(t *testing.T) {
	t.Parallel()
	for name, limits := range map[string]host.Limits{"one process": {}, "two": {Replicas: 2}, "shared": {Share: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t, newHost(t, nil), "ok", limits)
			var all sync.WaitGroup
			for n := range 4 {
				all.Go(func() {
					texts := make([]string, 16)
					for i := range texts {
						texts[i] = "fine"
						if i%8 == n || i == 3*n {
							texts[i] = "exit!"
						}
					}
					for i, code := range codes(t, annotate(t, s, texts...)) {
						if (code == "crash") != (texts[i] == "exit!") {
							t.Errorf("frame %d, document %d (%s): code %q", n, i, texts[i], code)
						}
					}
				})
			}
			all.Wait()
		})
	}
}

// A whole frame of killers is lost, document by document; the plugin is not
// given up, since it can do other documents.
func TestNothingButKillers(t *testing.T) {
	t.Parallel()
	s := open(t, newHost(t, nil), "ok", host.Limits{})
	texts := strings.Fields(strings.Repeat("exit! ", 10))
	for i, code := range codes(t, annotate(t, s, texts...)) {
		if code != "crash" {
			t.Errorf("document %d: code %q", i, code)
		}
	}
	if got := codes(t, annotate(t, s, "fine")); got[0] != "" {
		t.Errorf("afterwards: %q", got)
	}
}

type syncBuffer struct {
	mu sync.Mutex
	b  strings.Builder
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}
