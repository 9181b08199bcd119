//go:build unix

package host_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/host"
	"github.com/onomast/onomast/core/plugin"
)

// movable is a copy of the test binary that can be taken away.
func movable(t *testing.T) host.Command {
	t.Helper()
	cmd := self(t, "ok")
	from, err := os.Open(cmd.Path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = from.Close() }()
	cmd.Path = filepath.Join(t.TempDir(), "plugin")
	to, err := os.OpenFile(cmd.Path, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(to, from); err != nil {
		t.Fatal(err)
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return cmd
}

// A plugin that worked and cannot be started any more is tried a few times, and
// then given up with the reason.
func TestRestartsAreLimited(t *testing.T) {
	t.Parallel()
	cmd := movable(t)
	s, err := newHost(t, nil).Open(t.Context(), cmd, segment("s"), host.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	pid := pidOf(t, annotate(t, s, "a"), 0)
	if err := os.Remove(cmd.Path); err != nil {
		t.Fatal(err)
	}
	signal(t, pid, syscall.SIGKILL)
	_, err = s.Annotate(t.Context(), documents(t, "a"), nil)
	var start *host.StartError
	if !errors.As(err, &start) || start.Code != host.CodeNotFound {
		t.Errorf("got %v", err)
	}
}

// One that comes back in time, as after an update, is used again; what is in
// flight waits for it.
func TestRestartsWaitForAProgram(t *testing.T) {
	t.Parallel()
	cmd := movable(t)
	opts := options(nil)
	opts.Attempts, opts.Backoff, opts.MaxBackoff = 1000, 10*time.Millisecond, 20*time.Millisecond
	s, err := hostOf(t, opts).Open(t.Context(), cmd, segment("s"), host.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	pid := pidOf(t, annotate(t, s, "a"), 0)
	away := cmd.Path + ".new"
	if err := os.Rename(cmd.Path, away); err != nil {
		t.Fatal(err)
	}
	signal(t, pid, syscall.SIGKILL)
	back := time.AfterFunc(100*time.Millisecond, func() { _ = os.Rename(away, cmd.Path) })
	defer back.Stop()
	if got := codes(t, annotate(t, s, "a", "b")); strings.Join(got, "") != "" {
		t.Errorf("codes %q", got)
	}
}

// The checksum is looked at for every process, not only for the first.
func TestReplacedProgramIsNotStarted(t *testing.T) {
	t.Parallel()
	cmd := movable(t)
	h := newHost(t, nil)
	_, sum, err := h.Digest(cmd)
	if err != nil {
		t.Fatal(err)
	}
	cmd.SHA256 = sum
	s, err := h.Open(t.Context(), cmd, segment("s"), host.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	pid := pidOf(t, annotate(t, s, "a"), 0)
	if err := os.Remove(cmd.Path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(cmd.Path, []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	signal(t, pid, syscall.SIGKILL)
	_, err = s.Annotate(t.Context(), documents(t, "a"), nil)
	var start *host.StartError
	if !errors.As(err, &start) || start.Code != host.CodeChecksum {
		t.Errorf("got %v", err)
	}
}

// A program that never shook hands in time is not waited for again at once.
func TestSilentProgramIsRemembered(t *testing.T) {
	t.Parallel()
	opts := options(nil)
	opts.StartTimeout = 2 * time.Second
	h := hostOf(t, opts)
	_, first := h.Describe(t.Context(), self(t, "silent"))
	_, second := h.Describe(t.Context(), self(t, "silent"))
	if first == nil || !errors.Is(second, first) { // the very same: nothing was started
		t.Errorf("first %v, then %v", first, second)
	}
}

// Stages of one segment are told apart: a layer that is no good is the fault of
// the stage that wrote it, and where that may be skipped the others' are kept.
func TestBlameWithinASegment(t *testing.T) {
	t.Parallel()
	for name, skip := range map[string]bool{"lost": false, "skipped": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			seg := segment("a")
			seg.ID, seg.Emit = "a+b", []string{"a", "b"}
			second := seg.Stages[0]
			second.Stage, second.SkipOnError = "b", skip
			first := seg.Stages[0]
			first.SkipOnError = skip
			seg.Stages = []plugin.StageConfig{first, second}
			s, err := newHost(t, nil).Open(t.Context(), self(t, "ok"), seg, host.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			reply := annotate(t, s, "beyond!", "fine")
			for _, f := range reply.Failures {
				if f.Document != 0 || f.Code != host.FailureLayer || f.Skipped != skip || (f.Stage != "a" && f.Stage != "b") {
					t.Errorf("failure %+v", f)
				}
			}
			want := map[bool]int{false: 1, true: 2}[skip] // the second stage runs only if the first may fail
			if len(reply.Failures) != want || len(reply.Layers[1]) != 2 {
				t.Errorf("%d failures, %d layers of the good document", len(reply.Failures), len(reply.Layers[1]))
			}
		})
	}
}

// Work that crosses a deadline of the caller while a suspect is alone in the
// process does not wait for the suspect.
func TestQuarantineObeysContexts(t *testing.T) {
	t.Parallel()
	s := open(t, newHost(t, nil), "ok", host.Limits{Timeout: 500 * time.Millisecond, Window: 4})
	done := make(chan *document.Reply, 1)
	docs := documents(t, "hang!", "a")
	go func() {
		reply, err := s.Annotate(t.Context(), docs, nil)
		if err != nil {
			t.Error(err)
		}
		done <- reply
	}()
	time.Sleep(time.Second) // by now it has been killed once
	within(t, "a call beside a suspect", func() {
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		_, _ = s.Annotate(ctx, documents(t, "a"), nil) // it may be lucky
	})
	if got := codes(t, <-done); got[0] != "timeout" || got[1] != "" {
		t.Errorf("codes %q", got)
	}
}
