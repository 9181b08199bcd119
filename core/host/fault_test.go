package host_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/host"
)

// codes returns the failure of each document, "" where there is none, and
// checks that every other document has its layer.
func codes(t *testing.T, reply *document.Reply) []string {
	t.Helper()
	out := make([]string, reply.Documents)
	for _, f := range reply.Failures {
		out[f.Document] = f.Code
	}
	for i, code := range out {
		if code == "" && (len(reply.Layers[i]) != 1 || reply.Layers[i][0].Len() != 1) {
			t.Errorf("document %d has no failure and no result", i)
		}
	}
	return out
}

// One bad document of a frame is the only one that is lost.
func TestOneBadDocument(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ text, code string }{
		"process exits":         {"exit", "crash"},
		"panics":                {"panic", "panic"},
		"goroutine panics":      {"goroutine panic", "crash"},
		"hangs":                 {"hang", "timeout"},
		"answers late":          {"slow", "timeout"},
		"fails":                 {"error", "error"},
		"offsets out of range":  {"beyond", "invalid_layer"},
		"inside a code point":   {"é inside", "invalid_layer"},
		"floods stdout (F1)":    {"print", ""},
		"nothing wrong at all":  {"fine", ""},
		"text with NUL and CRs": {"a\x00b\r\n", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t, newHost(t, nil), "ok", host.Limits{Timeout: 500 * time.Millisecond})
			texts := []string{"a", "b", tt.text, "c", "d", "e"}
			reply, err := s.Annotate(t.Context(), documents(t, texts...), nil)
			if err != nil {
				t.Fatal(err)
			}
			for i, got := range codes(t, reply) {
				want := ""
				if i == 2 {
					want = tt.code
				}
				if got != want {
					t.Errorf("document %d: code %q, want %q", i, got, want)
				}
			}
		})
	}
}

func TestSeveralKillersInManyFrames(t *testing.T) {
	t.Parallel()
	s := open(t, newHost(t, nil), "ok", host.Limits{})
	var all sync.WaitGroup
	for n := range 6 {
		all.Go(func() {
			texts := make([]string, 20)
			for i := range texts {
				texts[i] = fmt.Sprintf("text %d %d", n, i)
			}
			texts[3*n] = "exit"
			reply, err := s.Annotate(t.Context(), documents(t, texts...), nil)
			if err != nil {
				t.Error(err)
				return
			}
			for i, code := range codes(t, reply) {
				if (code == "crash") != (i == 3*n) {
					t.Errorf("frame %d, document %d: code %q", n, i, code)
				}
			}
		})
	}
	all.Wait()
}

func TestStartErrors(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	script := filepath.Join(dir, "plain.sh")
	if err := os.WriteFile(script, []byte("#!/bin/sh\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	sum := self(t, "ok")
	sum.SHA256 = strings.Repeat("0", 64)
	tests := map[string]struct {
		cmd  host.Command
		code string
		want string
	}{
		"missing":        {host.Command{Path: filepath.Join(dir, "plane.sh")}, host.CodeNotFound, `did you mean "plain.sh"?`},
		"not in PATH":    {host.Command{Path: "no-such-plugin-anywhere"}, host.CodeNotFound, "PATH"},
		"directory":      {host.Command{Path: dir}, host.CodeDirectory, "is a directory"},
		"not executable": {host.Command{Path: script}, host.CodeNotExecutable, "chmod +x"},
		"checksum":       {sum, host.CodeChecksum, "is required"},
		"exits at start": {self(t, "exit"), host.CodeExited, "cannot find my model"},
		"silent":         {self(t, "silent"), host.CodeTimeout, "did not shake hands"},
		"no plugin":      {self(t, "garbage"), host.CodeNotAPlugin, "hello, I am no plugin"},
		"wrong protocol": {self(t, "protocol"), host.CodeProtocol, "speaks version 99"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := newHost(t, nil).Describe(t.Context(), tt.cmd)
			var start *host.StartError
			if !errors.As(err, &start) {
				t.Fatalf("got %v, want a StartError", err)
			}
			if start.Code != tt.code || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got code %q and message\n%v\nwant %q and %q", start.Code, err, tt.code, tt.want)
			}
		})
	}
}

// What is wrong, what the plugin said and what to do are told apart.
func TestStartErrorIsADiagnostic(t *testing.T) {
	t.Parallel()
	_, err := newHost(t, nil).Describe(t.Context(), self(t, "exit"))
	got := diag.From(err, "other")
	if len(got) != 1 || got[0].Hint == "" {
		t.Fatalf("got %v", got)
	}
	got[0].Hint = ""
	want := diag.List{{
		Severity: diag.Error, Code: "plugin.exited", Detail: "cannot find my model",
		Summary: `plugin "test": it ended before the handshake (exit status 3)`,
	}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestOddOutputDoesNotHarmTheHost(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{"odd-log", "flood"} {
		var log syncBuffer
		s := open(t, newHost(t, &log), mode, host.Limits{})
		reply, err := s.Annotate(t.Context(), documents(t, "a"), nil)
		if err != nil || codes(t, reply)[0] != "" {
			t.Errorf("%s: %v", mode, err)
		}
	}
}

type syncBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

// F8: messages larger than gRPC's usual 4 MB.
func TestLargeDocument(t *testing.T) {
	t.Parallel()
	s := open(t, newHost(t, nil), "ok", host.Limits{})
	reply, err := s.Annotate(t.Context(), documents(t, strings.Repeat("large ", 1<<20)), nil)
	if err != nil || codes(t, reply)[0] != "" {
		t.Fatal(err)
	}
}

// F3: a process that is frozen is noticed by its silence, and stopping it takes
// no longer than StopTimeout.
func TestFrozenProcess(t *testing.T) { // alone: it freezes the only child process
	h := newHost(t, nil)
	s := open(t, h, "ok", host.Limits{})
	freeze(t)
	begin := time.Now()
	reply, err := s.Annotate(t.Context(), documents(t, "a", "b"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := codes(t, reply); got[0] != "" || got[1] != "" {
		t.Errorf("codes %q: a frozen process must cost no document", got)
	}
	if took := time.Since(begin); took > 30*time.Second {
		t.Errorf("it took %s", took)
	}
}

// freeze stops this test's youngest child process.
func freeze(t *testing.T) {
	t.Helper()
	out, err := exec.Command("pgrep", "-n", "-P", fmt.Sprint(os.Getpid())).Output()
	if err != nil {
		t.Skip("pgrep is not available")
	}
	var pid int
	if _, err := fmt.Sscan(string(out), &pid); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
}

// F12: an end of ctx ends the call, and the segment stays usable.
func TestContextEnds(t *testing.T) {
	t.Parallel()
	s := open(t, newHost(t, nil), "ok", host.Limits{})
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := s.Annotate(ctx, documents(t, "slow"), nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want deadline exceeded", err)
	}
	reply, err := s.Annotate(t.Context(), documents(t, "a"), nil)
	if err != nil || codes(t, reply)[0] != "" {
		t.Error(err)
	}
}

// F5, F6: crashes leave no socket behind; goleak watches over goroutines.
func TestManyCrashesLeaveNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	h, err := host.New(host.Options{Dir: dir, Backoff: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	s, err := h.Open(t.Context(), self(t, "ok"), segment("s"), host.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for range 10 {
		reply, err := s.Annotate(t.Context(), documents(t, "a", "exit"), nil)
		if err != nil || codes(t, reply)[1] != "crash" {
			t.Fatal(err)
		}
	}
	if err := errors.Join(s.Close(), h.Close()); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

func TestReplicasShareTheWork(t *testing.T) {
	t.Parallel()
	s := open(t, newHost(t, nil), "ok", host.Limits{Replicas: 2})
	var all sync.WaitGroup
	for n := range 12 {
		all.Go(func() {
			text := "fine"
			if n%4 == 0 {
				text = "exit"
			}
			reply, err := s.Annotate(t.Context(), documents(t, "a", text), nil)
			if err != nil || (codes(t, reply)[1] == "crash") != (n%4 == 0) {
				t.Errorf("frame %d: %v", n, err)
			}
		})
	}
	all.Wait()
}
