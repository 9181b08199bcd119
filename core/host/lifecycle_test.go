//go:build unix

package host_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/host"
)

// within fails the test when f does not return.
func within(t testing.TB, what string, f func()) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	select {
	case <-done:
	case <-time.After(soon):
		t.Fatalf("%s does not come to an end", what)
	}
}

// F2: lines on standard error that other hosts die of.
func TestOddLogLinesDoNoHarm(t *testing.T) {
	t.Parallel()
	var log syncBuffer
	s := open(t, newHost(t, &log), "odd log", host.Limits{})
	if got := codes(t, annotate(t, s, "a")); got[0] != "" {
		t.Errorf("code %q", got[0])
	}
	for _, want := range []string{`{\"@message\":1}`, `"msg":"slog"`, `"level":"WARN"`, `[31mred`} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log lacks %s:\n%s", want, log.String())
		}
	}
}

// F1: a plugin that writes without end, also while it is being stopped.
func TestFloodOfOutput(t *testing.T) {
	t.Parallel()
	h, err := host.New(options(nil))
	if err != nil {
		t.Fatal(err)
	}
	s, err := h.Open(t.Context(), self(t, "flood"), segment("s"), host.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		if got := codes(t, annotate(t, s, "a", "b")); got[0] != "" || got[1] != "" {
			t.Errorf("codes %q", got)
		}
	}
	within(t, "closing", func() { err = errors.Join(s.Close(), h.Close()) })
	if err != nil {
		t.Error(err)
	}
}

// F3: a frozen process is noticed by its silence and costs no document.
func TestFrozenProcess(t *testing.T) {
	t.Parallel()
	opts := options(nil)
	opts.Silence = time.Second
	s := open(t, hostOf(t, opts), "ok", host.Limits{})
	before := pidOf(t, annotate(t, s, "a"), 0)
	freeze(t, before)
	reply := annotate(t, s, "a", "b")
	if got := codes(t, reply); got[0] != "" || got[1] != "" {
		t.Errorf("codes %q", got)
	}
	if after := pidOf(t, reply, 0); after == before {
		t.Error("the frozen process has answered")
	}
	awaitDeath(t, before)
}

// F3: a frozen process is stopped all the same, whether by its segment, which
// asks it to close, or by the host.
func TestFrozenProcessIsStopped(t *testing.T) {
	t.Parallel()
	for name, share := range map[string]bool{"its own": false, "shared": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, err := host.New(options(nil))
			if err != nil {
				t.Fatal(err)
			}
			s, err := h.Open(t.Context(), self(t, "ok"), segment("s"), host.Limits{Share: share})
			if err != nil {
				t.Fatal(err)
			}
			pid := pidOf(t, annotate(t, s, "a"), 0)
			freeze(t, pid)
			within(t, "closing", func() { err = errors.Join(s.Close(), h.Close()) })
			if err != nil {
				t.Error(err)
			}
			if lives(pid) {
				t.Error("the process lives on")
			}
		})
	}
}

// F4: a process killed from outside costs no document, however often.
func TestProcessKilledBetweenFrames(t *testing.T) {
	t.Parallel()
	s := open(t, newHost(t, nil), "ok", host.Limits{})
	for range 5 {
		reply := annotate(t, s, "a", "b")
		if got := codes(t, reply); got[0] != "" || got[1] != "" {
			t.Errorf("codes %q", got)
		}
		signal(t, pidOf(t, reply, 0), syscall.SIGKILL)
	}
}

// F5, F6: crashes leave no goroutine, descriptor or socket behind.
func TestCrashesLeaveNothing(t *testing.T) { // alone: it counts
	dir := t.TempDir()
	if len(dir) > 50 {
		dir = shortDir(t)
	}
	opts := options(nil)
	opts.Dir = dir
	h, err := host.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	s, err := h.Open(t.Context(), self(t, "ok"), segment("s"), host.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	crash := func() {
		if got := codes(t, annotate(t, s, "exit!")); got[0] != "crash" {
			t.Fatalf("codes %q", got)
		}
		if got := codes(t, annotate(t, s, "a")); got[0] != "" {
			t.Fatalf("codes %q", got)
		}
	}
	for range 3 {
		crash()
	}
	goroutines, descriptors := settled(runtime.NumGoroutine), settled(openFiles)
	for range 25 { // twice a crash each
		crash()
	}
	const coming = 3 // and going: gRPC's own
	if n := settled(runtime.NumGoroutine); n > goroutines+coming {
		t.Errorf("%d goroutines before, %d after", goroutines, n)
	}
	if n := settled(openFiles); n > descriptors+coming {
		t.Errorf("%d descriptors before, %d after", descriptors, n)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*", "p*")); len(left) > 1 {
		t.Errorf("left behind while the host lives: %q", left)
	}
	if err := errors.Join(s.Close(), h.Close()); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

func shortDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "h")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// settled returns the least count seen for a moment: what ends may need one.
func settled(count func() int) int {
	least := count()
	for range 40 {
		time.Sleep(5 * time.Millisecond)
		least = min(least, count())
	}
	return least
}

func openFiles() int {
	entries, err := os.ReadDir("/dev/fd")
	if err != nil {
		return 0
	}
	return len(entries)
}

// F7: plugins end with a host that is killed: by the lifeline, and on Linux, for
// plugins that do not hold it, by the kernel.
func TestPluginsDieWithAKilledHost(t *testing.T) {
	t.Parallel()
	modes := map[string]string{"by any means": "ok", "by the lifeline": "immortal"}
	if runtime.GOOS == "linux" {
		modes["by the kernel"] = "deaf"
	}
	for name, mode := range modes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, pid := startHost(t, mode)
			if !lives(pid) {
				t.Fatal("the plugin does not live while its host does")
			}
			if err := h.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			awaitDeath(t, pid)
		})
	}
}

// F7: what a killed host left behind is removed by the next one.
func TestNextHostCleansUp(t *testing.T) {
	t.Parallel()
	dir := shortDir(t)
	h, pid := startHost(t, "ok", "TMPDIR="+dir)
	_ = h.Process.Kill()
	_ = h.Wait()
	awaitDeath(t, pid)
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) != 1 {
		t.Fatalf("the killed host left %q", left)
	}
	opts := options(nil)
	opts.Dir = dir
	next, err := host.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	if err := next.Close(); err != nil {
		t.Error(err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// F9: a directory for temporary files whose name leaves no room for a socket.
func TestLongTemporaryDirectory(t *testing.T) {
	long := filepath.Join(t.TempDir(), strings.Repeat("long", 20))
	if err := os.MkdirAll(long, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", long)
	s := open(t, newHost(t, nil), "ok", host.Limits{})
	if got := codes(t, annotate(t, s, "a")); got[0] != "" {
		t.Errorf("code %q", got[0])
	}
}

// F10: a plugin that does not end when it is asked to.
func TestStubbornProcessIsStopped(t *testing.T) {
	t.Parallel()
	h, err := host.New(options(nil))
	if err != nil {
		t.Fatal(err)
	}
	s, err := h.Open(t.Context(), self(t, "wire stubborn"), segment("s"), host.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	annotate(t, s, "a")
	within(t, "closing", func() { err = errors.Join(s.Close(), h.Close()) })
	if err != nil {
		t.Error(err)
	}
}

// F11: closing a segment waits for the work in flight.
func TestCloseDrains(t *testing.T) {
	t.Parallel()
	for name, share := range map[string]bool{"its own process": false, "shared process": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t, newHost(t, nil), "ok", host.Limits{Share: share})
			var frames sync.WaitGroup
			sent := make(chan struct{}, 3)
			for range 3 {
				docs := documents(t, "work!", "work!")
				frames.Go(func() {
					sent <- struct{}{}
					reply, err := s.Annotate(t.Context(), docs, nil)
					if err != nil {
						t.Errorf("work in flight came to nothing: %v", err)
						return
					}
					codes(t, reply)
				})
			}
			for range 3 {
				<-sent
			}
			time.Sleep(100 * time.Millisecond) // for the frames to be on their way
			within(t, "closing", func() { _ = s.Close() })
			frames.Wait()
			if _, err := s.Annotate(t.Context(), documents(t, "a"), nil); !errors.Is(err, host.ErrClosed) {
				t.Errorf("after Close: %v", err)
			}
		})
	}
}

// F12: an end of ctx ends the call, and the segment stays usable. The answer,
// which comes late, is nobody's.
func TestContextEnds(t *testing.T) {
	t.Parallel()
	s := open(t, newHost(t, nil), "ok", host.Limits{Timeout: 500 * time.Millisecond})
	for range 5 {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		if _, err := s.Annotate(ctx, documents(t, "work!", "work!"), nil); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want deadline exceeded", err)
		}
		cancel()
	}
	if got := codes(t, annotate(t, s, "a", "b", "c")); strings.Join(got, "") != "" {
		t.Errorf("codes %q", got)
	}
}

// F12: work that hangs after its caller has gone does not block the others.
func TestAbandonedWorkThatHangs(t *testing.T) {
	t.Parallel()
	opts := options(nil)
	opts.CPUs = 1 // one worker
	s := open(t, hostOf(t, opts), "ok", host.Limits{Timeout: 300 * time.Millisecond})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := s.Annotate(ctx, documents(t, "hang!"), nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want deadline exceeded", err)
	}
	if got := codes(t, annotate(t, s, "a")); got[0] != "" {
		t.Errorf("code %q", got[0])
	}
}

// A caller that gives up while a segment is being opened leaves it to others.
func TestContextEndsWhileOpening(t *testing.T) {
	t.Parallel()
	s := open(t, newHost(t, nil), "ok", host.Limits{})
	for range 10 {
		pid := pidOf(t, annotate(t, s, "a"), 0)
		signal(t, pid, syscall.SIGKILL)
		awaitDeath(t, pid)
		ctx, cancel := context.WithTimeout(t.Context(), 8*time.Millisecond)
		_, _ = s.Annotate(ctx, documents(t, "a"), nil) // it may even succeed
		cancel()
	}
}

// Closing a host that is at work ends the work with one clear error.
func TestHostClosedUnderWork(t *testing.T) {
	t.Parallel()
	h, err := host.New(options(nil))
	if err != nil {
		t.Fatal(err)
	}
	s, err := h.Open(t.Context(), self(t, "ok"), segment("s"), host.Limits{Share: true})
	if err != nil {
		t.Fatal(err)
	}
	var work sync.WaitGroup
	docs := documents(t, "hang!", "a")
	for range 4 {
		work.Go(func() {
			if _, err := s.Annotate(t.Context(), docs, nil); !errors.Is(err, host.ErrClosed) {
				t.Errorf("got %v", err)
			}
		})
		work.Go(func() { // starts that are under way are given up
			if _, err := h.Describe(t.Context(), self(t, "silent")); !errors.Is(err, host.ErrClosed) {
				t.Errorf("got %v", err)
			}
		})
	}
	time.Sleep(100 * time.Millisecond)
	within(t, "closing", func() { err = h.Close() })
	work.Wait()
	if err := errors.Join(err, s.Close(), h.Close()); err != nil {
		t.Error(err)
	}
	if _, err := h.Open(t.Context(), self(t, "ok"), segment("t"), host.Limits{}); !errors.Is(err, host.ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
}

// A batch may take the time of all its documents.
func TestBatchMayTakeItsTime(t *testing.T) {
	t.Parallel()
	opts := options(nil)
	opts.Grace = 100 * time.Millisecond
	s := open(t, hostOf(t, opts), "batch", host.Limits{Timeout: 500 * time.Millisecond})
	texts := strings.Fields(strings.Repeat("work! ", 8)) // 1.6 s
	reply := annotate(t, s, texts...)
	if got := codes(t, reply); lost(texts, got) != "" {
		t.Errorf("codes %q", got)
	}
	pid := pidOf(t, reply, 0)
	for i := range texts {
		if pidOf(t, reply, i) != pid {
			t.Error("the process was killed meanwhile")
		}
	}
}

// A document that does not fit into a message is refused, and no other.
func TestDocumentTooLarge(t *testing.T) {
	t.Parallel()
	opts := options(nil)
	opts.MaxMessage = 1 << 20
	s := open(t, hostOf(t, opts), "ok", host.Limits{})
	texts := []string{"a", strings.Repeat("b", 600_000), strings.Repeat("c", 600_000), strings.Repeat("d", 2<<20), "e"}
	reply := annotate(t, s, texts...)
	got := codes(t, reply)
	if strings.Join(got, "|") != "|||"+host.FailureTooLarge+"|" {
		t.Errorf("codes %q", got)
	}
	for _, f := range reply.Failures {
		if !strings.Contains(f.Message, "split it") {
			t.Error(f.Message)
		}
	}
	if len(reply.Layers) != 5 || reply.Documents != 5 {
		t.Errorf("an answer for %d documents", reply.Documents)
	}
	var none []*document.Document
	if r, err := s.Annotate(t.Context(), none, nil); err != nil || r.Documents != 0 {
		t.Errorf("a frame of no documents: %v", err)
	}
}
